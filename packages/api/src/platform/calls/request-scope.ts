import { AsyncLocalStorage } from 'node:async_hooks'

interface RequestScope {
  requestId: string
  /** The request out of which this one grew, such as the one that asked the assistant. */
  causedBy?: string
}

const scope = new AsyncLocalStorage<RequestScope>()

/** Runs `fn` so that everything below it, logs included, knows the request id. */
export function withRequestScope<R>(requestId: string, fn: () => R): R {
  const outer = scope.getStore()
  if (outer?.requestId === requestId) return fn()
  return scope.run({ requestId, ...(outer && { causedBy: outer.causedBy ?? outer.requestId }) }, fn)
}

/** Runs work that a request only set going, such as a round of deliveries, as nobody's: its timers would carry it on. */
export const outsideRequests = AsyncLocalStorage.snapshot()

export const currentRequestId = (): string => scope.getStore()?.requestId ?? 'none'

/** What a log line says about the request it belongs to; nothing outside of one. */
export const requestFields = (): Partial<RequestScope> => ({ ...scope.getStore() })
