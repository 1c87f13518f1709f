import type { AppRouter } from '@hub/api'
import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'

/** What a query came to; undefined where it has to be asked again, for whatever reason. */
export type EarlyAnswer = { data: unknown } | undefined

declare global {
  interface Window {
    /** What `early.js` asked the hub while this program was on its way, by `earlyKey`. */
    hubEarly?: Record<string, Promise<EarlyAnswer>> | undefined
  }
}

/** Names a query of an organization, or of the account where there is none. */
export const earlyKey = (org: string | null, path: string, input: unknown): string =>
  `${org ?? ''} ${path} ${JSON.stringify(input) ?? ''}`

/** Each is given once: whoever asks again wants to know what is now. */
function take(key: string): Promise<EarlyAnswer> | undefined {
  const answer = window.hubEarly?.[key]
  if (answer !== undefined) delete window.hubEarly?.[key]
  return answer
}

/** Answers with what was asked before this program ran; everything else goes on to the hub. */
export const earlyLink =
  (org: string | null): TRPCLink<AppRouter> =>
  () =>
  ({ next, op }) =>
    observable((observer) => {
      const early = op.type === 'query' ? take(earlyKey(org, op.path, op.input)) : undefined
      if (early === undefined) return next(op).subscribe(observer)
      let isOver = false
      let stop = () => {}
      void early.then((answer) => {
        if (isOver) return
        if (answer === undefined) {
          stop = next(op).subscribe(observer).unsubscribe
          return
        }
        observer.next({ result: { type: 'data', data: answer.data } })
        observer.complete()
      })
      return () => {
        isOver = true
        stop()
      }
    })
