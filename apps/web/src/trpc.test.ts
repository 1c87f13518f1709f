import { MutationObserver, onlineManager } from '@tanstack/react-query'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { standIn } from './testing/stand-in.ts'
import { createHubs } from './trpc.ts'

const hub = standIn({ 'notifications.markAllRead': () => ({ count: 3 }) })
const hubs = createHubs()
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => hub.server.close())
afterEach(() => {
  hubs.clear()
  onlineManager.setOnline(true)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('what waits for the connection is sent also while another organization is on the page', async () => {
  const left = hubs.of('tide-fennel')
  onlineManager.setOnline(false)
  const options = left.trpc.notifications.markAllRead.mutationOptions()
  const pressed = new MutationObserver(left.queryClient, options)
  void pressed.mutate({ idempotencyKey: 'read-all-of-it' })
  await vi.waitFor(() => expect(pressed.getCurrentResult().isPaused).toBe(true))
  hubs.of('quay-books').queryClient.mount()
  onlineManager.setOnline(true)
  await vi.waitFor(() => expect(pressed.getCurrentResult().isSuccess).toBe(true))
  expect(hub.calls.map(({ path }) => path)).toEqual(['notifications.markAllRead'])
})

/** A connection that was opened and over which nothing comes any more, without an end. */
class SilentSocket extends EventTarget {
  static readonly OPEN = 1
  static readonly opened: SilentSocket[] = []
  readonly sent: unknown[] = []
  readyState = SilentSocket.OPEN

  constructor() {
    super()
    SilentSocket.opened.push(this)
    setTimeout(() => this.dispatchEvent(new Event('open')))
  }

  send(message: unknown): void {
    this.sent.push(message)
  }

  close(): void {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
}

it('a connection that died without a word is noticed within a minute, and another one opened', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', SilentSocket)
  const { client } = hubs.of('tide-fennel')
  const states: string[] = []
  client.live.stream.subscribe(
    { lookBackSeconds: 5 },
    { onConnectionStateChange: ({ state }) => void states.push(state) },
  )
  await vi.advanceTimersByTimeAsync(1_000)
  expect(states.at(-1)).toBe('pending')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(states).toContain('connecting')
  expect(SilentSocket.opened.length).toBeGreaterThan(1)
})
