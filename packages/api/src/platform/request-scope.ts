import { AsyncLocalStorage } from 'node:async_hooks'

interface RequestScope {
  requestId: string
}

const scope = new AsyncLocalStorage<RequestScope>()

/** Runs `fn` so that everything below it, logs included, knows the request id. */
export const withRequestScope = <R>(requestId: string, fn: () => R): R => scope.run({ requestId }, fn)

export const currentRequestId = (): string => scope.getStore()?.requestId ?? 'none'
