import type { BaseContext } from '../platform/calls/context.ts'
import { callerFactory } from '../platform/calls/trpc.ts'
import { appRouter } from '../router.ts'
import { normalizeError } from '../platform/calls/normalize-error.ts'

const createCaller = callerFactory(appRouter)

/** An interface, because declarations refer to one by its name and write a type alias out: the whole router each time. */
export interface Caller extends ReturnType<typeof createCaller> {}

/** Typed in-process caller whose rejections are AppErrors, as at every door. */
export function callerOf(ctx: BaseContext): Caller {
  return createCaller(ctx, {
    onError({ error }) {
      throw normalizeError(error)
    },
  })
}
