import { hash as bcrypt } from '@node-rs/bcrypt'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signedIn, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { mailsTo, nobody, platformAudit, signIn, signUp } from './testing.ts'

const MINUTE_MS = 60_000

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const wait = (minutes: number) => void (now = new Date(now.getTime() + minutes * MINUTE_MS))
const wrong = 'Wrong-kettle-42'
const refused = { code: 'UNAUTHORIZED', message: expect.stringContaining('e-mail address or the password') }
const tryOnce = (email: string, password = wrong) => nobody(hub).auth.login({ email, password })
const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'in',
    (error: { code: string }) => error.code,
  )
const reasonsFor = async (email: string) => {
  const user = await hub.hub.db.system
    .selectFrom('authUser')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  const entries = await platformAudit(hub)
  return entries
    .filter(({ action, target }) => action === 'auth.login.refused' && target['user'] === user.id)
    .map(({ data }) => data['reason'])
}
const hashOf = async (email: string) =>
  (
    await hub.hub.db.system
      .selectFrom('authUser')
      .select('passwordHash')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  ).passwordHash ?? ''

describe('auth.login', () => {
  test('answers with tokens that work as a bearer and an entry in the audit log (AUTH-3, AUTH-4, AUTH-15)', async () => {
    const form = await signUp(hub)
    const { tokens, api } = await signIn(hub, form)
    expect(Date.parse(tokens.accessExpiresAt) - now.getTime()).toBe(15 * MINUTE_MS)
    expect(Date.parse(tokens.refreshExpiresAt) - now.getTime()).toBe(30 * 24 * 60 * MINUTE_MS)
    const me = await api.auth.me({})
    expect(me.user.email).toBe(form.email)
    expect(await platformAudit(hub)).toContainEqual(
      expect.objectContaining({
        action: 'auth.login',
        target: { user: me.user.id, session: expect.any(String) },
      }),
    )
  })

  test('gives a session token to a browser only', async () => {
    const form = await signUp(hub)
    const program = signedIn(
      await hub.api(hub.call({ door: 'rest' })).auth.login({ email: form.email, password: form.password }),
    )
    expect(program.sessionToken).toBeNull()
    const browser = signedIn(
      await nobody(hub).auth.login({ email: form.email, password: form.password, remember: false }),
    )
    expect(browser.sessionToken).not.toBeNull()
    expect(Date.parse(browser.refreshExpiresAt) - now.getTime()).toBe(24 * 60 * MINUTE_MS)
  })

  test('stores no token and no password as it is (AUTH-4)', async () => {
    const form = await signUp(hub)
    const { tokens } = await signIn(hub, form)
    const rows = JSON.stringify([
      await hub.hub.db.system.selectFrom('authSession').selectAll().execute(),
      await hub.hub.db.system.selectFrom('authRefreshToken').selectAll().execute(),
      await hub.hub.db.system.selectFrom('authUser').selectAll().execute(),
      await hub.hub.db.system.selectFrom('auditEntry').selectAll().execute(),
    ])
    for (const secret of [tokens.refreshToken, tokens.sessionToken ?? '', tokens.accessToken, form.password])
      expect(rows).not.toContain(secret)
  })

  test('locks for 30 minutes after five failures, with the same answer (AUTH-3)', async () => {
    const { email, password } = await signUp(hub)
    for (let n = 0; n < 5; n += 1) await expect(tryOnce(email)).rejects.toMatchObject(refused)
    await expect(tryOnce(email, password)).rejects.toMatchObject(refused)
    expect((await mailsTo(hub, email)).at(-1)?.subject).toBe('Sign-in to your account is paused')
    wait(29)
    await expect(tryOnce(email, password)).rejects.toMatchObject(refused)
    wait(2)
    await tryOnce(email, password)
    expect(await reasonsFor(email)).toEqual([
      'password',
      'password',
      'password',
      'password',
      'password',
      'locked',
      'locked',
    ])
  })

  test('counts failures within 15 minutes only, and a success starts anew (AUTH-3)', async () => {
    const { email, password } = await signUp(hub)
    for (let n = 0; n < 4; n += 1) await expect(tryOnce(email)).rejects.toMatchObject(refused)
    wait(16)
    for (let n = 0; n < 4; n += 1) await expect(tryOnce(email)).rejects.toMatchObject(refused)
    await tryOnce(email, password)
    for (let n = 0; n < 4; n += 1) await expect(tryOnce(email)).rejects.toMatchObject(refused)
    await tryOnce(email, password)
  })

  test('lets at most five of twenty parallel failures reach the password (AUTH-3)', async () => {
    const { email } = await signUp(hub)
    await Promise.allSettled(Array.from({ length: 20 }, () => tryOnce(email)))
    expect((await reasonsFor(email)).filter((reason) => reason === 'password')).toHaveLength(5)
    const lockedTries = (await platformAudit(hub)).filter(({ action }) => action === 'auth.account.locked')
    expect(lockedTries.length).toBeGreaterThan(0)
  })

  test('does not block a device that is signed in (ASVS 6.1.1)', async () => {
    const form = await signUp(hub)
    const { api } = await signIn(hub, form)
    for (let n = 0; n < 6; n += 1) await expect(tryOnce(form.email)).rejects.toMatchObject(refused)
    await expect(api.auth.me({})).resolves.toMatchObject({ user: { email: form.email } })
  })

  test('answers unknown, wrong and suspended alike, and locks unknown addresses too (ASVS 6.3.8)', async () => {
    const known = await signUp(hub)
    const suspended = await signUp(hub)
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: now })
      .where('email', '=', suspended.email)
      .execute()
    const error = async (email: string, password: string) =>
      tryOnce(email, password).then(
        () => 'in',
        ({ code, message, details }: { code: string; message: string; details: unknown }) => ({
          code,
          message,
          details,
        }),
      )
    const answers = [
      await error(known.email, wrong),
      await error('nobody@example.test', wrong),
      await error(suspended.email, suspended.password),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    for (let n = 0; n < 5; n += 1) await error('nobody@example.test', wrong)
    const locks = await hub.hub.db.system
      .selectFrom('authLockout')
      .select('lockedUntil')
      .where('email', '=', 'nobody@example.test')
      .executeTakeFirst()
    expect(locks?.lockedUntil).not.toBeNull()
  })

  test('answers 429 to the eleventh try a minute from one address (AUTH-3)', async () => {
    const { email, password } = await signUp(hub)
    const from = (ip: string) => outcome(hub.api(hub.call({ ip })).auth.login({ email, password }))
    const outcomes: string[] = []
    for (let n = 0; n < 11; n += 1) outcomes.push(await from('203.0.113.9'))
    expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'in'), 'TOO_MANY_REQUESTS'])
    expect(await from('203.0.113.10')).toBe('in')
    for (let n = 1; n <= 10; n += 1) await from(`2001:db8:5:6::${n}`)
    expect(await from('2001:db8:5:6:ffff::1')).toBe('TOO_MANY_REQUESTS')
    expect(await from('2001:db8:5:7::1')).toBe('in')
    expect(await from('::ffff:203.0.113.9')).toBe('TOO_MANY_REQUESTS')
    wait(2)
    expect(await from('203.0.113.9')).toBe('in')
  })

  test('accepts a bcrypt hash of cost 12 and replaces it (AUTH-3)', async () => {
    const { email, password } = await signUp(hub)
    const old = await bcrypt(password, { cost: 12 })
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ passwordHash: old })
      .where('email', '=', email)
      .execute()
    await expect(tryOnce(email)).rejects.toMatchObject(refused)
    await tryOnce(email, password)
    expect(await hashOf(email)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await tryOnce(email, password)
  })

  test('takes an address in any spelling of it', async () => {
    const { email, password } = await signUp(hub)
    await expect(outcome(tryOnce(`  ${email.toUpperCase()} `, password))).resolves.toBe('in')
  })
})
