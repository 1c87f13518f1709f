import type { AppRouter } from '@hub/api'
import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { toFailure } from './failure.ts'

/*
 * Acts on credentials, ownership and whole data need a sign-in of the last ten minutes. The call that was refused waits
 * while a dialog asks; then it is sent once more, so that whoever pressed the button need not press it again.
 */
let answer: ((isConfirmed: boolean) => void) | null = null
let asking: Promise<boolean> | null = null
const listeners = new Set<() => void>()
const announce = () => {
  for (const listener of listeners) listener()
}

/** Whether the dialog should be open. */
export const isStepUpAsked = (): boolean => answer !== null

export function onStepUp(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The dialog was answered or closed. */
export function settleStepUp(isConfirmed: boolean): void {
  answer?.(isConfirmed)
  forgetStepUp()
}

/** The session is over, and with it what waited for the answer: whoever signs in next is not asked in its place. */
export function forgetStepUp(): void {
  answer = null
  asking = null
  announce()
}

/** However many calls are refused at once, one dialog asks. Resolves to whether the person confirmed. */
export function askStepUp(): Promise<boolean> {
  asking ??= new Promise((resolve) => {
    answer = resolve
    announce()
  })
  return asking
}

/** Sends a call once more after the person has confirmed that it is them. */
export const stepUpLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) => {
      let stop = () => {}
      let isOver = false
      const send = (isRetry: boolean) => {
        const subscription = next(op).subscribe({
          next: (envelope) => observer.next(envelope),
          complete: () => observer.complete(),
          error(error) {
            if (isRetry || toFailure(error).code !== 'STEP_UP_REQUIRED') return observer.error(error)
            void askStepUp().then((isConfirmed) => {
              if (isOver) return
              if (isConfirmed) send(true)
              else observer.error(error)
            })
          },
        })
        stop = () => subscription.unsubscribe()
      }
      send(false)
      return () => {
        isOver = true
        stop()
      }
    })
