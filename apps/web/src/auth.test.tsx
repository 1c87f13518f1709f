import { createTRPCClient, TRPCClientError } from '@trpc/client'
import type { TRPCLink } from '@trpc/client'
import type { AppRouter } from '@hub/api'
import { observable } from '@trpc/server/observable'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { onSignedOut, renewSession } from './auth.ts'
import { onActingChanged } from './acting-changed.ts'
import { sessionLink } from './session-link.ts'
import { standIn } from './testing/stand-in.ts'

const hub = standIn({})
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => hub.server.close())
beforeEach(() => {
  localStorage.clear()
  hub.refresh.count = 0
  hub.refresh.status = 200
})
afterEach(() => vi.useRealTimers())

/** The app is told of the end of a session a moment after the calls that were refused. */
const announced = () => new Promise((resolve) => setTimeout(resolve, 10))

describe('renewing the session (AUTH-4)', () => {
  it('makes one request however many calls were refused at once', async () => {
    const answers = await Promise.all([renewSession(), renewSession(), renewSession()])
    expect(answers).toEqual([true, true, true])
    expect(hub.refresh.count).toBe(1)
  })

  it('makes no request when another tab renewed after the call was sent', async () => {
    const sentAt = Date.now() - 1_000
    localStorage.setItem('hub.renewedAt', String(Date.now()))
    await expect(renewSession(sentAt)).resolves.toBe(true)
    expect(hub.refresh.count).toBe(0)
  })

  it('asks the hub also when the clock was put back since it was asked last', async () => {
    localStorage.setItem('hub.renewedAt', String(Date.now() + 3_600_000))
    await expect(renewSession()).resolves.toBe(true)
    expect(hub.refresh.count).toBe(1)
  })

  it.each([401, 204])(
    'says that the session is over when the hub answers %i, and tells the app',
    async (status) => {
      hub.refresh.status = status
      const told = new Promise<void>((resolve) => {
        const stop = onSignedOut(() => {
          stop()
          resolve()
        })
      })
      await expect(renewSession()).resolves.toBe(false)
      await told
    },
  )

  it('sends nothing of a session that is over once more in the next one, which may be somebody else’s', async () => {
    const sentAt = Date.now()
    hub.refresh.status = 401
    await expect(renewSession(sentAt)).resolves.toBe(false)
    hub.refresh.status = 200
    await expect(renewSession(sentAt)).resolves.toBe(false)
    expect(hub.refresh.count).toBe(1)
    await expect(renewSession(Date.now() + 1)).resolves.toBe(true)
    await announced()
  })

  it.each([
    ['loads the other tabs of whoever acted for somebody anew', true],
    ['leaves the other tabs to hear of it themselves where nobody acts for somebody', false],
  ])('when it is over, %s', async (_what, isActing) => {
    hub.refresh.status = 401
    await renewSession()
    const [key] = Object.keys(localStorage)
    const told = vi.fn<() => void>()
    const stop = onActingChanged(isActing, told)
    window.dispatchEvent(new StorageEvent('storage', { key: key ?? null }))
    stop()
    await announced()
    expect(told).toHaveBeenCalledTimes(isActing ? 1 : 0)
  })

  it('does not end the session when the hub is away', async () => {
    hub.refresh.status = 503
    const told = vi.fn<() => void>()
    const stop = onSignedOut(told)
    await expect(renewSession()).rejects.toThrow('Sign in first.')
    await new Promise((resolve) => setTimeout(resolve, 10))
    stop()
    expect(told).not.toHaveBeenCalled()
  })

  it('tells every tab when one of them signs out', () => {
    const told = vi.fn<() => void>()
    const stop = onSignedOut(told)
    window.dispatchEvent(new StorageEvent('storage', { key: 'hub.signedOutAt' }))
    stop()
    expect(told).toHaveBeenCalledOnce()
  })
})

/** Ends a chain of links the way a server would: refuses the first `refusals` calls, then answers. */
function serverLink(refusals: number): { link: TRPCLink<AppRouter>; sent: () => number } {
  let sent = 0
  const link: TRPCLink<AppRouter> = () => () =>
    observable((observer) => {
      sent += 1
      if (sent > refusals) {
        observer.next({ result: { type: 'data', data: 'answer' } })
        return observer.complete()
      }
      const data = { code: 'UNAUTHORIZED', message: 'Sign in first.', requestId: 'req-1', httpStatus: 401 }
      observer.error(TRPCClientError.from({ error: { code: -32001, message: 'Sign in first.', data } }))
    })
  return { link, sent: () => sent }
}

const clientOf = (link: TRPCLink<AppRouter>) =>
  createTRPCClient<AppRouter>({ links: [sessionLink(() => Promise.resolve()), link] })

describe('a call refused for want of a session', () => {
  it('is sent once more after the session was renewed', async () => {
    const { link, sent } = serverLink(1)
    await expect(clientOf(link).auth.me.query({})).resolves.toBe('answer')
    expect(sent()).toBe(2)
    expect(hub.refresh.count).toBe(1)
  })

  it('fails when it is refused again', async () => {
    const { link, sent } = serverLink(2)
    await expect(clientOf(link).auth.me.query({})).rejects.toThrow('Sign in first.')
    expect(sent()).toBe(2)
  })

  it('fails at once when the session is over', async () => {
    hub.refresh.status = 401
    const { link, sent } = serverLink(1)
    await expect(clientOf(link).auth.me.query({})).rejects.toThrow('Sign in first.')
    expect(sent()).toBe(1)
  })
})
