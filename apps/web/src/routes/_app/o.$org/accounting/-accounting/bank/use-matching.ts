import { showErrorToast, showToast } from '@hub/ui/toast'
import { useRef, useState } from 'react'
import { useHub } from '../../../../../../account.ts'
import { toFailure } from '../../../../../../failure.ts'
import { newKey } from '../../../../../../idempotency.ts'
import type { Hub } from '../../../../../../trpc.ts'

type Accepted = Parameters<Hub['client']['modules']['accounting']['bank']['matches']['accept']['mutate']>[0]

export interface Matching {
  isPending: boolean
  /** What the hub refused, in words. */
  refusal: string | null
  accept: (what: Omit<Accepted, 'idempotencyKey'>, name: string) => void
  undo: (matchId: string) => void
  undoLast: () => void
}

/**
 * Matches lines and takes that back. Acts go one after another in the order they were asked for, so
 * that U undoes the match before it even while that is on its way. What is asked for twice, before
 * the page has read again what became of it, is done once.
 */
export function useMatching({ onMatched }: { onMatched: (name: string) => void }): Matching {
  const { client, trpc, queryClient } = useHub()
  const [waiting, setWaiting] = useState(0)
  const [refusal, setRefusal] = useState<string | null>(null)
  const last = useRef<string | null>(null)
  const asked = useRef(new Set<string>())
  const queue = useRef(Promise.resolve())
  const run = (what: string, act: () => Promise<void>) => {
    if (asked.current.has(what)) return
    asked.current.add(what)
    setWaiting((count) => count + 1)
    setRefusal(null)
    queue.current = queue.current.then(async () => {
      try {
        await act()
      } catch (error) {
        setRefusal(toFailure(error).message)
      }
      setWaiting((count) => count - 1)
      void queryClient
        .invalidateQueries(trpc.modules.accounting.pathFilter())
        .finally(() => asked.current.delete(what))
    })
  }
  const { matches } = client.modules.accounting.bank
  const undo = async (id: string) => {
    await matches.undo.mutate({ id, idempotencyKey: newKey() }).catch((error: unknown) => {
      showErrorToast(toFailure(error).message)
      throw error
    })
    last.current = null
    showToast('The match is undone.')
  }
  return {
    isPending: waiting > 0,
    refusal,
    accept: (what, name) =>
      run(what.bankLineId, async () => {
        const made = await matches.accept.mutate({ ...what, idempotencyKey: newKey() })
        last.current = made.id
        onMatched(name)
      }),
    undo: (matchId) => run(matchId, () => undo(matchId)),
    undoLast: () =>
      run('last', async () => {
        if (last.current !== null) await undo(last.current)
      }),
  }
}
