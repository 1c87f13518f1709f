import { openSession } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  hub = await serveHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const REASON = 'Invoice does not open'

/** What a browser keeps: cookies by name, empty ones forgotten. */
class Browser {
  readonly cookies = new Map<string, string>()

  async post(path: string, body: unknown = {}, headers: Record<string, string> = {}) {
    const answer = await this.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const read = (await answer.json()) as Record<string, unknown>
    return { status: answer.status, body: read, lines: answer.headers.getSetCookie() }
  }

  async ask(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const ours = { origin: hub.hub.settings.publicUrl, 'x-hub-csrf': '1', 'sec-fetch-site': 'same-origin' }
    const answer = await hub.request(path, { ...init, headers: { ...ours, cookie, ...init.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  async whoAmI(): Promise<string> {
    const answer = await this.ask(`/trpc/auth.me?input=${encodeURIComponent('{}')}`)
    const { result } = (await answer.json()) as { result?: { data: { user: { id: string } } } }
    return result?.data.user.id ?? `${answer.status}`
  }
}

let admin: { userId: string; browser: Browser }
beforeEach(async () => {
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  const { accessToken } = await openSession(hub.hub, userId)
  const browser = new Browser()
  browser.cookies.set('hub_access', accessToken)
  admin = { userId, browser }
})

const begin = (browser = admin.browser) =>
  browser.post('/auth/impersonate', { userId: org.owner.userId, reason: REASON })

describe('POST /auth/impersonate (ADM-1)', () => {
  test('keeps the session in a cookie no script reads, beside the own one, and tells no token', async () => {
    const own = admin.browser.cookies.get('hub_access')
    const { status, body, lines } = await begin()
    expect([status, Object.keys(body).toSorted()]).toEqual([200, ['expiresAt', 'name']])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^hub_acting=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/)
    expect(admin.browser.cookies.get('hub_access')).toBe(own)
    await expect(admin.browser.whoAmI()).resolves.toBe(org.owner.userId)
  })

  test('goes back to the own session when it is stopped, as often as one likes', async () => {
    await begin()
    const { status, body } = await admin.browser.post('/auth/impersonate/stop')
    expect([status, body]).toEqual([200, { done: true }])
    await expect(admin.browser.whoAmI()).resolves.toBe(admin.userId)
    expect((await admin.browser.post('/auth/impersonate/stop')).status).toBe(200)
    expect((await begin()).status).toBe(200)
  })

  test('never turns into the own session unseen: what has ended is refused, and only then forgotten', async () => {
    await begin()
    await hub.hub.db.system.deleteFrom('authSession').where('impersonatorId', '=', admin.userId).execute()
    await expect(admin.browser.whoAmI()).resolves.toBe('401')
    const { status, body } = await admin.browser.post('/auth/refresh')
    expect([status, body['code']]).toEqual([401, 'UNAUTHORIZED'])
    expect([...admin.browser.cookies.keys()]).toEqual(['hub_access'])
    await expect(admin.browser.whoAmI()).resolves.toBe(admin.userId)
  })

  test('ends with the sign-out of the administrator', async () => {
    await begin()
    const acting = admin.browser.cookies.get('hub_acting') ?? ''
    await admin.browser.post('/auth/logout')
    expect([...admin.browser.cookies.keys()]).toEqual([])
    const thief = new Browser()
    thief.cookies.set('hub_acting', acting)
    await expect(thief.whoAmI()).resolves.toBe('401')
  })

  test('is refused to a page of somebody else, to those it concerns, and while one acts for somebody', async () => {
    const foreign = await admin.browser.post(
      '/auth/impersonate',
      { userId: org.owner.userId, reason: REASON },
      { origin: 'https://elsewhere.example' },
    )
    expect(foreign.status).toBe(403)
    const owner = new Browser()
    owner.cookies.set('hub_access', (await openSession(hub.hub, org.owner.userId)).accessToken)
    expect((await begin(owner)).body['code']).toBe('FORBIDDEN')
    expect((await begin(new Browser())).body['code']).toBe('UNAUTHORIZED')
    await begin()
    expect((await begin()).body['code']).toBe('FORBIDDEN')
    const confirmed = await admin.browser.post('/auth/confirm', { password: 'Blue-kettle-42' })
    expect(confirmed.body['code']).toBe('FORBIDDEN')
  })
})
