import { showErrorToast } from '@hub/ui/toast'
import { onlineManager } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useHub, useOwnName } from './account.ts'
import { toFailure } from './failure.ts'
import type { OfflineAct, OfflineActs, OfflineSender } from './modules/web-module.ts'
import { addToOutbox, keyOf, markTried, onOutbox, readOutbox, senders, takeFromOutbox } from './outbox.ts'
import type { WaitingWrite, Write } from './outbox.ts'
import type { Hub } from './trpc.ts'

type Result<Act extends OfflineAct> = OfflineActs[Act]['result']

function senderOf({ act }: Write): OfflineSender {
  const sender = senders.get(act)
  if (!sender) throw new Error(`No module sends "${act}".`)
  return sender
}

const send = (hub: Hub, write: Write) => senderOf(write).send(hub, write.input)

/** The hub could not be reached, or not yet answer; the same write is worth sending again. */
const isPassing = (error: unknown): boolean =>
  ['NO_ANSWER', 'UNAVAILABLE', 'TIMEOUT', 'TOO_MANY_REQUESTS', 'IN_FLIGHT', 'UNAUTHORIZED'].includes(
    toFailure(error).code,
  )

/** The keys of what is being sent from here now: it is too late to take that back. */
const underway = new Set<string>()

export interface Delivery {
  /** What waits, oldest first. */
  waiting: readonly WaitingWrite[]
  /**
   * Sends a write, or keeps it when the hub cannot be reached. Throws when the hub refuses it.
   * @returns null when it waits.
   */
  deliver: <Act extends OfflineAct>(
    write: Extract<Write, { act: Act }>,
    title: string,
  ) => Promise<Result<Act> | null>
  /** Takes back what was not sent yet. @returns false when it is on its way or done. */
  takeBack: (key: string) => boolean
  /** Sends everything that waits. */
  flush: () => Promise<void>
}

/** The acts of this person in the organization around the page that may wait for the connection. */
export function useDelivery(): Delivery {
  const hub = useHub()
  const name = useOwnName()
  const waiting = useSyncExternalStore(onOutbox, () => readOutbox(name))
  return {
    waiting,
    deliver: async (write, title) => {
      const keep = (wasTried: boolean) => {
        addToOutbox(name, { ...write, title, at: Date.now(), wasTried })
        return null
      }
      if (!onlineManager.isOnline()) return keep(false)
      try {
        // `send` answers with the result of the act it was given.
        return (await send(hub, write)) as Result<typeof write.act>
      } catch (error) {
        if (toFailure(error).code !== 'NO_ANSWER') throw error
        return keep(true)
      }
    },
    takeBack: (key) => !underway.has(key) && takeFromOutbox(name, key),
    flush: () => flush(hub, name),
  }
}

/** How long the hub answers a repeated key with what it did the first time. */
const KEY_LIFE_MS = 24 * 3_600_000
const AGAIN_MS = 15_000

const isWaiting = (name: string, write: WaitingWrite): boolean =>
  readOutbox(name).some((one) => keyOf(one) === keyOf(write))

/** Sends in order, one tab at a time; stops at the first that cannot be sent yet. What is taken back meanwhile is not sent. */
export async function flush(hub: Hub, name: string): Promise<void> {
  if (readOutbox(name).length === 0 || !onlineManager.isOnline()) return
  const waiting = readOutbox(name)
  await exclusively(name, async () => {
    for (const write of readOutbox(name)) {
      if (isWaiting(name, write) && !(await flushOne(hub, name, write))) return
    }
  })
  for (const changes of new Set(waiting.map((write) => senderOf(write).changes)))
    void hub.queryClient.invalidateQueries(changes(hub))
}

/** @returns false when it has to wait longer. */
async function flushOne(hub: Hub, name: string, write: WaitingWrite): Promise<boolean> {
  const { title, at, wasTried, ...sent } = write
  const giveUp = (why: string) => showErrorToast(`“${title}” ${senderOf(write).words.failed}. ${why}`)
  if (wasTried && Date.now() - at > KEY_LIFE_MS) {
    giveUp('It waited longer than a day and may have been done before. Check, then do it again.')
  } else {
    underway.add(keyOf(write))
    markTried(name, keyOf(write))
    try {
      await send(hub, sent)
    } catch (error) {
      if (isPassing(error)) return false
      giveUp(toFailure(error).message)
    } finally {
      underway.delete(keyOf(write))
    }
  }
  takeFromOutbox(name, keyOf(write))
  return true
}

function exclusively(name: string, act: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request(`hub.outbox.${name}`, act) : act()
}

/** Sends what waits as soon as it can be sent: now, when the connection is back, and every 15 s until then. */
export function useFlushing({ waiting, flush: send }: Delivery): void {
  const hasAny = waiting.length > 0
  useEffect(() => {
    if (!hasAny) return undefined
    void send()
    const stop = onlineManager.subscribe((isOnline) => isOnline && void send())
    const timer = setInterval(() => void send(), AGAIN_MS)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [hasAny])
}
