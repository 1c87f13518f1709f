import { issueKey, openSession } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromAddress, serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const PASSWORD = 'Blue-kettle-42'
/** As few as the hub allows by itself. */
const ANONYMOUS = 100

let hub: ServedHub
let offices = 0
beforeAll(async () => {
  hub = await serveHub({
    settings: { callsPerHour: { anonymous: ANONYMOUS, user: 1_000 } },
    trustProxy: 'loopback',
  })
})
afterAll(() => hub.stop())

/** An office that nobody has called from yet. */
const newOffice = () => fromAddress(hub, `203.0.113.${(offices += 1)}`)

async function newAccount(email: string): Promise<string> {
  await hub.api(hub.call()).auth.register({
    email,
    name: 'Iris Dunn',
    password: PASSWORD,
    organizationName: 'Harbour Café',
    acceptTerms: true,
  })
  return email
}

const post = (office: ServedHub, path: string, body: object) =>
  office.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: hub.hub.settings.publicUrl,
      'x-hub-csrf': '1',
    },
    body: JSON.stringify(body),
  })

const signIn = (office: ServedHub, email: string) =>
  post(office, '/auth/login', { email, password: PASSWORD })

async function repeat(times: number, call: (n: number) => Promise<Response>): Promise<Set<number>> {
  const statuses = new Set<number>()
  for (let n = 0; n < times; n += 1) statuses.add((await call(n)).status)
  return statuses
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const ME = '/api/v1/auth/me'
const PREVIEW = `/api/v1/organizations/invitations/preview?token=${'x'.repeat(43)}`

describe('what one program of an office does (GW-1)', () => {
  test('asking how the hub is goes on for ever', async () => {
    const office = newOffice()
    expect(await repeat(ANONYMOUS + 20, () => office.request('/api/v1/system/status'))).toEqual(
      new Set([200]),
    )
    expect((await office.request('/trpc/auth.registration?input=%7B%7D')).status).toBe(200)
  })

  test('its anonymous calls lock nobody out of sign-in', async () => {
    const email = await newAccount('iris@office.example')
    const office = newOffice()
    expect(await repeat(ANONYMOUS + 20, () => office.request(PREVIEW))).toContain(429)
    expect((await signIn(office, email)).status).toBe(200)
    for (const path of ['/auth/second-factor', '/auth/passkey'])
      expect((await post(office, path, {})).status, path).toBe(400)
    for (const path of ['auth/forgotPassword', 'auth/resendVerification'])
      expect((await post(office, `/api/v1/${path}`, { email })).status, path).toBe(200)
    expect((await post(office, '/api/v1/auth/resetPassword', {})).status).toBe(400)
    expect((await post(office, '/api/v1/auth/verifyEmail', {})).status).toBe(400)
  })

  test('its bad keys stop neither sign-in nor a good key that is new here', async () => {
    const email = await newAccount('ida@office.example')
    const org = await hub.newOrg()
    const { text } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    const office = newOffice()
    expect(await repeat(ANONYMOUS + 20, (n) => office.request(ME, bearer(`no key ${n}`)))).toContain(429)
    expect((await signIn(office, email)).status).toBe(200)
    expect((await office.request(ME, bearer(text))).status).toBe(200)
  })

  test('its tries to sign in have a limit of their own, of a minute (AUTH-3)', async () => {
    const office = newOffice()
    const statuses = await repeat(11, (n) => signIn(office, `nobody-${n}@office.example`))
    expect(statuses).toEqual(new Set([401, 429]))
    const refused = await signIn(office, 'nobody@office.example')
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await office.request(PREVIEW)).status).toBe(404)
  })
})

test('a good key or session takes from its person, also at what is open to anybody', async () => {
  const { orgId, owner } = await hub.newOrg()
  const { text } = await issueKey(hub.hub, { orgId, userId: owner.userId })
  const { accessToken } = await openSession(hub.hub, owner.userId)
  const office = newOffice()
  await repeat(ANONYMOUS + 1, () => office.request(PREVIEW))
  for (const token of [text, accessToken]) {
    const answer = await office.request(PREVIEW, bearer(token))
    expect(answer.status).toBe(404)
    expect(answer.headers.get('ratelimit')).toMatch(/^"user";r=99\d;/)
  }
})

test('a credential that is no longer looked at leaves an anonymous call', async () => {
  const office = newOffice()
  await repeat(ANONYMOUS + 1, () => office.request(ME, bearer('no key')))
  const answer = await office.request(PREVIEW, bearer('no key'))
  expect(answer.status).toBe(404)
  expect(answer.headers.get('ratelimit')).toMatch(/^"anonymous";r=99;/)
})
