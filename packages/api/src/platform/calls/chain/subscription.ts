import type { BaseContext } from '../context.ts'
import type { StepOptions } from './step.ts'

/** Hands everything on, and tells once when it is over. */
async function* until<T>(events: AsyncIterable<T>, over: () => void): AsyncGenerator<T> {
  try {
    yield* events
  } finally {
    over()
  }
}

type Outcome = { ok: boolean; data?: unknown }

/**
 * Takes a place for a subscription, of which one socket could carry any number. It is given back when the subscription
 * ends, by itself or with its caller, who may be gone before anything was read of it.
 */
export async function held<R extends Outcome>(
  { ctx, type, signal }: StepOptions<BaseContext>,
  userId: string,
  run: () => Promise<R>,
): Promise<R> {
  if (type !== 'subscription') return run()
  const release = ctx.hub.streams.follow(userId)
  signal?.addEventListener('abort', release, { once: true })
  try {
    const result = await run()
    if (!result.ok) {
      release()
      return result
    }
    // What tRPC's resolver of a subscription answers; the sockets' adapter takes nothing else.
    return { ...result, data: until(result.data as AsyncIterable<unknown>, release) }
  } catch (error) {
    release()
    throw error
  }
}
