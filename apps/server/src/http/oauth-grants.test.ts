import { describe, expect, test } from 'vitest'
import { siteOfManyOrgs } from '../testing/authorization-site.ts'
import { consentBrowser } from '../testing/consent-browser.ts'
import { askMcp, callTool, READ, toolResult, WRITE } from '../testing/oauth-client.ts'

const site = siteOfManyOrgs()
const { tokenOf, statusOf, toolsOf } = site

describe('a grant', () => {
  test('is listed with what it may do and when it was used', async () => {
    const token = await tokenOf({ scopes: [READ] })
    await statusOf(token)
    const { items } = await site.org.api.auth.grants.list({})
    expect(items).toEqual([
      expect.objectContaining({
        clientName: 'Probe Desktop',
        redirectHost: 'localhost',
        ownerId: site.org.owner.userId,
        scopes: [READ],
        lastUsedAt: expect.any(String),
      }),
    ])
  })

  test('that is revoked ends at once, with its refresh token (ASVS 10.4.9)', async () => {
    const tokens = await site.client.tokensFor({ org: site.org })
    expect(await statusOf(tokens.access_token)).toBe(200)
    const { items } = await site.org.api.auth.grants.list({})
    await site.org.api.auth.grants.revoke({ id: items[0]?.id ?? '' })
    expect(await statusOf(tokens.access_token)).toBe(401)
    expect((await site.client.refresh(tokens.clientId, tokens.refresh_token)).status).toBe(400)
    expect((await site.org.api.auth.grants.list({})).items).toEqual([])
    const { items: log } = await site.org.api.audit.list({ action: 'auth.grant.' })
    expect(log.map(({ action }) => action)).toEqual(['auth.grant.revoked', 'auth.grant.created'])
  })

  test('of another member is for owners and admins to see and end', async () => {
    const [one, other] = [await site.org.join('member'), await site.org.join('member')]
    const token = await tokenOf({ userId: one.userId })
    expect((await other.api.auth.grants.list({})).items).toEqual([])
    const { items } = await site.org.api.auth.grants.list({})
    const id = items[0]?.id ?? ''
    await expect(other.api.auth.grants.revoke({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await site.org.api.auth.grants.revoke({ id })
    expect(await statusOf(token)).toBe(401)
  })

  test('shrinks with the role of its person, and grows no further than it was allowed', async () => {
    const member = await site.org.join('member')
    const token = await tokenOf({ userId: member.userId, scopes: [READ, WRITE] })
    expect(await toolsOf(token)).toContain('ops_tasks_create')
    const setRole = (role: 'viewer' | 'owner') =>
      site.org.api.organizations.members.changeRole({ userId: member.userId, role })
    await setRole('viewer')
    expect(await toolsOf(token)).not.toContain('ops_tasks_create')
    await setRole('owner')
    const tools = await toolsOf(token)
    expect(tools).toContain('ops_tasks_create')
    expect(tools).not.toContain('audit_list')
  })

  test('goes with the membership', async () => {
    const member = await site.org.join('member')
    const tokens = await site.client.tokensFor({ org: site.org, userId: member.userId })
    await site.org.api.organizations.members.remove({ userId: member.userId })
    expect(await statusOf(tokens.access_token)).toBe(401)
    expect((await site.client.refresh(tokens.clientId, tokens.refresh_token)).status).toBe(400)
  })

  test('rests while its person is suspended', async () => {
    const member = await site.org.join('member')
    const tokens = await site.client.tokensFor({ org: site.org, userId: member.userId })
    await site.hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: new Date() })
      .where('id', '=', member.userId)
      .execute()
    expect(await statusOf(tokens.access_token)).toBe(401)
    expect((await site.client.refresh(tokens.clientId, tokens.refresh_token)).status).toBe(400)
  })

  test('outlives signing out of the browser it was allowed in', async () => {
    const browser = consentBrowser(site.hub)
    const { sessionId } = await browser.signIn(site.hub, site.org.owner.userId)
    const { access_token: token } = await site.client.tokensFor({ org: site.org, browser })
    await site.hub.hub.db.system.deleteFrom('authSession').where('id', '=', sessionId).execute()
    expect(await statusOf(token)).toBe(200)
  })

  test('obeys an organization that asks for a second factor', async () => {
    const token = await tokenOf()
    await site.hub.hub.db.system
      .updateTable('organization')
      .set({ requiresSecondFactor: true })
      .where('id', '=', site.org.orgId)
      .execute()
    const listed = await askMcp(site.hub, token, callTool('ops_tasks_list'))
    expect(await toolResult(listed)).toMatchObject({ isError: true })
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(await site.client.registered()))
    const refused = await browser.allow(consent ?? '', { org: site.org.slug, scopes: [READ] })
    expect(await refused.json()).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' })
  })

  test('is told to its person by mail (ASVS 6.3.7)', async () => {
    await tokenOf()
    await site.hub.deliver()
    const mail = site.hub.mails.find(
      ({ to, subject }) => to === site.org.owner.email && subject.includes('connected'),
    )
    expect(mail?.text).toContain('"Probe Desktop" (localhost)')
  })
})

describe('asking to prove it again (ASVS 7.5.3)', () => {
  test('comes before connecting, when the sign-in is older than ten minutes', async () => {
    const browser = consentBrowser(site.hub)
    const { sessionId } = await browser.signIn(site.hub, site.org.owner.userId)
    await site.hub.hub.db.system
      .updateTable('authSession')
      .set({ authTime: new Date(Date.now() - 11 * 60_000) })
      .where('id', '=', sessionId)
      .execute()
    const { consent } = await browser.open(site.client.authorizeUrl(await site.client.registered()))
    const refused = await browser.allow(consent ?? '', { org: site.org.slug, scopes: [READ] })
    expect(await refused.json()).toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })
})

describe('somebody whose address is not confirmed (AUTH-2)', () => {
  test('connects nothing', async () => {
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    await site.hub.hub.db.system
      .updateTable('authUser')
      .set({ emailVerifiedAt: null })
      .where('id', '=', site.org.owner.userId)
      .execute()
    const { consent } = await browser.open(site.client.authorizeUrl(await site.client.registered()))
    const refused = await browser.allow(consent ?? '', { org: site.org.slug, scopes: [READ] })
    expect(await refused.json()).toMatchObject({ code: 'EMAIL_NOT_VERIFIED' })
  })
})

describe('an administrator in somebody’s place', () => {
  test('connects nothing', async () => {
    const admin = await site.hub.newPerson({ isPlatformAdmin: true })
    const browser = consentBrowser(site.hub)
    const { sessionId } = await browser.signIn(site.hub, site.org.owner.userId)
    await site.hub.hub.db.system
      .updateTable('authSession')
      .set({ impersonatorId: admin.userId })
      .where('id', '=', sessionId)
      .execute()
    const { consent } = await browser.open(site.client.authorizeUrl(await site.client.registered()))
    const refused = await browser.allow(consent ?? '', { org: site.org.slug, scopes: [READ] })
    expect(await refused.json()).toMatchObject({ code: 'FORBIDDEN' })
  })
})
