import type { TestHub } from '@hub/api/testing'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookiesOf, headerOf, ours, startAuthApp } from '../testing/auth-app.ts'
import type { AuthApp } from '../testing/auth-app.ts'

const PASSWORD = 'Blue-kettle-42'

let started: AuthApp
let hub: TestHub
let app: FastifyInstance
beforeAll(async () => {
  started = await startAuthApp()
  ;({ hub, app } = started)
})
afterAll(() => started.stop())

let count = 0
async function newAccount(): Promise<string> {
  const email = `cookie-${(count += 1)}@example.test`
  const form = {
    email,
    name: 'Iris Dunn',
    password: PASSWORD,
    organizationName: 'Harbour Café',
    acceptTerms: true as const,
  }
  await hub.api(hub.call()).auth.register(form)
  return email
}

const login = (app: FastifyInstance, email: string, body: object = {}) =>
  app.inject({
    method: 'POST',
    url: '/auth/login',
    headers: ours,
    payload: { email, password: PASSWORD, ...body },
    remoteAddress: `10.0.0.${(count += 1) % 250}`,
  })

const post = (url: string, cookie: string, headers: Record<string, string> = ours) =>
  app.inject({ method: 'POST', url, headers: { ...headers, cookie } })

const me = (cookie: string) =>
  app.inject({ method: 'GET', url: '/trpc/auth.me?input=%7B%7D', headers: { cookie } })

describe('POST /auth/login', () => {
  test('puts tokens into HttpOnly SameSite cookies and none into the body (AUTH-4)', async () => {
    const answer = await login(app, await newAccount())
    expect(answer.statusCode).toBe(200)
    const cookies = cookiesOf(answer)
    expect(Object.keys(cookies).toSorted()).toEqual(['hub_access', 'hub_refresh', 'hub_session'])
    expect(cookies['hub_access']?.attributes).toEqual([
      'Path=/',
      expect.stringMatching(/^Max-Age=(899|900)$/),
      'HttpOnly',
      'SameSite=Strict',
    ])
    expect(cookies['hub_refresh']?.attributes).toEqual([
      'Path=/auth',
      expect.stringMatching(/^Max-Age=25919\d\d$|^Max-Age=2592000$/),
      'HttpOnly',
      'SameSite=Strict',
    ])
    expect(cookies['hub_session']?.attributes).toEqual([
      'Path=/',
      'Max-Age=7776000',
      'HttpOnly',
      'SameSite=Strict',
    ])
    expect(answer.headers['cache-control']).toBe('no-store')
    for (const { value } of Object.values(cookies)) expect(answer.body).not.toContain(value)
    expect((await me(headerOf(cookies))).statusCode).toBe(200)
  })

  test('sets cookies that end with the browser when not remembered (AUTH-3)', async () => {
    const cookies = cookiesOf(await login(app, await newAccount(), { remember: false }))
    for (const { attributes } of Object.values(cookies)) expect(attributes.join()).not.toContain('Max-Age')
    const renewed = cookiesOf(await post('/auth/refresh', headerOf(cookies)))
    expect(renewed['hub_access']?.attributes.join()).not.toContain('Max-Age')
  })

  test('uses Secure host-bound names on https', async () => {
    const secure = await startAuthApp({ settings: { publicUrl: 'https://hub.example.test' } })
    try {
      const form = {
        email: 'secure@example.test',
        name: 'Iris Dunn',
        password: PASSWORD,
        organizationName: 'Harbour',
        acceptTerms: true as const,
      }
      await secure.hub.api(secure.hub.call()).auth.register(form)
      const headers = { ...ours, origin: 'https://hub.example.test' }
      const answer = await secure.app.inject({
        method: 'POST',
        url: '/auth/login',
        headers,
        payload: { email: form.email, password: PASSWORD },
      })
      const cookies = cookiesOf(answer)
      expect(Object.keys(cookies).toSorted()).toEqual([
        '__Host-hub_access',
        '__Host-hub_session',
        '__Secure-hub_refresh',
      ])
      for (const { attributes } of Object.values(cookies)) expect(attributes).toContain('Secure')
      expect(cookies['__Host-hub_access']?.attributes).toContain('Path=/')
      expect(cookies['__Secure-hub_refresh']?.attributes).toContain('Path=/auth')
    } finally {
      await secure.stop()
    }
  })

  test('refuses a wrong password in the one error shape and sets nothing', async () => {
    const answer = await login(app, await newAccount(), { password: 'Wrong-kettle-42' })
    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toMatchObject({ code: 'UNAUTHORIZED' })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test.each([
    ['another origin', { ...ours, origin: 'http://localhost:3001' }],
    ['the same host over https', { ...ours, origin: 'https://localhost:3000' }],
    ['no origin', { 'x-hub-csrf': '1' }],
    ['a cross-site request', { ...ours, 'sec-fetch-site': 'cross-site' }],
    ['no header of ours', { origin: ours.origin }],
  ])('refuses %s (AUTH-5)', async (_name, headers) => {
    const email = await newAccount()
    const answer = await app.inject({
      method: 'POST',
      url: '/auth/login',
      headers,
      payload: { email, password: PASSWORD },
    })
    expect(answer.statusCode).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test.each([
    ['nothing', undefined],
    ['unknown fields', { email: 'a@b.test', password: 'x', admin: true }],
    ['wrong types', { email: 1, password: [] }],
    ['no JSON', '{"email":'],
    ['a polluting key', '{"__proto__":{"admin":true}}'],
  ])('answers %s with 400', async (_name, payload) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/auth/login',
      headers: { ...ours, 'content-type': 'application/json' },
      ...(payload && { payload }),
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('POST /auth/refresh', () => {
  test('rotates the tokens and keeps the session (AUTH-4)', async () => {
    const first = cookiesOf(await login(app, await newAccount()))
    const answer = await post('/auth/refresh', headerOf(first))
    const second = cookiesOf(answer)
    expect(answer.statusCode).toBe(200)
    expect(second['hub_refresh']?.value).not.toBe(first['hub_refresh']?.value)
    expect(Object.keys(second).toSorted()).toEqual(['hub_access', 'hub_refresh'])
    for (const { value } of Object.values(second)) expect(answer.body).not.toContain(value)
  })

  test('needs no body, whatever the content type says', async () => {
    const cookies = cookiesOf(await login(app, await newAccount()))
    const answer = await post('/auth/refresh', headerOf(cookies), {
      ...ours,
      'content-type': 'application/json',
    })
    expect(answer.statusCode).toBe(200)
  })

  test('renews neither of two sign-ins whose cookies were mixed, and spends no token of either', async () => {
    const [own, planted] = [
      cookiesOf(await login(app, await newAccount())),
      cookiesOf(await login(app, await newAccount())),
    ]
    const mixed = Object.entries({ ...own, hub_refresh: planted['hub_refresh'] }).flatMap(([name, cookie]) =>
      cookie ? [[name, cookie] as const] : [],
    )
    const answer = await post('/auth/refresh', headerOf(Object.fromEntries(mixed)))
    expect(answer.statusCode).toBe(401)
    expect(cookiesOf(answer)['hub_access']?.value).toBe('')
    for (const cookies of [own, planted])
      expect((await post('/auth/refresh', headerOf(cookies))).statusCode).toBe(200)
  })

  test('answers a browser in which nobody is signed in that nobody is, without a failure', async () => {
    const answer = await post('/auth/refresh', '')
    expect(answer.statusCode).toBe(204)
    expect(cookiesOf(answer)).toEqual({})
  })

  test('asks for the session beside the refresh token', async () => {
    const { hub_session: _, ...rest } = cookiesOf(await login(app, await newAccount()))
    expect((await post('/auth/refresh', headerOf(rest))).statusCode).toBe(401)
  })

  test('takes the cookies away when the sign-in has ended', async () => {
    const [refresh, session] = ['A'.repeat(43), 'a'.repeat(40)]
    const answer = await post('/auth/refresh', `hub_refresh=${refresh}; hub_session=${session}`)
    expect(answer.statusCode).toBe(401)
    for (const { value, attributes } of Object.values(cookiesOf(answer))) {
      expect(value).toBe('')
      expect(attributes).toContain('Max-Age=0')
    }
    expect(Object.keys(cookiesOf(answer))).toHaveLength(5)
  })

  test.each(['hub_refresh=%E0%A4%A', 'x=%E0%A4%A; hub_refresh', ';;;=', 'hub_refresh="; drop'])(
    'answers the broken cookie %s with 401',
    async (cookie) => {
      const answer = await post('/auth/refresh', cookie)
      expect(answer.statusCode).toBe(401)
      expect(answer.json()).toMatchObject({ code: 'UNAUTHORIZED' })
    },
  )
})

describe('POST /auth/logout', () => {
  test('ends the session at once for every token of it (AUTH-6, ASVS 7.4.1)', async () => {
    const cookies = cookiesOf(await login(app, await newAccount()))
    const answer = await post('/auth/logout', headerOf(cookies))
    expect(answer.json()).toEqual({ done: true })
    expect(Object.keys(cookiesOf(answer))).toHaveLength(5)
    expect((await me(headerOf(cookies))).statusCode).toBe(401)
    expect((await post('/auth/refresh', headerOf(cookies))).statusCode).toBe(401)
  })

  test('ends the session although the access token is gone', async () => {
    const cookies = cookiesOf(await login(app, await newAccount()))
    const { hub_access: _, ...rest } = cookies
    await post('/auth/logout', headerOf(rest))
    expect((await me(headerOf(cookies))).statusCode).toBe(401)
  })

  test('is harmless without a session', async () => {
    const answer = await post('/auth/logout', '')
    expect(answer.statusCode).toBe(200)
  })
})
