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

/** Matches a line and takes it back, one act at a time. */
export function useMatching({ onMatched }: { onMatched: (name: string) => void }): Matching {
  const { client, trpc, queryClient } = useHub()
  const [isPending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const last = useRef<string | null>(null)
  const isRunning = useRef(false)
  const run = async (act: () => Promise<void>) => {
    if (isRunning.current) return
    isRunning.current = true
    setPending(true)
    setRefusal(null)
    try {
      await act()
    } catch (error) {
      setRefusal(toFailure(error).message)
    }
    await queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
    isRunning.current = false
    setPending(false)
  }
  const { matches } = client.modules.accounting.bank
  const undo = (id: string) =>
    void run(async () => {
      await matches.undo.mutate({ id, idempotencyKey: newKey() }).catch((error: unknown) => {
        showErrorToast(toFailure(error).message)
        throw error
      })
      last.current = null
      showToast('The match is undone.')
    })
  return {
    isPending,
    refusal,
    accept: (what, name) =>
      void run(async () => {
        const made = await matches.accept.mutate({ ...what, idempotencyKey: newKey() })
        last.current = made.id
        onMatched(name)
      }),
    undo,
    undoLast: () => {
      if (last.current !== null) undo(last.current)
    },
  }
}
