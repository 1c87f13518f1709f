import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createHub } from '../../create-hub.ts'
import { createContext } from '../../platform/calls/context.ts'
import { callerOf } from '../../testing/caller.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { bearing, GOOD_PASSWORD, mailsTo, nobody, platformAudit, signIn, signUp } from './testing.ts'
import { fromBase32, signUpProtected, totpCode } from './testing-totp.ts'

const STEP_MS = 30_000
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

const wait = (ms: number) => void (now = new Date(now.getTime() + ms))
const nextStep = () => wait(STEP_MS)

const codeOf = (secret: string, at: Date = now) => totpCode(secret, at)
const protectedPerson = async () => {
  const person = await signUpProtected(hub)
  nextStep()
  return person
}

const login = ({ email, password }: { email: string; password: string }) =>
  nobody(hub).auth.login({ email, password })
const begin = async (person: { email: string; password: string }) => {
  const answer = await login(person)
  if (answer.status !== 'second_factor') throw new Error('no second factor was asked for')
  return answer
}
const verify = (challenge: string, code: string) => nobody(hub).auth.secondFactor.verify({ challenge, code })
const countOf = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length
const wrongCode = { code: 'UNAUTHORIZED', message: expect.stringContaining('code is not right') }

describe('sign-in with an authenticator app (AUTH-9)', () => {
  test('gives no session before the code and a full one after it', async () => {
    const person = await protectedPerson()
    const half = await begin(person)
    expect(half.methods).toEqual(['totp', 'backup-code'])
    expect(Object.keys(half).toSorted()).toEqual(['challenge', 'expiresAt', 'methods', 'status'])
    await expect(bearing(hub, { accessToken: half.challenge }).auth.me({})).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
    const tokens = await verify(half.challenge, await codeOf(person.secret))
    await expect(bearing(hub, tokens).auth.me({})).resolves.toMatchObject({ user: { email: person.email } })
  })

  test('takes a code once, also twenty times at once (ASVS 6.5.1)', async () => {
    const person = await protectedPerson()
    const code = await codeOf(person.secret)
    const challenges = [await begin(person), await begin(person), await begin(person)]
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => verify(challenges[at % 3]?.challenge ?? '', code)),
    )
    expect(countOf(results)).toBe(1)
    const later = await begin(person)
    await expect(verify(later.challenge, code)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('takes the code of the step before, and no older or newer one (ASVS 6.5.5)', async () => {
    const person = await protectedPerson()
    const shifted = (steps: number) => codeOf(person.secret, new Date(now.getTime() + steps * STEP_MS))
    wait(3 * STEP_MS)
    const { challenge } = await begin(person)
    await expect(verify(challenge, await shifted(-2))).rejects.toMatchObject(wrongCode)
    await expect(verify(challenge, await shifted(1))).rejects.toMatchObject(wrongCode)
    await expect(verify(challenge, await shifted(-1))).resolves.toMatchObject({ isRemembered: true })
  })

  test('pauses after five wrong codes, whatever the challenge, and tells the person', async () => {
    const person = await protectedPerson()
    for (let turn = 0; turn < 5; turn += 1) {
      const { challenge } = await begin(person)
      await expect(verify(challenge, '000000')).rejects.toMatchObject(wrongCode)
    }
    const { challenge } = await begin(person)
    await expect(verify(challenge, await codeOf(person.secret))).rejects.toMatchObject(wrongCode)
    expect((await mailsTo(hub, person.email)).map(({ subject }) => subject)).toContain(
      'Somebody knows your password',
    )
    wait(31 * MINUTE_MS)
    const again = await begin(person)
    await expect(verify(again.challenge, await codeOf(person.secret))).resolves.toBeDefined()
  })

  test('ends a challenge after ten minutes, after its use, and with the account', async () => {
    const person = await protectedPerson()
    const late = await begin(person)
    wait(11 * MINUTE_MS)
    await expect(verify(late.challenge, await codeOf(person.secret))).rejects.toMatchObject({
      message: expect.stringContaining('took too long'),
    })
    const used = await begin(person)
    await verify(used.challenge, await codeOf(person.secret))
    nextStep()
    await expect(verify(used.challenge, await codeOf(person.secret))).rejects.toMatchObject({
      message: expect.stringContaining('used already'),
    })
  })

  test('stores neither secret, codes nor challenge as they are (ASVS 6.5.2)', async () => {
    const person = await protectedPerson()
    const { challenge } = await begin(person)
    const { system } = hub.hub.db
    const rows = JSON.stringify([
      await system.selectFrom('authTotp').selectAll().execute(),
      await system.selectFrom('authBackupCode').selectAll().execute(),
      await system.selectFrom('authChallenge').selectAll().execute(),
      await system.selectFrom('auditEntry').selectAll().execute(),
    ])
    for (const secret of [person.secret, challenge, ...person.codes]) expect(rows).not.toContain(secret)
    expect(rows).not.toContain(fromBase32(person.secret).toString('base64'))
  })
})

describe('backup codes (AUTH-9)', () => {
  test('are ten, each works once, also twenty times at once', async () => {
    const person = await protectedPerson()
    expect(new Set(person.codes).size).toBe(10)
    const [code = ''] = person.codes
    const challenges = [await begin(person), await begin(person), await begin(person)]
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => verify(challenges[at % 3]?.challenge ?? '', code.toUpperCase())),
    )
    expect(countOf(results)).toBe(1)
    await expect(person.api.auth.secondFactor.get({})).resolves.toMatchObject({ backupCodesLeft: 9 })
    const mails = await mailsTo(hub, person.email)
    expect(mails.find(({ subject }) => subject === 'A backup code was used')?.text).toContain(
      '9 of them are left',
    )
  })

  test('of another person do not work', async () => {
    const [one, other] = [await protectedPerson(), await protectedPerson()]
    const { challenge } = await begin(one)
    await expect(verify(challenge, other.codes[0] ?? '')).rejects.toMatchObject(wrongCode)
  })

  test('end when new ones are made', async () => {
    const person = await protectedPerson()
    const { codes } = await person.api.auth.secondFactor.newBackupCodes({})
    const { challenge } = await begin(person)
    await expect(verify(challenge, person.codes[0] ?? '')).rejects.toMatchObject(wrongCode)
    await expect(verify(challenge, codes[0] ?? '')).resolves.toBeDefined()
  })
})

describe('setting up an authenticator app', () => {
  test('protects nothing before its first code, and begins anew until then', async () => {
    const form = await signUp(hub)
    const { api } = await signIn(hub, form)
    const first = await api.auth.secondFactor.beginTotp({})
    const second = await api.auth.secondFactor.beginTotp({})
    await expect(login(form)).resolves.toMatchObject({ status: 'signed_in' })
    await expect(
      api.auth.secondFactor.confirmTotp({ code: await codeOf(first.secret) }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await api.auth.secondFactor.confirmTotp({ code: await codeOf(second.secret) })
    await expect(login(form)).resolves.toMatchObject({ status: 'second_factor' })
    await expect(api.auth.secondFactor.beginTotp({})).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(second.uri).toMatch(
      /^otpauth:\/\/totp\/Smart%20AI%20Hub:[^?]+\?secret=[A-Z2-7]{32}&issuer=Smart%20AI%20Hub&/,
    )
  })

  test('is told by mail and in the audit log, and so is its end (ASVS 6.3.7)', async () => {
    const person = await protectedPerson()
    await person.api.auth.secondFactor.removeTotp({})
    const told = (await mailsTo(hub, person.email)).filter(({ subject }) => subject.includes('was changed'))
    expect(told).toHaveLength(2)
    const actions = (await platformAudit(hub)).map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['auth.totp.begun', 'auth.totp.added', 'auth.totp.removed']),
    )
    await expect(login(person)).resolves.toMatchObject({ status: 'signed_in' })
    await expect(person.api.auth.secondFactor.get({})).resolves.toMatchObject({
      totpSince: null,
      backupCodesLeft: 0,
    })
  })

  test('survives a reset of the password (ASVS 6.4.3)', async () => {
    const person = await protectedPerson()
    await nobody(hub).auth.forgotPassword({ email: person.email })
    const mails = await mailsTo(hub, person.email)
    const token = new URL(mails.at(-1)?.action?.url ?? '').searchParams.get('token') ?? ''
    const password = `${GOOD_PASSWORD}-new`
    await nobody(hub).auth.resetPassword({ token, password })
    await expect(login({ email: person.email, password })).resolves.toMatchObject({
      status: 'second_factor',
    })
  })
})

describe('step-up (ASVS 7.5.3)', () => {
  const stale = { code: 'STEP_UP_REQUIRED' }

  test('asks for the password again after ten minutes, and renews every token (ASVS 7.2.4)', async () => {
    const form = await signUp(hub)
    const { api, tokens } = await signIn(hub, form)
    wait(11 * MINUTE_MS)
    await expect(api.auth.secondFactor.beginTotp({})).rejects.toMatchObject(stale)
    await expect(api.auth.confirm({ password: 'Wrong-kettle-42' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'password' }] },
    })
    await expect(api.auth.secondFactor.beginTotp({})).rejects.toMatchObject(stale)
    const renewed = await api.auth.confirm({ password: form.password })
    await expect(bearing(hub, renewed).auth.secondFactor.beginTotp({})).resolves.toBeDefined()
    // A copy of the token of before gains nothing by its owner's proof.
    for (const ask of [() => api.auth.me({}), () => api.auth.secondFactor.beginTotp({})])
      await expect(ask()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(nobody(hub).auth.refresh({ refreshToken: tokens.refreshToken })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
    await expect(nobody(hub).auth.refresh({ refreshToken: renewed.refreshToken })).resolves.toBeDefined()
  })

  test('asks for the second factor where there is one; the password alone is not enough', async () => {
    const person = await protectedPerson()
    wait(11 * MINUTE_MS)
    await expect(person.api.auth.confirm({ password: person.password })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'code' }] },
    })
    const renewed = await person.api.auth.confirm({ code: await codeOf(person.secret) })
    await expect(bearing(hub, renewed).auth.secondFactor.newBackupCodes({})).resolves.toBeDefined()
  })
})

test('with another HUB_SECRET people sign in as before, apps end, and backup codes take their place', async () => {
  const fresh = await startHub()
  try {
    const plain = await signUp(fresh)
    const before = await signIn(fresh, plain)
    const person = await signUpProtected(fresh)
    const { db, settings, mail } = fresh.hub
    const other: TestHub = {
      ...fresh,
      hub: createHub({ db, settings, mail, secret: 'another secret of the tests, as long as it has to be' }),
      api: (call) => callerOf(createContext(other.hub, call)),
    }
    // What the old secret signed holds no longer: it may have been changed because somebody knows it.
    await expect(bearing(other, before.tokens).auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const { api } = await signIn(other, plain)
    await expect(api.auth.me({})).resolves.toMatchObject({ user: { email: plain.email } })
    const { email, password } = person
    const half = await nobody(other).auth.login({ email, password })
    if (half.status !== 'second_factor') throw new Error('the second factor is gone')
    const { challenge } = half
    const code = await totpCode(person.secret, new Date(Date.now() + 1))
    const { verify } = nobody(other).auth.secondFactor
    await expect(verify({ challenge, code })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const tokens = await verify({ challenge, code: person.codes[0] ?? '' })
    await expect(bearing(other, tokens).auth.me({})).resolves.toMatchObject({ user: { email } })
  } finally {
    await fresh.stop()
  }
})
