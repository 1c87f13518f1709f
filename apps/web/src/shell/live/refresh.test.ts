import type { AppRouter } from '@hub/api'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { createTRPCClient } from '@trpc/client'
import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ownWritesLink } from '../../own-writes.ts'
import { createRefresh } from './refresh.ts'
import type { Refresh } from './refresh.ts'

/** The hub behind the links: answers after this time. */
const ANSWERS_MS = 200
const hub: TRPCLink<AppRouter> = () => () =>
  observable((observer) => {
    const timer = setTimeout(() => {
      observer.next({ result: { type: 'data', data: null } })
      observer.complete()
    }, ANSWERS_MS)
    return () => clearTimeout(timer)
  })
const client = createTRPCClient<AppRouter>({ links: [ownWritesLink, hub] })
const write = () => client.notifications.markUnread.mutate({ id: 'some' })

const key = [['notifications', 'list']]
const LIST = 'notifications.list'
/** How long the next read takes; what it has is what there was when it began. */
let takes: number
let written: number
let reads: number
let queryClient: QueryClient
let refresh: Refresh
let leave: () => void
const shown = () => queryClient.getQueryData<number>(key)

beforeEach(async () => {
  vi.useFakeTimers()
  takes = 10
  written = 0
  reads = 0
  queryClient = new QueryClient()
  refresh = createRefresh(queryClient)
  const observer = new QueryObserver(queryClient, {
    queryKey: key,
    staleTime: Infinity,
    queryFn: async () => {
      reads += 1
      const seen = written
      await new Promise((resolve) => setTimeout(resolve, takes))
      return seen
    },
  })
  leave = observer.subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(1_000)
})
afterEach(() => {
  leave()
  refresh.stop()
  vi.useRealTimers()
})

test('an act that reads again by itself costs one reading (RT-1)', async () => {
  const answered = write()
  await vi.advanceTimersByTimeAsync(ANSWERS_MS)
  written = 1
  await answered
  void queryClient.invalidateQueries({ queryKey: key })
  refresh.add([LIST], true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(shown()).toBe(1)
  expect(reads).toBe(2)
})

test('a read that began before an own change does not pass for one that has it (RT-1)', async () => {
  takes = 2_000
  void queryClient.invalidateQueries({ queryKey: key })
  await vi.advanceTimersByTimeAsync(10)
  takes = 10
  const answered = write()
  await vi.advanceTimersByTimeAsync(ANSWERS_MS)
  written = 1
  await answered
  // What was read before is on its way, and the act itself reads nothing again.
  refresh.add([LIST], true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(shown()).toBe(1)
})

test('what an act shows before it is answered is no reading (RT-1)', async () => {
  const answered = write()
  refresh.add([LIST], true)
  queryClient.setQueryData(key, 7)
  await vi.advanceTimersByTimeAsync(ANSWERS_MS)
  written = 1
  await answered
  await vi.advanceTimersByTimeAsync(5_000)
  expect(shown()).toBe(1)
})

test('what others changed is read again, also beside an own act (RT-1)', async () => {
  await vi.advanceTimersByTimeAsync(1_000)
  refresh.add([LIST], false)
  void queryClient.invalidateQueries({ queryKey: key })
  written = 1
  refresh.add([LIST], true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(shown()).toBe(1)
  expect(reads).toBe(3)
})

test.each([
  ['what others change', () => refresh.add([LIST], false)],
  ['a connection that comes back', () => refresh.all()],
])('%s takes nothing back that an act shows before it is answered (RT-1)', async (_why, happens) => {
  takes = 1
  const seen: unknown[] = []
  const stop = queryClient.getQueryCache().subscribe(() => seen.push(shown()))
  const answered = write()
  queryClient.setQueryData(key, 1)
  seen.length = 0
  happens()
  await vi.advanceTimersByTimeAsync(ANSWERS_MS - 10)
  written = 1
  await vi.advanceTimersByTimeAsync(10)
  await answered
  await vi.advanceTimersByTimeAsync(5_000)
  stop()
  expect(new Set(seen)).toEqual(new Set([1]))
  expect(reads).toBe(2)
})

test('a write that hangs does not hold up what others change for ever (RT-1)', async () => {
  const { unsubscribe } = ownWritesLink({})({
    op: { id: 1, type: 'mutation', path: 'notifications.markUnread', input: {}, context: {}, signal: null },
    next: () => observable(() => undefined),
  }).subscribe({})
  written = 1
  refresh.add([LIST], false)
  await vi.advanceTimersByTimeAsync(10_000)
  unsubscribe()
  expect(shown()).toBe(1)
})
