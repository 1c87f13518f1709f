import type { AppRouter } from '@hub/api'
import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { newKey } from './idempotency.ts'

/** Ids of requests this tab made, of which it reads again itself what they changed. */
const AT_MOST = 200
const own = new Set<string>()

export function ownRequestId(): string {
  const id = newKey()
  own.add(id)
  const [oldest] = own
  if (own.size > AT_MOST && oldest !== undefined) own.delete(oldest)
  return id
}

export const isOwnRequest = (id: string | null): boolean => id !== null && own.has(id)

let unanswered = 0
let answeredAt = 0

/** Notes when the writes of this tab are answered. */
export const ownWritesLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) => {
    if (op.type !== 'mutation') return next(op)
    unanswered += 1
    return observable((observer) => {
      const subscription = next(op).subscribe(observer)
      return () => {
        unanswered -= 1
        answeredAt = Date.now()
        subscription.unsubscribe()
      }
    })
  }

/** Whether a write of this tab is on its way: a read that begins now may still have what was there before it. */
export const isWriting = (): boolean => unanswered > 0

/** A read that begins from now on, or began after this time, has everything that this tab is known to have written. */
export const writtenAt = (): number => (isWriting() ? Date.now() : answeredAt)
