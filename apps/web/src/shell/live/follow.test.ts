import { TRPCClientError } from '@trpc/client'
import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import type { Hub } from '../../trpc.ts'
import { followOrganization } from './follow.ts'

interface Handlers {
  onError: (error: unknown) => void
  onComplete: () => void
}

/** A connection that ends as the test says; no page can be given one otherwise. */
function connection() {
  const begun: Handlers[] = []
  const subscribe = (_input: unknown, handlers: Handlers) => {
    begun.push(handlers)
    return { unsubscribe: () => {} }
  }
  const hub = { client: { live: { stream: { subscribe } } }, queryClient: new QueryClient() }
  return { hub: hub as unknown as Hub, last: () => begun.at(-1), count: () => begun.length }
}

const refusal = (code: string) =>
  TRPCClientError.from({
    error: { code: -32004, message: code, data: { code, message: code, requestId: 'req-1' } },
  } as never)

afterEach(() => vi.useRealTimers())

it.each(['NOT_FOUND', 'FORBIDDEN', 'ORGANIZATION_SUSPENDED'])(
  'tells that the person may not follow any more when the hub says %s (RT-1)',
  (code) => {
    const { hub, last } = connection()
    const onRefused = vi.fn<() => void>()
    const stop = followOrganization({ hub, onReturn: () => {}, onRefused })
    last()?.onError(refusal(code))
    stop()
    expect(onRefused).toHaveBeenCalledOnce()
  },
)

it('only tries again when the hub is away (RT-1)', () => {
  vi.useFakeTimers()
  const { hub, last, count } = connection()
  const onRefused = vi.fn<() => void>()
  const stop = followOrganization({ hub, onReturn: () => {}, onRefused })
  last()?.onError(refusal('UNAVAILABLE'))
  last()?.onComplete()
  vi.advanceTimersByTime(10_000)
  stop()
  expect(onRefused).not.toHaveBeenCalled()
  expect(count()).toBe(2)
})
