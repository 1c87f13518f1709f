import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import {
  bearing,
  linkToken,
  mailAbout,
  mailsTo,
  newForm,
  nobody,
  platformAudit,
  signIn,
  signUp,
} from './testing.ts'

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

async function resetLink(email: string): Promise<string> {
  await nobody(hub).auth.forgotPassword({ email })
  return linkToken(hub, email, '/reset')
}

describe('auth.forgotPassword', () => {
  test('answers every address alike and mails only the owner of an account (AUTH-7, ASVS 6.3.8)', async () => {
    const { email } = await signUp(hub)
    const known = await nobody(hub).auth.forgotPassword({ email })
    expect(await nobody(hub).auth.forgotPassword({ email: 'nobody@example.test' })).toEqual(known)
    await expect(mailAbout(hub, email, 'Set a new password')).resolves.toBeDefined()
    expect(await mailsTo(hub, 'nobody@example.test')).toEqual([])
  })

  test('writes as many rows for an unknown address as for a known one', async () => {
    const { email } = await signUp(hub)
    const rows = async () => {
      const { system } = hub.hub.db
      const counts = await Promise.all([
        system.selectFrom('authOneTimeToken').select('id').execute(),
        system.selectFrom('outboxEvent').select('id').execute(),
        system.selectFrom('auditEntry').select('seq').execute(),
      ])
      return counts.map(({ length }) => length)
    }
    const start = await rows()
    await nobody(hub).auth.forgotPassword({ email })
    const afterKnown = await rows()
    await nobody(hub).auth.forgotPassword({ email: 'stranger@example.test' })
    const afterUnknown = await rows()
    const grown = (from: number[], to: number[]) => to.map((count, at) => count - (from[at] ?? 0))
    expect(grown(afterKnown, afterUnknown)).toEqual(grown(start, afterKnown))
  })

  test('is limited by mailbox (AUTH-7)', async () => {
    const { email } = await signUp(hub)
    for (let n = 0; n < 5; n += 1) await nobody(hub).auth.forgotPassword({ email })
    await expect(nobody(hub).auth.forgotPassword({ email })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    })
  })
})

describe('auth.resetPassword', () => {
  test('sets the password, signs every device out and tells by mail (AUTH-7)', async () => {
    const form = await signUp(hub)
    const { tokens } = await signIn(hub, form)
    await nobody(hub).auth.resetPassword({ token: await resetLink(form.email), password: 'Green-kettle-43' })
    await expect(bearing(hub, tokens).auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(signIn(hub, form)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await signIn(hub, { email: form.email, password: 'Green-kettle-43' })
    await expect(mailAbout(hub, form.email, 'Your password was changed')).resolves.toBeDefined()
    expect((await platformAudit(hub)).map(({ action }) => action)).toContain('auth.password.reset')
  })

  test('counts keys and applications in the mail, and ends them for whoever asks for it (ASVS 7.4.3)', async () => {
    const { email, password } = await signUp(hub)
    const { api } = await signIn(hub, { email, password })
    const { user, organizations } = await api.auth.me({})
    const orgId = organizations[0]?.id ?? ''
    const key = await issueKey(hub.hub, { orgId, userId: user.id })
    const program = () =>
      hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key: key.text } })).auth.me({})
    const changed = async (endPrograms?: boolean) => {
      const next = `Green-lantern-${endPrograms === true ? 58 : 57}`
      const token = await resetLink(email)
      await nobody(hub).auth.resetPassword({ token, password: next, ...(endPrograms && { endPrograms }) })
      return (await mailsTo(hub, email)).at(-1)?.text
    }
    expect(await changed()).toContain('API keys and connected applications go on working: 1.')
    await program()
    expect(await changed(true)).toContain('API keys and connected applications were ended with it: 1.')
    await expect(program()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const log = await hub.hub.db.org(orgId).selectFrom('auditEntry').selectAll().orderBy('seq').execute()
    expect(log.at(-1)).toMatchObject({ action: 'auth.apiKey.revoked', target: { apiKey: key.id } })
  })

  test('works once of twenty uses (AUTH-7)', async () => {
    const { email } = await signUp(hub)
    const token = await resetLink(email)
    const uses = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        nobody(hub).auth.resetPassword({ token, password: `Green-kettle-${n + 10}` }),
      ),
    )
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a new link ends the one before, whoever asked for it (AUTH-7)', async () => {
    const { email } = await signUp(hub)
    const admin = await hub.newPerson({ isPlatformAdmin: true })
    const api = hub.api(hub.call({ credential: { kind: 'person', userId: admin.userId } }))
    const { id: userId } = await hub.hub.db.system
      .selectFrom('authUser')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    const links = [await resetLink(email), await resetLink(email)]
    await api.admin.users.sendPasswordReset({ userId })
    links.push(await linkToken(hub, email, '/reset'))
    const password = 'Green-kettle-43'
    for (const token of links.slice(0, 2))
      await expect(nobody(hub).auth.resetPassword({ token, password })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        message: expect.stringContaining('newer one'),
      })
    await nobody(hub).auth.resetPassword({ token: links[2] ?? '', password })
  })

  test('of five links asked for at once one is left', async () => {
    const { email } = await signUp(hub)
    await Promise.all(Array.from({ length: 5 }, () => nobody(hub).auth.forgotPassword({ email })))
    const mails = (await mailsTo(hub, email)).filter(({ subject }) => subject === 'Set a new password')
    const tokens = mails.map(({ action }) => new URL(action?.url ?? '').searchParams.get('token') ?? '')
    expect(new Set(tokens).size).toBe(5)
    const live = await hub.hub.db.system
      .selectFrom('authOneTimeToken')
      .select('id')
      .where('email', '=', email)
      .where('purpose', '=', 'reset-password')
      .execute()
    expect(live).toHaveLength(1)
  })

  test('a link to an address the person has left opens nothing', async () => {
    const { email } = await signUp(hub)
    const token = await resetLink(email)
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ email: `new-${email}` })
      .where('email', '=', email)
      .execute()
    await expect(
      nobody(hub).auth.resetPassword({ token, password: 'Green-kettle-43' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('a link runs out after an hour (AUTH-7)', async () => {
    const { email } = await signUp(hub)
    const token = await resetLink(email)
    wait(60)
    await expect(
      nobody(hub).auth.resetPassword({ token, password: 'Green-kettle-43' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('keeps the link when the password is refused', async () => {
    const { email, password } = await signUp(hub)
    const token = await resetLink(email)
    await expect(nobody(hub).auth.resetPassword({ token, password: 'short' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await expect(nobody(hub).auth.resetPassword({ token, password })).rejects.toMatchObject({
      message: expect.stringContaining('used this password before'),
    })
    await nobody(hub).auth.resetPassword({ token, password: 'Green-kettle-43' })
  })

  test('does not take a link for another purpose', async () => {
    const form = newForm()
    await nobody(hub).auth.register(form)
    const token = await linkToken(hub, form.email, '/verify')
    await expect(
      nobody(hub).auth.resetPassword({ token, password: 'Green-kettle-43' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await nobody(hub).auth.verifyEmail({ token })
  })

  test('ends a lockout', async () => {
    const { email } = await signUp(hub)
    for (let n = 0; n < 6; n += 1)
      await nobody(hub)
        .auth.login({ email, password: 'Wrong-kettle-42' })
        .catch(() => undefined)
    await nobody(hub).auth.resetPassword({ token: await resetLink(email), password: 'Green-kettle-43' })
    await expect(signIn(hub, { email, password: 'Green-kettle-43' })).resolves.toBeDefined()
  })

  test('proves the address of somebody who never verified it', async () => {
    const form = newForm()
    await nobody(hub).auth.register(form)
    await nobody(hub).auth.resetPassword({ token: await resetLink(form.email), password: 'Green-kettle-43' })
    const { api } = await signIn(hub, { email: form.email, password: 'Green-kettle-43' })
    expect((await api.auth.me({})).user.isEmailVerified).toBe(true)
    await expect(api.credits.balance()).resolves.toMatchObject({ availableMicro: 100_000_000 })
  })
})

describe('auth.changePassword', () => {
  test('needs the current password (AUTH-7, ASVS 6.2.3)', async () => {
    const { api } = await signIn(hub, await signUp(hub))
    await expect(
      api.auth.changePassword({ currentPassword: 'Wrong-kettle-42', password: 'Green-kettle-43' }),
    ).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'currentPassword' }] },
    })
  })

  test('keeps this device and signs the others out (AUTH-7)', async () => {
    const form = await signUp(hub)
    const other = await signIn(hub, form)
    const { api } = await signIn(hub, form)
    await api.auth.changePassword({ currentPassword: form.password, password: 'Green-kettle-43' })
    await expect(bearing(hub, other.tokens).auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await api.auth.me({})
    await expect(mailAbout(hub, form.email, 'Your password was changed')).resolves.toBeDefined()
  })

  test('refuses the last five passwords and takes the sixth again (AUTH-7)', async () => {
    const form = await signUp(hub)
    const { api } = await signIn(hub, form)
    const used = [form.password, ...[1, 2, 3, 4].map((n) => `Green-kettle-${n}0`)]
    for (let n = 1; n < used.length; n += 1)
      await api.auth.changePassword({ currentPassword: used[n - 1] ?? '', password: used[n] ?? '' })
    for (const password of [used[0] ?? '', used[2] ?? '', used[4] ?? '']) {
      await expect(
        api.auth.changePassword({ currentPassword: used[4] ?? '', password }),
      ).rejects.toMatchObject({ details: { issues: [{ path: 'password' }] } })
    }
    await api.auth.changePassword({ currentPassword: used[4] ?? '', password: 'Green-kettle-50' })
    await api.auth.changePassword({ currentPassword: 'Green-kettle-50', password: form.password })
  })
})
