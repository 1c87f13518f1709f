import { superuserSession, untilAtLock } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { inHashQueue } from './adapters/hash-queue.ts'
import { mailAbout, nobody, platformAudit, signIn, signUp } from './testing.ts'
import { signUpProtected, totpCode } from './testing-totp.ts'

const MINUTE_MS = 60_000
const WRONG = 'Wrong-kettle-42'

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const wait = (ms: number) => void (now = new Date(now.getTime() + ms))
const login = ({ email, password }: { email: string; password: string }) =>
  nobody(hub).auth.login({ email, password })
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'in',
    ({ code }: { code: string }) => code,
  )
async function codesOf(times: number, attempt: () => Promise<unknown>): Promise<string[]> {
  const codes: string[] = []
  for (let n = 0; n < times; n += 1) codes.push(await codeOf(attempt()))
  return codes
}
const all = (times: number, code: string) => Array.from({ length: times }, () => code)

/** As many hashes as may wait and more, none of which ends before the work has. */
async function whileBusy<R>(work: () => Promise<R>): Promise<R> {
  const gate = Promise.withResolvers<void>()
  const hashes = Promise.allSettled(Array.from({ length: 200 }, () => inHashQueue(() => gate.promise)))
  try {
    return await work()
  } finally {
    gate.resolve()
    await hashes
  }
}

/** The disk takes no new session: what a sign-in writes last fails. */
async function withoutSessions<R>(work: () => Promise<R>): Promise<R> {
  const admin = await superuserSession(hub.database)
  const full = `begin raise 'No space left on device' using errcode = '53100'; end`
  try {
    await admin.query(`create function app.full_disk() returns trigger language plpgsql as $$ ${full} $$`)
    await admin.query(
      'create trigger full_disk before insert on app.auth_session execute function app.full_disk()',
    )
    return await work()
  } finally {
    await admin.query('drop function app.full_disk cascade')
    await admin.end()
  }
}

describe('only what was compared and found wrong counts (AUTH-3)', () => {
  test('a right password is never locked out by a busy hub', async () => {
    const form = await signUp(hub)
    expect(await whileBusy(() => codesOf(7, () => login(form)))).toEqual(all(7, 'UNAVAILABLE'))
    expect(await codeOf(login(form))).toBe('in')
  })

  test('a right password is never locked out by a full disk', async () => {
    const form = await signUp(hub)
    expect(await withoutSessions(() => codesOf(7, () => login(form)))).not.toContain('UNAUTHORIZED')
    expect(await codeOf(login(form))).toBe('in')
  })

  test('a right code is never locked out by a full disk', async () => {
    const person = await signUpProtected(hub)
    wait(30_000)
    const half = await login(person)
    if (half.status !== 'second_factor') throw new Error('no second factor was asked for')
    const code = await totpCode(person.secret, now)
    const verify = () => nobody(hub).auth.secondFactor.verify({ challenge: half.challenge, code })
    expect(await withoutSessions(() => codesOf(7, verify))).not.toContain('UNAUTHORIZED')
    expect(await codeOf(verify())).toBe('in')
  })

  test('a right password is refused where other servers began a pause while it was compared', async () => {
    const form = await signUp(hub)
    await codeOf(login({ ...form, password: WRONG }))
    const other = await superuserSession(hub.database)
    await other.query('begin')
    await other.query(`update app.auth_lockout set failures = 5, locked_until = now() + interval '1 hour'`)
    const asked = codeOf(login(form))
    await untilAtLock(hub.database, '%auth_lockout%', 1)
    await other.query('commit')
    await other.end()
    expect(await asked).toBe('UNAUTHORIZED')
  })
})

describe('wrong tries to confirm are counted by device (ASVS 7.5.3)', () => {
  test('what strangers try at the sign-in page stops nobody who is signed in', async () => {
    const form = await signUp(hub)
    const { api } = await signIn(hub, form)
    expect(await codesOf(6, () => login({ ...form, password: WRONG }))).toEqual(all(6, 'UNAUTHORIZED'))
    await expect(api.auth.confirm({ password: form.password })).resolves.toBeDefined()
  })

  test('codes that strangers try stop nobody who is signed in', async () => {
    const person = await signUpProtected(hub)
    const half = await login(person)
    if (half.status !== 'second_factor') throw new Error('no second factor was asked for')
    const { challenge } = half
    await codesOf(6, () => nobody(hub).auth.secondFactor.verify({ challenge, code: 'wrong-codes' }))
    wait(30_000)
    const code = await totpCode(person.secret, now)
    await expect(person.api.auth.confirm({ code })).resolves.toBeDefined()
  })

  test('five on one device pause there alone, in words that say so, and are told by mail', async () => {
    const form = await signUp(hub)
    const here = await signIn(hub, form)
    const there = await signIn(hub, form)
    expect(await codesOf(5, () => here.api.auth.confirm({ password: WRONG }))).toEqual(all(5, 'BAD_REQUEST'))
    wait(10 * MINUTE_MS)
    await expect(here.api.auth.confirm({ password: form.password })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      message: expect.stringContaining('Ready again in 20 minutes'),
      details: { retryAfter: 20 * 60 },
    })
    await expect(there.api.auth.confirm({ password: form.password })).resolves.toBeDefined()
    await expect(login(form)).resolves.toMatchObject({ status: 'signed_in' })
    await expect(mailAbout(hub, form.email, 'Five wrong tries on a device of yours')).resolves.toBeDefined()
    const refusals = (await platformAudit(hub)).filter(({ action }) => action === 'auth.confirm.refused')
    expect(refusals.slice(-6).map(({ data }) => data['reason'])).toEqual([...all(5, 'password'), 'locked'])
  })

  test('twenty at once reach the password five times', async () => {
    const form = await signUp(hub)
    const { api } = await signIn(hub, form)
    const before = (await platformAudit(hub)).length
    await Promise.allSettled(Array.from({ length: 20 }, () => api.auth.confirm({ password: WRONG })))
    const reasons = (await platformAudit(hub)).slice(before).map(({ data }) => data['reason'])
    expect(reasons.filter((reason) => reason === 'password')).toHaveLength(5)
  })
})
