import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureFirstAdminLink } from '@hub/api/server'
import { linkToken, newForm, signUp, signUpProtected, totpCode } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act, anywhere, signInPage } from '../testing/account-client.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let now = new Date()
let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ trustProxy: true, now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const SOURCES = fileURLToPath(new URL('../../../..', import.meta.url))

describe('accounts', () => {
  test('6.3.2 nobody is there before somebody is let in, and the usual names open nothing', async () => {
    const fresh = await serveHub({ trustProxy: true })
    try {
      expect(await fresh.hub.db.system.selectFrom('authUser').select('id').execute()).toEqual([])
      for (const name of ['admin', 'root', 'test', 'hub'])
        for (const password of [name, 'password', 'changeme', ''])
          expect((await signInPage(fresh, { email: `${name}@localhost.test`, password })).code).not.toBe('OK')
    } finally {
      await fresh.stop()
    }
  })

  test('6.3.1 one address cannot try one password on many accounts', async () => {
    const from = anywhere(hub)
    const statuses: number[] = []
    for (let n = 0; n < 12; n += 1) {
      const body = JSON.stringify({ email: `somebody-${n}@example.test`, password: 'Blue-kettle-42' })
      const headers = { 'content-type': 'application/json' }
      statuses.push((await from.request('/api/v1/auth/login', { method: 'POST', headers, body })).status)
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
  })
})

test('6.3.1 a crowd at the same moment is answered or told when to come back, and the rest of the hub goes on', async () => {
  const crowd = Array.from({ length: 120 }, (_, n) =>
    signInPage(hub, { email: `crowd-${n}@example.test`, password: 'Blue-kettle-42' }),
  )
  const began = performance.now()
  const health = await hub.request('/health/live')
  const waited = performance.now() - began
  const answers = await Promise.all(crowd)
  expect(health.status).toBe(200)
  // All hashes of the crowd together take several times as long.
  expect(waited).toBeLessThan(1_000)
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['UNAVAILABLE', 'UNAUTHORIZED']))
  for (const { status, headers, text } of answers.filter(({ code }) => code === 'UNAVAILABLE')) {
    expect([status, headers.get('retry-after')]).toEqual([503, '2'])
    expect(text).toContain('Try again in a few seconds')
  }
})

interface Link {
  /** How long it lives. */
  ms: number
  make(): Promise<string>
  use(token: string): Promise<{ code: string }>
}

const profile = { name: 'Noor Vale', password: 'Blue-kettle-42' }
const links: Record<string, Link> = {
  'to confirm an address': {
    ms: DAY_MS,
    async make() {
      const form = newForm()
      await act(hub, 'auth.register', { body: form })
      return linkToken(hub, form.email, '/verify')
    },
    use: (token) => act(hub, 'auth.verifyEmail', { body: { token } }),
  },
  'to set a new password': {
    ms: HOUR_MS,
    async make() {
      const { email } = await signUp(hub)
      await act(hub, 'auth.forgotPassword', { body: { email } })
      return linkToken(hub, email, '/reset')
    },
    use: (token) => act(hub, 'auth.resetPassword', { body: { token, password: 'Green-lantern-57' } }),
  },
  'of an invitation': {
    ms: 7 * DAY_MS,
    async make() {
      const email = newForm().email
      const { api } = await hub.newOrg()
      await api.organizations.invitations.create({ email, role: 'member' })
      invited.set(await linkToken(hub, email, 'token='), email)
      return linkToken(hub, email, 'token=')
    },
    use: (invitationToken) =>
      act(hub, 'auth.register', {
        body: { ...profile, email: invited.get(invitationToken), acceptTerms: true, invitationToken },
      }),
  },
  'for the first administrator': {
    ms: DAY_MS,
    make: async () => new URL((await ensureFirstAdminLink(hub.hub)) ?? '').searchParams.get('token') ?? '',
    use: (token) =>
      act(hub, 'auth.claimFirstAdmin', { body: { ...profile, token, email: 'first@example.test' } }),
  },
}
const invited = new Map<string, string>()

describe.each(Object.entries(links))('the link %s', (_what, { ms, make, use }) => {
  test('6.4.1 is 256 random bits, ends by itself, and opens what it is for until then', async () => {
    const [first, second] = [await make(), await make()]
    for (const token of [first, second]) expect(token).toMatch(/^[\w-]{43}$/)
    expect(first).not.toBe(second)
    now = new Date(now.getTime() + ms + 1_000)
    expect((await use(second)).code).toBe('BAD_REQUEST')
    now = new Date()
    const third = await make()
    now = new Date(now.getTime() + ms - 60_000)
    expect((await use(third)).code).toBe('OK')
    expect((await use(third)).code).toBe('BAD_REQUEST')
  })
})

describe('second factors', () => {
  const half = async ({ email, password }: { email: string; password: string }) =>
    JSON.parse((await signInPage(hub, { email, password })).text) as { status: string; challenge: string }

  test('6.5.6 an app that is removed opens nothing any more, nor do its backup codes', async () => {
    const person = await signUpProtected(hub)
    const before = await half(person)
    expect(before.status).toBe('second_factor')
    await person.api.auth.secondFactor.removeTotp({})
    now = new Date(now.getTime() + 60_000)
    for (const code of [await totpCode(person.secret, now), person.codes[0]])
      expect(
        (await act(hub, 'auth.secondFactor.verify', { body: { challenge: before.challenge, code } })).code,
      ).toBe('UNAUTHORIZED')
    expect((await half(person)).status).toBe('signed_in')
  })

  test('6.5.5 a half sign-in is worth nothing after ten minutes, with the right code too', async () => {
    const person = await signUpProtected(hub)
    const { challenge } = await half(person)
    now = new Date(now.getTime() + 10 * 60_000)
    const late = { challenge, code: await totpCode(person.secret, now) }
    expect((await act(hub, 'auth.secondFactor.verify', { body: late })).code).toBe('UNAUTHORIZED')
    const again = { challenge: (await half(person)).challenge, code: late.code }
    expect((await act(hub, 'auth.secondFactor.verify', { body: again })).code).toBe('OK')
  })

  test('6.5.3 backup codes of many people are all different and have 49 bits each', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => signUpProtected(hub)))
    const codes = people.flatMap((person) => person.codes)
    expect(new Set(codes).size).toBe(200)
    const signs = new Set(codes.join('').replaceAll('-', ''))
    const length = Math.min(...codes.map((code) => code.replaceAll('-', '').length))
    expect(length * Math.log2(signs.size)).toBeGreaterThan(49)
  })

  test('6.5.3 Math.random makes pauses and nothing else', () => {
    const files = globSync('{apps,packages}/*/src/**/*.ts', {
      cwd: SOURCES,
      exclude: ['**/*.test.ts', 'apps/web/**', 'packages/ui/**'],
    })
    expect(files.length).toBeGreaterThan(200)
    const uses = files.flatMap((file) =>
      readFileSync(`${SOURCES}/${file}`, 'utf8')
        .split('\n')
        .filter((line) => line.includes('Math.random'))
        .map((line) => `${file}: ${line.trim()}`),
    )
    expect(uses.filter((use) => !/(?:delay|wait)\(.*Math\.random\(\)/.test(use))).toEqual([])
  })
})
