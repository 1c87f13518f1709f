import { createServer } from 'node:http'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signUp } from '@hub/api/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { forgery } from '../testing/forgery.ts'
import { googleBrowser } from '../testing/google-browser.ts'
import type { GoogleBrowser } from '../testing/google-browser.ts'
import { googleSite, PUBLIC_URL } from '../testing/google-site.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const site = googleSite()
afterEach(() => site.google.instead('/token', null))

/** Goes to the provider and back to the door; the nonce that the hub asked for is known then. */
async function roundTrip(browser: GoogleBrowser, begin: () => Promise<string>) {
  const address = await begin()
  const nonce = new URL(address).searchParams.get('nonce') ?? ''
  return { nonce, callback: await browser.goUntilCallback(address) }
}
const toSignIn = (browser: GoogleBrowser) => async () =>
  (await browser.get('/auth/google')).headers.get('location') ?? ''

const answer = (response: ServerResponse, body: string, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(body)

/** What the hub makes of an ID token in place of the provider's. */
async function offer(make: (nonce: string) => Promise<string>): Promise<string> {
  site.google.user = site.newUser()
  const browser = googleBrowser(site.hub)
  const { nonce, callback } = await roundTrip(browser, toSignIn(browser))
  const idToken = await make(nonce)
  site.google.instead('/token', (_request, response) =>
    answer(response, JSON.stringify({ access_token: 'x', token_type: 'Bearer', id_token: idToken })),
  )
  const { page } = await browser.open(callback)
  expect(await browser.me()).toBeNull()
  return page.searchParams.get('google') ?? page.pathname
}

describe('an ID token (ASVS 6.8.2, 9.1.1 to 9.2.3, 10.5.1, 10.5.4)', () => {
  test('that holds leads on, so that the others can fail', async () => {
    expect(await offer(async (nonce) => site.google.sign(site.google.claims(nonce)))).toBe('/google')
  })

  test.each([
    ['another nonce', (nonce: string) => site.google.claims(`${nonce}x`)],
    ['no nonce', (nonce: string) => ({ ...site.google.claims(nonce), nonce: undefined })],
    ['another audience', (nonce: string) => site.google.claims(nonce, { aud: 'somebody-else' })],
    [
      'a second audience',
      (nonce: string) => site.google.claims(nonce, { aud: ['hub-of-the-tests', 'somebody-else'] }),
    ],
    ['another party', (nonce: string) => site.google.claims(nonce, { azp: 'somebody-else' })],
    ['another issuer', (nonce: string) => site.google.claims(nonce, { iss: 'https://evil.example' })],
    [
      'its time over',
      (nonce: string) => site.google.claims(nonce, { exp: Math.floor(Date.now() / 1000) - 60 }),
    ],
    [
      'an age of an hour',
      (nonce: string) => site.google.claims(nonce, { iat: Math.floor(Date.now() / 1000) - 3_600 }),
    ],
    ['no end', (nonce: string) => ({ ...site.google.claims(nonce), exp: undefined })],
    ['nobody in it', (nonce: string) => ({ ...site.google.claims(nonce), sub: undefined })],
    ['an empty subject', (nonce: string) => site.google.claims(nonce, { sub: '' })],
  ])('with %s is refused', async (_what, claims) => {
    expect(await offer(async (nonce) => site.google.sign(JSON.parse(JSON.stringify(claims(nonce)))))).toBe(
      'refused',
    )
  })

  test.each(['none', 'secret', 'publicKey', 'stranger', 'embedded', 'garbage'] as const)(
    'forged by way of "%s" is refused',
    async (way) => {
      expect(await offer(async (nonce) => forgery(way, site.google, site.google.claims(nonce)))).toBe(
        'refused',
      )
    },
  )

  test('that says the sign-in there is old, or somebody else’s, is no step-up; a recent one is', async () => {
    const { browser } = await site.registered()
    const confirm = async (age: number, changes: object = {}) => {
      const { nonce, callback } = await roundTrip(browser, async () => {
        const begun = await browser.post('/auth/google/confirm', { next: '/o/x' })
        return ((await begun.json()) as { redirectTo: string }).redirectTo
      })
      const signedInAt = Math.floor(Date.now() / 1000) - age
      const idToken = await site.google.sign(site.google.claims(nonce, { auth_time: signedInAt, ...changes }))
      site.google.instead('/token', (_request, response) =>
        answer(response, JSON.stringify({ id_token: idToken })),
      )
      return (await browser.open(callback)).page
    }
    const old = await confirm(660)
    expect(`${old.pathname}${old.search}`).toBe('/google?google=stale&next=%2Fo%2Fx')
    expect((await confirm(5, { sub: 'somebody-else' })).searchParams.get('google')).toBe('elsewhere')
    expect((await confirm(5)).pathname).toBe('/o/x')
  })
})

describe('a provider in trouble', () => {
  test.each<[string, (response: ServerResponse) => void, string]>([
    ['fails', (response) => answer(response, '{"error":"server_error"}', 500), 'away'],
    ['refuses the code', (response) => answer(response, '{"error":"invalid_grant"}', 400), 'refused'],
    ['answers no JSON', (response) => answer(response, '<html>'), 'away'],
    ['answers without a token', (response) => answer(response, '{}'), 'away'],
    ['answers a megabyte', (response) => answer(response, `{"id_token":"${'x'.repeat(1_000_000)}"}`), 'away'],
    [
      'sends elsewhere',
      (response) => void response.writeHead(307, { location: 'https://evil.example' }).end(),
      'away',
    ],
    ['hangs up', (response) => void response.destroy(), 'away'],
    ['says nothing', () => undefined, 'away'],
  ])('that %s is told in words, and the person stays where they were', async (_what, act, reason) => {
    site.google.user = site.newUser()
    const browser = googleBrowser(site.hub)
    const { callback } = await roundTrip(browser, toSignIn(browser))
    site.google.instead('/token', (_request, response) => act(response))
    const { page } = await browser.open(callback)
    expect(page.href).toBe(`${PUBLIC_URL}/sign-in?google=${reason}`)
    expect(await browser.me()).toBeNull()
  })

  test('is not gone to when nobody listens there, or another answers in its place', async () => {
    const server = createServer((_request, response) =>
      answer(response, JSON.stringify({ issuer: 'https://evil.example' })),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const elsewhere = await serveHub({ settings: { google: { ...site.google.settings, issuer } } })
    try {
      const to = async () => (await elsewhere.request('/auth/google')).headers.get('location')
      expect(await to()).toBe(`${PUBLIC_URL}/sign-in?google=away`)
      server.close()
      expect(await to()).toBe(`${PUBLIC_URL}/sign-in?google=away`)
    } finally {
      await elsewhere.stop()
    }
  })
})

describe('a hub', () => {
  const nowhere = async (registration: 'closed' | 'invite') => {
    const other = await serveHub({
      trustProxy: true,
      settings: { google: site.google.settings, registration },
    })
    try {
      site.google.user = site.newUser()
      const { page } = await googleBrowser(other).open('/auth/google')
      const known = await signUpOn(other)
      site.google.user = { ...site.newUser(), email: known.email }
      const browser = googleBrowser(other)
      await browser.open('/auth/google')
      const step = (await (await browser.get('/auth/google/step')).json()) as { status: string }
      return { reason: page.searchParams.get('google'), known: step.status }
    } finally {
      await other.stop()
    }
  }
  /** An account from before the hub was closed. */
  const signUpOn = async (other: ServedHub) => {
    const { registration } = other.hub.settings
    other.hub.settings.registration = 'open'
    const account = await signUp(other)
    other.hub.settings.registration = registration
    return account
  }

  test.each(['closed', 'invite'] as const)(
    'that is %s takes nobody new by Google, and lets the others in',
    async (mode) => {
      expect(await nowhere(mode)).toEqual({ reason: mode, known: 'proof' })
    },
  )

  test('without Google has no way there', async () => {
    const plain = await serveHub()
    try {
      const answered = await plain.request('/auth/google')
      expect(answered.headers.get('location')).toBe(`${PUBLIC_URL}/sign-in?google=closed`)
      await expect(plain.api(plain.call()).auth.registration({})).resolves.toMatchObject({ hasGoogle: false })
    } finally {
      await plain.stop()
    }
  })

  test('asks one address ten times a minute at most', async () => {
    const browser = googleBrowser(site.hub)
    const pages = []
    for (let turn = 0; turn < 11; turn += 1)
      pages.push((await browser.open('/auth/google/callback?code=x&state=y')).page.searchParams.get('google'))
    expect(pages.slice(0, 10).every((reason) => reason === 'expired')).toBe(true)
    expect(pages[10]).toBe('limit')
  })
})
