import { issueKey, linkToken, openSession, signUp, signUpProtected, totpCode } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, anywhere, cookieNamed, ownPage, said, signInPage } from '../testing/account-client.ts'
import { serveAuthorization } from '../testing/authorization-hub.ts'
import { askMcp, oauthClient } from '../testing/oauth-client.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveAuthorization()
})
afterAll(() => hub.stop())

const me = async (cookie: string) =>
  said(await anywhere(hub).request('/trpc/auth.me?input=%7B%7D', { headers: { cookie } }))
const bearing = async (token: string, path = 'auth/me') =>
  said(await anywhere(hub).request(`/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } }))
const refresh = async (cookie: string) =>
  said(await anywhere(hub).request('/auth/refresh', { method: 'POST', headers: { ...ownPage(hub), cookie } }))
const idOf = async (email: string) =>
  (
    await hub.hub.db.system
      .selectFrom('authUser')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  ).id
const organizationOf = async (userId: string) =>
  hub.hub.db.system
    .selectFrom('organizationMember')
    .innerJoin('organization', 'organization.id', 'organizationMember.orgId')
    .select(['organization.id as orgId', 'organization.slug'])
    .where('organizationMember.userId', '=', userId)
    .executeTakeFirstOrThrow()

test('7.2.4 a sign-in takes over nothing that somebody planted in the browser', async () => {
  const attacker = await signInPage(hub, await signUp(hub))
  const planted = attacker.cookies.join('; ')
  const { email, password } = await signUp(hub)
  const answer = await anywhere(hub).request('/auth/login', {
    method: 'POST',
    headers: { ...ownPage(hub), 'content-type': 'application/json', cookie: planted },
    body: JSON.stringify({ email, password }),
  })
  const fresh = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  expect(fresh).toHaveLength(3)
  for (const pair of fresh) expect(planted).not.toContain(pair)
  expect((await me(fresh.join('; '))).text).toContain(email)
  expect((await me(planted)).text).not.toContain(email)
})

/** Everything one person can come in with. */
async function everyWayIn() {
  const form = await signUp(hub)
  const userId = await idOf(form.email)
  const { orgId, slug } = await organizationOf(userId)
  const browser = await signInPage(hub, form)
  const client = oauthClient(anywhere(hub))
  const granted = await client.tokensFor({ org: { orgId, slug, owner: { ...form, userId } } })
  const { text: key } = await issueKey(hub.hub, { orgId, userId })
  await act(hub, 'auth.forgotPassword', { body: { email: form.email } })
  const token = await linkToken(hub, form.email, '/reset')
  const { accessToken } = await openSession(hub.hub, userId)
  const resets = { body: { token, password: 'Green-lantern-57' } }
  const doors = {
    'a page': () => me(`hub_access=${cookieNamed(browser.cookies, 'hub_access')}`),
    'another device': () => bearing(accessToken),
    'an API key': () => bearing(key, 'modules/ops/tasks/list'),
    'an application': async () => said(await askMcp(anywhere(hub), granted.access_token)),
    'the address and password': () => signInPage(hub, form),
    'renewing the tokens': () => refresh(browser.cookies.join('; ')),
    'renewing those of an application': async () =>
      said(await client.refresh(granted.clientId, granted.refresh_token)),
    'a reset link': () => act(hub, 'auth.resetPassword', resets),
  }
  return { userId, doors }
}

const suspend = (userId: string, at: Date | null) =>
  hub.hub.db.system.updateTable('authUser').set({ suspendedAt: at }).where('id', '=', userId).execute()

test('7.4.2 a suspended person is out at every door, with whatever they hold', async () => {
  const { userId, doors } = await everyWayIn()
  await suspend(userId, new Date())
  for (const [door, open] of Object.entries(doors)) expect((await open()).status, door).toBeGreaterThan(399)
  // They all held before, or would still be there: the suspension alone is what shuts them.
  const other = await everyWayIn()
  for (const [door, open] of Object.entries(other.doors)) expect((await open()).code, door).toBe('OK')
})

test('7.4.2 a half sign-in of somebody who is suspended meanwhile is never completed', async () => {
  const person = await signUpProtected(hub)
  const { text } = await signInPage(hub, person)
  const { challenge } = JSON.parse(text) as { challenge: string }
  await suspend(await idOf(person.email), new Date())
  const answer = await act(hub, 'auth.secondFactor.verify', { body: { challenge, code: person.codes[0] } })
  expect(answer.code).toBe('UNAUTHORIZED')
})

/** Acts on what opens an account, or on all that is in it. */
const weighty = [
  'auth.setPassword',
  'auth.changeEmail',
  'auth.exportData',
  'auth.deleteAccount',
  'auth.secondFactor.beginTotp',
  'auth.secondFactor.confirmTotp',
  'auth.secondFactor.removeTotp',
  'auth.secondFactor.newBackupCodes',
  'auth.passkeys.beginRegistration',
  'auth.passkeys.register',
  'auth.passkeys.remove',
  'auth.google.beginLink',
  'auth.google.unlink',
  'auth.apiKeys.create',
  'auth.grants.allow',
  'organizations.transferOwnership',
  'admin.credits.adjust',
  'admin.users.setRole',
  'admin.users.resetSecondFactor',
  'admin.users.impersonate',
]

describe('acts on what opens an account (ASVS 7.5.1, 7.5.3)', () => {
  const asPage = async (path: string, cookie: string) =>
    said(
      await anywhere(hub).request(`/trpc/${path}`, {
        method: 'POST',
        headers: { ...ownPage(hub), 'content-type': 'application/json', cookie },
        body: '{}',
      }),
    )

  test.each(weighty)('7.5.1 %s asks for a proof of the last ten minutes', async (path) => {
    const { owner } = await hub.newOrg()
    const { sessionId, accessToken } = await openSession(hub.hub, owner.userId)
    const cookie = `hub_access=${accessToken}`
    expect((await asPage(path, cookie)).code).not.toBe('STEP_UP_REQUIRED')
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ authTime: new Date(Date.now() - 10 * 60_000 - 1_000) })
      .where('id', '=', sessionId)
      .execute()
    const late = await asPage(path, cookie)
    expect([late.status, late.code]).toEqual([403, 'STEP_UP_REQUIRED'])
  })

  test('7.5.1 a new password asks for the present one, however fresh the session', async () => {
    const form = await signUp(hub)
    const { cookies } = await signInPage(hub, form)
    const token = cookieNamed(cookies, 'hub_access')
    const change = (currentPassword: string) =>
      act(hub, 'auth.changePassword', { token, body: { currentPassword, password: 'Green-lantern-57' } })
    expect((await change('Red-samovar-44')).code).toBe('BAD_REQUEST')
    expect((await change(form.password)).code).toBe('OK')
  })

  test('7.5.3 the proof is the second factor where there is one', async () => {
    const person = await signUpProtected(hub)
    const half = await signInPage(hub, person)
    const { challenge } = JSON.parse(half.text) as { challenge: string }
    const soon = new Date(Date.now() + 30_000)
    const body = { challenge, code: await totpCode(person.secret, soon) }
    // The step after the present one is not good yet, so a backup code completes the sign-in.
    expect((await act(hub, 'auth.secondFactor.verify', { body })).code).toBe('UNAUTHORIZED')
    const done = await act(hub, 'auth.secondFactor.verify', { body: { challenge, code: person.codes[1] } })
    const { accessToken: token } = JSON.parse(done.text) as { accessToken: string }
    const confirm = (proof: object) => act(hub, 'auth.confirm', { token, body: proof })
    expect((await confirm({ password: person.password })).code).toBe('BAD_REQUEST')
    expect((await confirm({ code: person.codes[2] })).code).toBe('OK')
  })
})

test('7.4.1 nothing of a session is left after signing out, in this browser and elsewhere', async () => {
  const { cookies } = await signInPage(hub, await signUp(hub))
  const all = cookies.join('; ')
  const token = cookieNamed(cookies, 'hub_access')
  expect((await bearing(token)).code).toBe('OK')
  const out = await anywhere(hub).request('/auth/logout', {
    method: 'POST',
    headers: { ...ownPage(hub), cookie: all },
  })
  expect(
    out.headers.getSetCookie().filter((line) => line.includes('Max-Age=0')).length,
  ).toBeGreaterThanOrEqual(3)
  for (const answer of [await bearing(token), await me(all), await refresh(all)])
    expect(answer.status).toBe(401)
})
