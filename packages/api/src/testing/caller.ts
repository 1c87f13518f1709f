import type { BaseContext } from '../platform/calls/context.ts'
import { callerFactory } from '../platform/calls/trpc.ts'
import { appRouter } from '../router.ts'
import { normalizeError } from '../platform/calls/normalize-error.ts'

const createCaller = callerFactory(appRouter)

/**
 * An interface over what other files can name: declarations refer to both by their names, and would write a type alias or a
 * type of this file alone out, the whole router each time.
 */
export interface Caller extends ReturnType<typeof appRouter.createCaller> {}

/** Typed in-process caller whose rejections are AppErrors, as at every door. */
export function callerOf(ctx: BaseContext): Caller {
  return createCaller(ctx, {
    onError({ error }) {
      throw normalizeError(error)
    },
  })
}
