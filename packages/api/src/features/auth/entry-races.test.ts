import { hash as bcrypt } from '@node-rs/bcrypt'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { atOnce } from '../../testing/at-once.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { signInWith, signUpWithPasskey } from './passkeys/testing.ts'
import { GOOD_PASSWORD, linkToken, mailsTo, newForm, nobody, signIn, signUp } from './testing.ts'
import { signUpProtected, totpCode } from './testing-totp.ts'

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const NEW = `${GOOD_PASSWORD}-new`
const nextStep = () => void (now = new Date(now.getTime() + 30_000))

const idOf = async ({ email }: { email: string }): Promise<string> => {
  const people = hub.hub.db.system.selectFrom('authUser').select('id').where('email', '=', email)
  return (await people.executeTakeFirstOrThrow()).id
}

/** Acts on one account, each of which has read what it goes by when the first of them is done. */
async function together(person: { email: string }, acts: readonly (() => Promise<unknown>)[]) {
  const outcomes = await atOnce(hub, { table: 'auth_user', id: await idOf(person) }, acts)
  return outcomes.map((one) => (one.status === 'fulfilled' ? 'OK' : String(one.reason.code)))
}

async function reset({ email }: { email: string }) {
  await nobody(hub).auth.forgotPassword({ email })
  const token = await linkToken(hub, email, '/reset')
  return () => nobody(hub).auth.resetPassword({ token, password: NEW })
}

const enters = ({ email }: { email: string }, password: string) =>
  nobody(hub)
    .auth.login({ email, password })
    .then(({ status }) => status)

async function half({ email, password }: { email: string; password: string }): Promise<string> {
  const answer = await nobody(hub).auth.login({ email, password })
  if (answer.status !== 'second_factor') throw new Error('no second factor was asked for')
  return answer.challenge
}

const verify = (challenge: string, code: string) => nobody(hub).auth.secondFactor.verify({ challenge, code })

const sessionsOf = async (person: { email: string }) => {
  const sessions = hub.hub.db.system.selectFrom('authSession').select('id')
  return sessions.where('userId', '=', await idOf(person)).execute()
}

describe('a new password by link', () => {
  test('opens nothing to a sign-in with the old one that was under way (ASVS 7.4.3)', async () => {
    const person = await signUp(hub)
    const acts = [await reset(person), () => enters(person, person.password)]
    expect(await together(person, acts)).toEqual(['OK', 'UNAUTHORIZED'])
    expect(await sessionsOf(person)).toEqual([])
  })

  test('stays where the old one was just being changed', async () => {
    const person = await signUp(hub)
    const { api } = await signIn(hub, person)
    const change = { currentPassword: person.password, password: `${GOOD_PASSWORD}-other` }
    const acts = [await reset(person), () => api.auth.changePassword(change)]
    expect(await together(person, acts)).toEqual(['OK', 'BAD_REQUEST'])
    expect(await enters(person, NEW)).toBe('signed_in')
  })

  test('stays where a sign-in was just making the hash of the old one stronger', async () => {
    const person = await signUp(hub)
    const passwordHash = await bcrypt(person.password, { cost: 12 })
    const { system } = hub.hub.db
    await system.updateTable('authUser').set({ passwordHash }).where('email', '=', person.email).execute()
    const acts = [await reset(person), () => enters(person, person.password)]
    expect(await together(person, acts)).toEqual(['OK', 'UNAUTHORIZED'])
    expect(await enters(person, NEW)).toBe('signed_in')
  })

  test('ends a sign-in that waits for its second factor', async () => {
    const person = await signUpProtected(hub)
    nextStep()
    const challenge = await half(person)
    await (
      await reset(person)
    )()
    await expect(verify(challenge, await totpCode(person.secret, now))).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringContaining('Sign in again'),
    })
  })
})

test('two sign-ins that both make an old hash stronger both get in', async () => {
  const person = await signUp(hub)
  const passwordHash = await bcrypt(person.password, { cost: 12 })
  const { system } = hub.hub.db
  await system.updateTable('authUser').set({ passwordHash }).where('email', '=', person.email).execute()
  const act = () => enters(person, person.password)
  expect(await together(person, [act, act])).toEqual(['OK', 'OK'])
})

test('somebody who is suspended while they sign in finds no session once they are let in again', async () => {
  const person = await signUp(hub)
  const userId = await idOf(person)
  const { owner } = await hub.newOrg()
  const { system } = hub.hub.db
  await system.updateTable('authUser').set({ platformRole: 'admin' }).where('id', '=', owner.userId).execute()
  const { users } = hub.api(hub.call({ credential: { kind: 'person', userId: owner.userId } })).admin
  const acts = [
    () => users.suspend({ userId, reason: 'A lost telephone' }),
    () => enters(person, person.password),
  ]
  expect(await together(person, acts)).toEqual(['OK', 'UNAUTHORIZED'])
  await users.restore({ userId })
  expect(await sessionsOf(person)).toEqual([])
})

describe('a factor that is taken away while it signs somebody in', () => {
  test('and holds up neither: an app', async () => {
    const person = await signUpProtected(hub)
    nextStep()
    const [challenge, code] = [await half(person), await totpCode(person.secret, now)]
    const acts = [() => person.api.auth.secondFactor.removeTotp({}), () => verify(challenge, code)]
    expect(await together(person, acts)).toEqual(['OK', 'UNAUTHORIZED'])
  })

  test('is not told as copied: a passkey', async () => {
    const person = await signUpWithPasskey(hub)
    const acts = [
      () => person.api.auth.passkeys.remove({ id: person.passkey.id }),
      () => signInWith(hub, person.device),
    ]
    expect(await together(person, acts)).toEqual(['OK', 'UNAUTHORIZED'])
    const subjects = (await mailsTo(hub, person.email)).map(({ text }) => text)
    expect(subjects.filter((text) => /cop(y|ied)/.test(text))).toEqual([])
  })
})

describe('of two tabs at once', () => {
  test('both that make backup codes leave ten', async () => {
    const person = await signUpProtected(hub)
    const make = () => person.api.auth.secondFactor.newBackupCodes({})
    await atOnce(hub, { table: 'auth_backup_code' }, [make, make])
    await expect(person.api.auth.secondFactor.get({})).resolves.toMatchObject({ backupCodesLeft: 10 })
  })

  test('one that begins an app anew is not confirmed by a code of the secret before', async () => {
    const person = await signUp(hub)
    const { secondFactor } = (await signIn(hub, person)).api.auth
    const { secret } = await secondFactor.beginTotp({})
    const code = await totpCode(secret, now)
    const { superuserSession, untilAtLock } = await import('@hub/db/testing')
    const other = await superuserSession(hub.database)
    await other.query('begin')
    await other.query(`select from app.auth_totp where user_id = '${await idOf(person)}' for update`)
    const begun = secondFactor.beginTotp({})
    await untilAtLock(hub.database, '%', 1)
    const confirmed = Promise.allSettled([secondFactor.confirmTotp({ code })])
    await untilAtLock(hub.database, '%', 2)
    await other.query('commit')
    await other.end()
    expect(await confirmed).toMatchObject([{ status: 'rejected', reason: { code: 'BAD_REQUEST' } }])
    const next = await totpCode((await begun).secret, now)
    await expect(secondFactor.confirmTotp({ code: next })).resolves.toBeDefined()
  })
})

describe('the end of an account', () => {
  test('and a link that confirms its address do not hold up each other', async () => {
    const form = newForm()
    await nobody(hub).auth.register(form)
    const token = await linkToken(hub, form.email, '/verify')
    const { api } = await signIn(hub, form)
    const acts = [
      () => api.auth.deleteAccount({ email: form.email }),
      () => nobody(hub).auth.verifyEmail({ token }),
    ]
    expect(await together(form, acts)).toEqual(['OK', 'BAD_REQUEST'])
  })

  test('and the link that changes its address do not hold up each other', async () => {
    const person = await signUp(hub)
    const { api } = await signIn(hub, person)
    const email = `moved-${person.email}`
    await api.auth.changeEmail({ email })
    await nobody(hub).auth.confirmEmailChange({ token: await linkToken(hub, email, '/email-change') })
    const token = await linkToken(hub, person.email, '/email-change')
    const acts = [
      () => api.auth.deleteAccount({ email: person.email }),
      () => nobody(hub).auth.confirmEmailChange({ token }),
    ]
    expect(await together(person, acts)).toEqual(['OK', 'BAD_REQUEST'])
  })
})
