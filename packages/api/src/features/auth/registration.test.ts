import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import {
  GOOD_PASSWORD,
  linkToken,
  mailsTo,
  newForm,
  nobody,
  platformAudit,
  signIn,
  signUp,
} from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

describe('auth.register', () => {
  test('makes a person who owns a first organization (AUTH-1, AUTH-12)', async () => {
    const form = await signUp(hub, { organizationName: 'Café Altamira & Co.' })
    const { api } = await signIn(hub, form)
    const me = await api.auth.me({})
    expect(me.user).toMatchObject({
      email: form.email,
      name: form.name,
      isEmailVerified: true,
      timeZone: 'Europe/Lisbon',
    })
    expect(me.organizations).toMatchObject([
      { slug: 'cafe-altamira-co', name: 'Café Altamira & Co.', role: 'owner', timeZone: 'Europe/Lisbon' },
    ])
    const again = await signIn(hub, await signUp(hub, { organizationName: 'Cafe Altamira Co' }))
    expect((await again.api.auth.me({})).organizations[0]?.slug).toBe('cafe-altamira-co-2')
  })

  test('opens no session, and neither does verifying (AUTH-1)', async () => {
    await signUp(hub)
    const sessions = await hub.hub.db.system.selectFrom('authSession').select('id').execute()
    const before = sessions.length
    await signUp(hub)
    expect(await hub.hub.db.system.selectFrom('authSession').select('id').execute()).toHaveLength(before)
  })

  test('answers a known address like a new one and tells its owner by mail (AUTH-1, ASVS 6.3.8)', async () => {
    const form = await signUp(hub)
    const answer = await nobody(hub).auth.register(newForm())
    const again = await nobody(hub).auth.register({
      ...newForm(),
      email: ` ${form.email.toUpperCase()} `,
      password: 'Other-kettle-43',
    })
    expect(again).toEqual(answer)
    expect((await mailsTo(hub, form.email)).at(-1)?.subject).toBe('You already have an account')
    await expect(signIn(hub, { email: form.email, password: 'Other-kettle-43' })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
    await signIn(hub, form)
    expect((await platformAudit(hub)).map(({ action }) => action)).toContain('auth.register.repeated')
  })

  test('does not fill the mailbox of a known address, and answers the same (AUTH-1)', async () => {
    const form = await signUp(hub)
    for (let tries = 0; tries < 12; tries += 1)
      await expect(nobody(hub).auth.register({ ...newForm(), email: form.email })).resolves.toEqual({
        status: 'check_mail',
      })
    const told = (await mailsTo(hub, form.email)).filter(
      ({ subject }) => subject === 'You already have an account',
    )
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThanOrEqual(3)
  })

  test('leaves nothing of the work done for a known address', async () => {
    const form = await signUp(hub)
    const count = async () => {
      const db = hub.hub.db.system
      const users = await db.selectFrom('authUser').select('id').execute()
      const orgs = await db.selectFrom('organization').select('id').execute()
      return [users.length, orgs.length]
    }
    const before = await count()
    await nobody(hub).auth.register({ ...newForm(), email: form.email })
    expect(await count()).toEqual(before)
  })

  test('makes one account of twenty parallel forms', async () => {
    const form = newForm()
    await Promise.all(Array.from({ length: 20 }, () => nobody(hub).auth.register(form)))
    const users = await hub.hub.db.system
      .selectFrom('authUser')
      .select('id')
      .where('email', '=', form.email)
      .execute()
    expect(users).toHaveLength(1)
  })

  test.each([
    ['short-1', 'at least 8'],
    ['Kettle-blue', 'digit'],
    ['Kettle4blue', 'special'],
    ['Password1!', 'tried first'],
    ['Noorvale-77', 'noor'],
    ['Xy7-harbour9!', 'harbour'],
    ['Smart AI Hub 9!', 'smart ai hub'],
    ['aaaa1111----', 'different'],
  ])('refuses the password %s and names the field (AUTH-1)', async (password, words) => {
    const form = { ...newForm({ organizationName: 'Harbour' }), password }
    await expect(nobody(hub).auth.register(form)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'password', message: expect.stringContaining(words) }] },
    })
  })

  test('refuses names that could write mail headers or carry links, and half an address', async () => {
    for (const name of ['See https://evil.example', 'www.evil.example']) {
      await expect(nobody(hub).auth.register({ ...newForm(), name })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
      await expect(nobody(hub).auth.register(newForm({ organizationName: name }))).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
    }
    await expect(
      nobody(hub).auth.register({ ...newForm(), name: 'Noor\r\nBcc: all@example.test' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(nobody(hub).auth.register({ ...newForm(), email: 'noor@nowhere' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await expect(
      nobody(hub).auth.register({ ...newForm(), acceptTerms: false as never }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('limits sign-ups by address, of IPv6 by /64 (AUTH-1)', async () => {
    const from = (ip: string) => hub.api(hub.call({ ip })).auth.register({ ...newForm(), password: 'weak' })
    const codes: string[] = []
    for (let n = 1; n <= 31; n += 1) {
      codes.push(
        await from(`2001:db8:0:7::${n.toString(16)}`)
          .catch((error: { code: string }) => error.code)
          .then(String),
      )
    }
    expect(codes.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'BAD_REQUEST'))
    expect(codes[30]).toBe('TOO_MANY_REQUESTS')
    await expect(from('2001:db8:0:8::1')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('who may register', () => {
  test.each(['closed', 'invite'] as const)('%s refuses a stranger (AUTH-1)', async (registration) => {
    const strict = await startHub({ settings: { registration } })
    try {
      await expect(nobody(strict).auth.registration({})).resolves.toEqual({
        mode: registration,
        passwordPolicy: 'default',
        hasGoogle: false,
        mailPage: null,
      })
      await expect(nobody(strict).auth.register(newForm())).rejects.toMatchObject({ code: 'FORBIDDEN' })
    } finally {
      await strict.stop()
    }
  })

  test('the passphrase policy asks for length alone (ASVS 6.2.5)', async () => {
    const strict = await startHub({ settings: { passwordPolicy: 'passphrase' } })
    try {
      await expect(
        nobody(strict).auth.register({ ...newForm(), password: GOOD_PASSWORD }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      await nobody(strict).auth.register({ ...newForm(), password: 'seven quiet rivers' })
    } finally {
      await strict.stop()
    }
  })
})

describe('auth.verifyEmail', () => {
  test('works once of twenty uses, gives the credits and welcomes (AUTH-2)', async () => {
    const form = newForm()
    await nobody(hub).auth.register(form)
    const token = await linkToken(hub, form.email, '/verify')
    const uses = await Promise.allSettled(
      Array.from({ length: 20 }, () => nobody(hub).auth.verifyEmail({ token })),
    )
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await mailsTo(hub, form.email)).map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
      'Welcome to Smart AI Hub',
    ])
    const { api } = await signIn(hub, form)
    await expect(api.credits.balance()).resolves.toMatchObject({ availableMicro: 100_000_000 })
  })

  test('a link runs out after 24 hours', async () => {
    let now = new Date()
    const later = await startHub({ now: () => now })
    try {
      const form = newForm()
      await nobody(later).auth.register(form)
      const token = await linkToken(later, form.email, '/verify')
      now = new Date(now.getTime() + 24 * 3_600_000)
      await expect(nobody(later).auth.verifyEmail({ token })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    } finally {
      await later.stop()
    }
  })

  test('an unverified person signs in but cannot invite or make keys (AUTH-2)', async () => {
    const form = newForm()
    await nobody(hub).auth.register(form)
    const { api } = await signIn(hub, form)
    expect((await api.auth.me({})).user.isEmailVerified).toBe(false)
    await expect(api.organizations.invitations.create({ email: 'lea@example.test' })).rejects.toMatchObject({
      code: 'EMAIL_NOT_VERIFIED',
    })
    await expect(api.auth.apiKeys.create({ name: 'Key', scopes: ['ops.task.read'] })).rejects.toMatchObject({
      code: 'EMAIL_NOT_VERIFIED',
    })
  })
})

describe('auth.resendVerification', () => {
  test('sends a link only where one is waited for, with one answer (AUTH-2)', async () => {
    const form = newForm()
    await nobody(hub).auth.register(form)
    const known = await nobody(hub).auth.resendVerification({ email: form.email })
    expect(await nobody(hub).auth.resendVerification({ email: 'stranger@example.test' })).toEqual(known)
    await nobody(hub).auth.verifyEmail({ token: await linkToken(hub, form.email, '/verify') })
    await nobody(hub).auth.resendVerification({ email: form.email })
    expect((await mailsTo(hub, form.email)).map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
      'Confirm your e-mail address',
      'Welcome to Smart AI Hub',
    ])
    expect(await mailsTo(hub, 'stranger@example.test')).toEqual([])
  })

  test('is limited by address of the mailbox, known or not', async () => {
    const ask = () => nobody(hub).auth.resendVerification({ email: 'many@example.test' })
    for (let n = 0; n < 5; n += 1) await ask()
    await expect(ask()).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      details: { retryAfter: expect.any(Number) },
    })
  })
})
