import { signUpWithPasskey } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookiesOf, headerOf, ours, startAuthApp } from '../testing/auth-app.ts'
import type { AuthApp } from '../testing/auth-app.ts'

let started: AuthApp
let count = 0
beforeAll(async () => {
  started = await startAuthApp()
})
afterAll(() => started.stop())

describe('POST /auth/passkey', () => {
  const send = (url: string, payload: object, headers: Record<string, string> = ours) =>
    started.app.inject({
      method: 'POST',
      url,
      headers,
      payload,
      remoteAddress: `10.1.0.${(count += 1) % 250}`,
    })
  const begin = async () =>
    (await send('/trpc/auth.passkeys.beginSignIn', {})).json<{
      result: { data: Parameters<Awaited<ReturnType<typeof signUpWithPasskey>>['device']['get']>[0] }
    }>().result.data

  test('signs in by cookies, with no token in the body (AUTH-4, AUTH-9)', async () => {
    const { device, email } = await signUpWithPasskey(started.hub)
    const options = await begin()
    const answer = await send('/auth/passkey', {
      challenge: options.challenge,
      passkey: device.get(options),
    })
    expect(answer.statusCode).toBe(200)
    const cookies = cookiesOf(answer)
    expect(Object.keys(cookies).toSorted()).toEqual(['hub_access', 'hub_refresh', 'hub_session'])
    for (const { value } of Object.values(cookies)) expect(answer.body).not.toContain(value)
    const me = await started.app.inject({
      url: '/trpc/auth.me?input=%7B%7D',
      headers: { cookie: headerOf(cookies) },
    })
    expect(me.body).toContain(email)
  })

  test('refuses in the one form of errors, and sets nothing', async () => {
    const { device } = await signUpWithPasskey(started.hub)
    const options = await begin()
    const { challenge } = options
    const passkey = device.get(options, { origin: 'http://localhost:3999' })
    const long = { ...passkey, clientDataJSON: 'A'.repeat(4097) }
    for (const [payload, status, code] of [
      [{ challenge, passkey }, 401, 'UNAUTHORIZED'],
      [{ challenge: 'x', passkey }, 400, 'BAD_REQUEST'],
      [{ challenge, passkey: long }, 400, 'BAD_REQUEST'],
      [{ challenge, passkey: null }, 400, 'BAD_REQUEST'],
      [{}, 400, 'BAD_REQUEST'],
      [{ challenge, passkey, more: 1 }, 400, 'BAD_REQUEST'],
    ] as const) {
      const answer = await send('/auth/passkey', payload)
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  test('takes no request of another page (AUTH-5)', async () => {
    const answer = await send('/auth/passkey', {}, { ...ours, origin: 'http://evil.example' })
    expect(answer.statusCode).toBe(403)
  })
})
