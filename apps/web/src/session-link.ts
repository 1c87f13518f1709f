import type { AppRouter } from '@hub/api'
import type { Operation, TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { renewSession } from './auth.ts'
import { toFailure } from './failure.ts'
import { giveUpUnsaved } from './unsaved.ts'

/**
 * A call refused because the short access cookie ran out is sent once more after the session was
 * renewed. `reconnect` makes the next subscription open a new socket, which carries the new cookie.
 */
export function sessionLink(reconnect: () => Promise<void>): TRPCLink<AppRouter> {
  return () =>
    ({ next, op }) =>
      observable((observer) => {
        let stop = () => {}
        let over = false
        /** Where a stream that counts its events was: what is sent once more goes on there. */
        let lastEventId: string | null = null
        const send = (isRetry: boolean) => {
          const sentAt = Date.now()
          const subscription = next(resumed(op, lastEventId)).subscribe({
            next(envelope) {
              lastEventId = idOf(envelope.result) ?? lastEventId
              observer.next(envelope)
            },
            complete: () => observer.complete(),
            error(error) {
              const { code } = toFailure(error)
              if (code === 'OTHER_PERSON') leaveToTheirs()
              if (isRetry || code !== 'UNAUTHORIZED') return observer.error(error)
              void recover(sentAt, op.type === 'subscription' ? reconnect : null).then((isBack) => {
                if (over) return
                if (isBack) send(true)
                else observer.error(error)
              })
            },
          })
          stop = () => subscription.unsubscribe()
        }
        send(false)
        return () => {
          over = true
          stop()
        }
      })
}

/** Whoever is signed in now gets pages of their own. What was typed here the tab keeps for the one who typed it. */
function leaveToTheirs(): void {
  giveUpUnsaved()
  location.assign('/')
}

const idOf = (result: object): string | undefined =>
  'id' in result && typeof result.id === 'string' ? result.id : undefined

const resumed = (op: Operation, lastEventId: string | null): Operation =>
  lastEventId === null ? op : { ...op, input: { ...(op.input as object), lastEventId } }

async function recover(sentAt: number, reconnect: (() => Promise<void>) | null): Promise<boolean> {
  try {
    if (!(await renewSession(sentAt))) return false
    await reconnect?.()
    return true
  } catch {
    // The hub could not be asked, so the refusal that is already there is the best answer.
    return false
  }
}
