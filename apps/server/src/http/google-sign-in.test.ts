import { linkToken, signUp, signUpProtected, totpCode } from '@hub/api/testing'
import { describe, expect, test } from 'vitest'
import {
  auditActions,
  googleSite,
  googleState,
  MINUTE_MS,
  newcomer,
  passwordOf,
  PUBLIC_URL,
  reasonAt,
} from '../testing/google-site.ts'

const site = googleSite()

describe('a new person (AUTH-8)', () => {
  test('gives what is missing, accepts the terms, and is in with a first organization', async () => {
    const { email } = site.newUser()
    const browser = site.browserOf(site.newUser({ email }))
    const { page, callback } = await browser.open('/auth/google?next=/o/here')
    expect(page.href).toBe(`${PUBLIC_URL}/google`)
    expect(callback).toContain('code=')
    expect(await browser.me()).toBeNull()
    const step = await site.stepOf(browser)
    expect(step).toMatchObject({
      status: 'sign_up',
      email,
      name: 'Ana Lind',
      isInvited: false,
      next: '/o/here',
    })
    const refused = await browser.post('/auth/google/register', {
      ...newcomer,
      acceptTerms: false,
      challenge: step.challenge,
    })
    expect(refused.status).toBe(400)
    const answer = await browser.post('/auth/google/register', { ...newcomer, challenge: step.challenge })
    expect(await answer.json()).toMatchObject({ status: 'signed_in' })
    expect(await browser.me()).toBe(email)
    const again = await browser.post('/auth/google/register', { ...newcomer, challenge: step.challenge })
    expect(again.status).toBe(401)
    const person = await site.hub.hub.db.system
      .selectFrom('authUser')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    expect(person).toMatchObject({ passwordHash: null, name: 'Ana Lind' })
    expect(person.emailVerifiedAt).not.toBeNull()
    expect(person.termsAcceptedAt).not.toBeNull()
  })

  test('comes back by what Google calls them, also under another address (ASVS 10.5.2)', async () => {
    const { user } = await site.registered()
    const browser = site.browserOf({ ...user, email: site.newUser().email, isVerified: false })
    const { page } = await browser.open('/auth/google?next=/o/there%3Fa%3D1%23b')
    expect(page.href).toBe(`${PUBLIC_URL}/o/there?a=1#b`)
    expect(await browser.me()).toBe(user.email)
    expect(browser.cookie('hub_google')).toBeUndefined()
  })

  test('is told by mail when they come back from where they never were (ASVS 6.3.5)', async () => {
    const { user } = await site.registered()
    const { hub, mails } = site.hub
    const notices = async () => {
      await site.hub.deliver()
      return mails.filter(({ to, subject }) => to === user.email && subject === 'A sign-in from a new device')
    }
    expect(await notices()).toEqual([])
    // Where the person was before, as far as the hub knows: on another continent.
    await hub.db.system
      .updateTable('authDevice')
      .set({ network: '192.0.2.0/24' })
      .where('userId', 'in', (eb) => eb.selectFrom('authUser').select('id').where('email', '=', user.email))
      .execute()
    await site.browserOf(user).open('/auth/google')
    expect(await notices()).toHaveLength(1)
  })

  test('has to have an address that Google has confirmed', async () => {
    const { page } = await site.browserOf(site.newUser({ isVerified: false })).open('/auth/google')
    expect(page.pathname).toBe('/sign-in')
    expect(reasonAt(page)).toBe('unverified')
  })

  test('is let in by invitation into the organization that invited', async () => {
    const org = await site.hub.newOrg()
    const user = site.newUser()
    await org.api.organizations.invitations.create({ email: user.email, role: 'member' })
    const token = await linkToken(site.hub, user.email, 'token=')
    const browser = site.browserOf(user)
    await browser.open(`/auth/google?next=${encodeURIComponent(`/invite?token=${token}`)}`)
    const step = await site.stepOf(browser)
    expect(step).toMatchObject({ status: 'sign_up', isInvited: true, next: '/' })
    const { organizationName: _none, ...person } = newcomer
    const answer = await browser.post('/auth/google/register', { ...person, challenge: step.challenge })
    expect(answer.status).toBe(200)
    const members = await org.api.organizations.members.list({})
    expect(members.items.map(({ email }) => email)).toContain(user.email)
  })
})

describe('an account with the same address', () => {
  test('is linked by its password and not without it (ASVS 6.8.1)', async () => {
    const account = await signUp(site.hub)
    const user = site.newUser({ email: account.email })
    const browser = site.browserOf(user)
    const { page } = await browser.open('/auth/google?next=/o/x')
    expect(page.pathname).toBe('/google')
    const step = await site.stepOf(browser)
    expect(step).toMatchObject({ status: 'proof', email: account.email })
    expect(await browser.me()).toBeNull()
    const wrong = await browser.post('/auth/google/prove', {
      challenge: step.challenge,
      password: 'Wrong-kettle-42',
    })
    expect(wrong.status).toBe(400)
    const { challenge } = step
    const right = await browser.post('/auth/google/prove', { challenge, password: account.password })
    expect(await right.json()).toMatchObject({ status: 'signed_in' })
    expect(await browser.me()).toBe(account.email)
    expect((await googleState(browser)).linked).toMatchObject({ email: account.email })
    await site.hub.deliver()
    expect(site.hub.mails.findLast(({ to }) => to === account.email)?.text).toContain('was added')
    const next = site.browserOf(user)
    await next.open('/auth/google')
    expect(await next.me()).toBe(account.email)
  })

  test('pauses after five wrong passwords, like sign-in does', async () => {
    const account = await signUp(site.hub)
    const browser = site.browserOf(site.newUser({ email: account.email }))
    await browser.open('/auth/google')
    const { challenge } = await site.stepOf(browser)
    const prove = (password: string) => browser.post('/auth/google/prove', { challenge, password })
    for (let turn = 0; turn < 5; turn += 1) expect((await prove('Wrong-kettle-42')).status).toBe(400)
    expect((await prove(account.password)).status).toBe(400)
    expect(await browser.me()).toBeNull()
  })

  test('asks for the second factor before the link, and at every sign-in after it (ASVS 6.3.4)', async () => {
    const account = await signUpProtected(site.hub)
    site.clock.aheadMs = MINUTE_MS
    const user = site.newUser({ email: account.email })
    const browser = site.browserOf(user)
    await browser.open('/auth/google')
    const { challenge } = await site.stepOf(browser)
    const half = (await (
      await browser.post('/auth/google/prove', { challenge, password: account.password })
    ).json()) as { status: string; challenge: string }
    expect(half.status).toBe('second_factor')
    expect(await browser.me()).toBeNull()
    const links = () =>
      site.hub.hub.db.system.selectFrom('authIdentity').select('id').where('subject', '=', user.sub).execute()
    expect(await links()).toEqual([])
    const code = await totpCode(account.secret, site.hub.hub.now())
    const done = await browser.post('/auth/second-factor', { challenge: half.challenge, code })
    expect(done.status).toBe(200)
    expect(await links()).toHaveLength(1)
    const next = site.browserOf(user)
    expect((await next.open('/auth/google')).page.pathname).toBe('/google')
    expect(await site.stepOf(next)).toMatchObject({
      status: 'second_factor',
      methods: expect.arrayContaining(['totp']),
    })
    expect(await next.me()).toBeNull()
  })

  test('that nobody has confirmed loses password, sessions and everything else first (pre-hijack)', async () => {
    const user = site.newUser()
    const intruder = site.browserOf(null)
    const password = 'Blue-kettle-42'
    await site.hub
      .api(site.hub.call())
      .auth.register({ ...newcomer, acceptTerms: true, email: user.email, password })
    expect(await passwordOf(intruder, { email: user.email, password })).toBe(200)
    expect(await intruder.me()).toBe(user.email)
    const verify = await linkToken(site.hub, user.email, '/verify')
    const { id: userId } = await site.hub.hub.db.system
      .selectFrom('authUser')
      .select('id')
      .where('email', '=', user.email)
      .executeTakeFirstOrThrow()
    const inside = site.hub.api(site.hub.call({ credential: { kind: 'person', userId } }))
    const { secret } = await inside.auth.secondFactor.beginTotp({})
    await inside.auth.secondFactor.confirmTotp({ code: await totpCode(secret, site.hub.hub.now()) })
    const browser = site.browserOf(user)
    await browser.open('/auth/google')
    expect(await browser.me()).toBe(user.email)
    await browser.post('/auth/logout')
    // Whatever stood in the way here would have been the intruder's.
    await browser.open('/auth/google')
    expect(await browser.me()).toBe(user.email)
    expect(await intruder.me()).toBeNull()
    expect((await intruder.post('/auth/refresh')).status).toBe(401)
    expect(await passwordOf(intruder, { email: user.email, password })).toBe(401)
    await expect(site.hub.api(site.hub.call()).auth.verifyEmail({ token: verify })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    expect(await auditActions(site.hub)).toContain('auth.google.taken_over')
  })

  test('is not given to an address that Google has not confirmed', async () => {
    const account = await signUp(site.hub)
    const { page } = await site
      .browserOf(site.newUser({ email: account.email, isVerified: false }))
      .open('/auth/google')
    expect(reasonAt(page)).toBe('unverified')
  })

  test('that another Google account opens is not given to a second one', async () => {
    const { user } = await site.registered()
    const { page } = await site.browserOf(site.newUser({ email: user.email })).open('/auth/google')
    expect(reasonAt(page)).toBe('elsewhere')
  })

  test('of a suspended person opens nothing, by either way', async () => {
    const { user } = await site.registered()
    const account = await signUp(site.hub)
    await site.hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: new Date() })
      .where('email', 'in', [user.email, account.email])
      .execute()
    for (const suspended of [user, site.newUser({ email: account.email })]) {
      const browser = site.browserOf(suspended)
      const { page } = await browser.open('/auth/google')
      expect(reasonAt(page)).toBe('refused')
      expect(await browser.me()).toBeNull()
    }
  })
})
