import type { TestOrg } from '@hub/api/testing'
import { giveCredits, issueKey } from '@hub/api/testing'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { consentBrowser } from '../testing/consent-browser.ts'
import { freePort } from '../testing/free-address.ts'
import { askMcp, callTool, oauthClient, READ, toolResult, WRITE } from '../testing/oauth-client.ts'
import type { TokenAnswer } from '../testing/oauth-client.ts'
import { fromAddress, serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let served: ServedHub
let hub: ServedHub
let org: TestOrg
let client: ReturnType<typeof oauthClient>
let count = 0
beforeAll(async () => {
  const port = await freePort()
  served = await serveHub({ port, settings: { publicUrl: `http://localhost:${port}` }, trustProxy: true })
})
beforeEach(async () => {
  count += 1
  hub = fromAddress(served, `198.51.100.${count}`)
  client = oauthClient(hub)
  org = await hub.newOrg()
})
afterAll(() => served.stop())

const tokenOf = async (walk: { userId?: string; scopes?: string[] } = {}) =>
  (await client.tokensFor({ org, ...walk })).access_token
const statusOf = async (token: string) => (await askMcp(hub, token)).status
const toolsOf = async (token: string): Promise<string[]> => {
  const result = (await toolResult(await askMcp(hub, token))) as { tools?: { name: string }[] }
  return (result.tools ?? []).map(({ name }) => name)
}

describe('/mcp without a token', () => {
  test('says where to get one (RFC 9728)', async () => {
    const refused = await askMcp(hub, null)
    expect(refused.status).toBe(401)
    const header = refused.headers.get('www-authenticate') ?? ''
    const metadataUrl = /resource_metadata="([^"]+)"/.exec(header)?.[1] ?? ''
    expect(header).toMatch(/scope="[^"]*ops\.task\.read[^"]*"/)
    expect(header).not.toContain('error=')
    const metadata = (await (await fetch(metadataUrl)).json()) as Record<string, unknown>
    expect(metadata).toMatchObject({
      resource: `${hub.origin}/mcp`,
      authorization_servers: [hub.origin],
      bearer_methods_supported: ['header'],
    })
    expect(metadata['scopes_supported']).not.toContain('offline_access')
    for (const path of ['', '/mcp', '/mcp/x/ops'])
      expect(await (await hub.request(`/.well-known/oauth-protected-resource${path}`)).json()).toEqual(
        metadata,
      )
  })

  test('leads to a server whose metadata promise what it does', async () => {
    const metadata = (await (await hub.request('/.well-known/oauth-authorization-server')).json()) as Record<
      string,
      unknown
    >
    expect(metadata).toMatchObject({
      issuer: hub.origin,
      authorization_endpoint: `${hub.origin}/oauth/authorize`,
      registration_endpoint: `${hub.origin}/oauth/register`,
      jwks_uri: `${hub.origin}/.well-known/jwks.json`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['none'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
    })
    expect(metadata['scopes_supported']).toContain(READ)
    expect((await hub.request('/.well-known/openid-configuration')).status).toBe(404)
  })
})

describe('a token', () => {
  test('is a signed JWT for /mcp that names its grant and organization (trap 7)', async () => {
    const token = await tokenOf()
    const [header, claims] = token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>)
    const { items } = await org.api.auth.grants.list({})
    expect(header).toMatchObject({ alg: 'RS256', typ: 'at+jwt' })
    const { keys } = (await (await hub.request('/.well-known/jwks.json')).json()) as {
      keys: { kid: string }[]
    }
    expect(keys.map(({ kid }) => kid)).toContain(header?.['kid'])
    expect(claims).toMatchObject({
      iss: hub.origin,
      aud: `${hub.origin}/mcp`,
      sub: org.owner.userId,
      org: org.orgId,
      gid: items[0]?.id,
      scope: `${READ} ${WRITE}`,
    })
    expect(Number(claims?.['exp']) - Number(claims?.['iat'])).toBe(900)
  })

  test('acts as its person, and the log names the grant', async () => {
    const token = await tokenOf()
    const { items } = await org.api.auth.grants.list({})
    const asked = await askMcp(hub, token, callTool('ops_tasks_create', { title: 'Call the printer' }))
    expect(await toolResult(asked)).toMatchObject({ isError: true })
    const audit = await org.api.audit.list({ action: 'approval.requested' })
    expect(audit.items[0]).toMatchObject({
      door: 'mcp',
      apiKeyName: 'Probe Desktop',
      data: { grant: items[0]?.id, procedure: 'modules.ops.tasks.create' },
    })
    const row = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select('actorKind')
      .where('action', '=', 'approval.requested')
      .executeTakeFirst()
    expect(row?.actorKind).toBe('grant')
  })

  test('gets its write done once a person approved it, with what is allowed then', async () => {
    await giveCredits(hub, org.orgId, { micro: 1_000_000 })
    const token = await tokenOf()
    const approve = async (title: string) => {
      await askMcp(hub, token, callTool('ops_tasks_create', { title }))
      const { items } = await org.api.approvals.list({})
      const waiting = items.find(({ status }) => status === 'pending')
      return org.api.approvals.approve({ id: waiting?.id ?? '', version: 1 })
    }
    await expect(approve('Call the printer')).resolves.toMatchObject({ status: 'done' })
    const { items } = await org.api.auth.grants.list({})
    await askMcp(hub, token, callTool('ops_tasks_create', { title: 'Order paper' }))
    await org.api.auth.grants.revoke({ id: items[0]?.id ?? '' })
    const list = await org.api.approvals.list({})
    const late = list.items.find(({ status }) => status === 'pending')
    await expect(org.api.approvals.approve({ id: late?.id ?? '', version: 1 })).resolves.toMatchObject({
      status: 'failed',
    })
  })

  test('without a scope is told which to ask for, all at once', async () => {
    const token = await tokenOf({ scopes: [READ] })
    const refused = await askMcp(hub, token, callTool('ops_tasks_create', { title: 'Call the printer' }))
    expect(refused.status).toBe(403)
    const header = refused.headers.get('www-authenticate') ?? ''
    expect(header).toContain('error="insufficient_scope"')
    expect(/scope="([^"]+)"/.exec(header)?.[1]?.split(' ').toSorted()).toEqual([READ, WRITE])
    expect(await refused.json()).toMatchObject({ code: 'FORBIDDEN', requestId: expect.any(String) })
  })

  test('is not told of tools that its person may not use either', async () => {
    const viewer = await org.join('viewer')
    const token = await tokenOf({ userId: viewer.userId, scopes: [READ] })
    const answer = await askMcp(hub, token, callTool('ops_tasks_create', { title: 'Call the printer' }))
    expect(answer.status).toBe(200)
  })

  test('leaves API keys as they were', async () => {
    const { text } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    expect(await statusOf(text)).toBe(200)
    expect(await toolsOf(text)).toContain('ops_tasks_create')
  })

  test('cannot touch keys, grants or the account of its person', async () => {
    const grantId = (await client.tokensFor({ org }), (await org.api.auth.grants.list({})).items[0]?.id ?? '')
    const inside = hub.api(
      hub.call({
        credential: { kind: 'person', userId: org.owner.userId, programId: grantId },
        org: org.slug,
      }),
    )
    await expect(inside.auth.grants.revoke({ id: grantId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(inside.auth.apiKeys.create({ name: 'x', scopes: [READ] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(inside.auth.secondFactor.beginTotp({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('a refresh token', () => {
  test('never outlives what was allowed, however often it is renewed (ASVS 10.4.8)', async () => {
    const { clientId, refresh_token: token } = await client.tokensFor({ org })
    const inAnHour = new Date(Date.now() + 3_600_000)
    await asSuperuser(hub.database, 'update app.oauth_grant set expires_at = $1 where org_id = $2', [
      inAnHour,
      org.orgId,
    ])
    const { refresh_token: renewed } = (await (await client.refresh(clientId, token)).json()) as TokenAnswer
    expect(renewed).not.toBe(token)
    const { items } = await org.api.auth.grants.list({})
    const rows = await hub.hub.db.system
      .selectFrom('oauthArtifact')
      .select('expiresAt')
      .where('grantId', '=', items[0]?.id ?? '')
      .where('model', '=', 'RefreshToken')
      .where('consumedAt', 'is', null)
      .execute()
    expect(rows).toHaveLength(1)
    for (const { expiresAt } of rows)
      expect(Date.parse(expiresAt)).toBeLessThanOrEqual(inAnHour.getTime() + 1_000)
  })
})

describe('trap 10: keys that are renewed', () => {
  test('sign new tokens without a restart, and tokens of before go on', async () => {
    const before = await tokenOf()
    const kidOf = (token: string) =>
      (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid
    const set = (from: string, to: string) =>
      asSuperuser(hub.database, 'update app.auth_signing_key set state = $2 where state = $1', [from, to])
    await set('current', 'previous')
    await set('next', 'current')
    // Each process reads the keys again once a minute.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    try {
      const after = await tokenOf()
      expect(kidOf(after)).not.toBe(kidOf(before))
      expect(await statusOf(after)).toBe(200)
      expect(await statusOf(before)).toBe(200)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a grant', () => {
  test('is listed with what it may do and when it was used', async () => {
    const token = await tokenOf({ scopes: [READ] })
    await statusOf(token)
    const { items } = await org.api.auth.grants.list({})
    expect(items).toEqual([
      expect.objectContaining({
        clientName: 'Probe Desktop',
        redirectHost: 'localhost',
        ownerId: org.owner.userId,
        scopes: [READ],
        lastUsedAt: expect.any(String),
      }),
    ])
  })

  test('that is revoked ends at once, with its refresh token (ASVS 10.4.9)', async () => {
    const tokens = await client.tokensFor({ org })
    expect(await statusOf(tokens.access_token)).toBe(200)
    const { items } = await org.api.auth.grants.list({})
    await org.api.auth.grants.revoke({ id: items[0]?.id ?? '' })
    expect(await statusOf(tokens.access_token)).toBe(401)
    expect((await client.refresh(tokens.clientId, tokens.refresh_token)).status).toBe(400)
    expect((await org.api.auth.grants.list({})).items).toEqual([])
    const { items: log } = await org.api.audit.list({ action: 'auth.grant.' })
    expect(log.map(({ action }) => action)).toEqual(['auth.grant.revoked', 'auth.grant.created'])
  })

  test('of another member is for owners and admins to see and end', async () => {
    const [one, other] = [await org.join('member'), await org.join('member')]
    const token = await tokenOf({ userId: one.userId })
    expect((await other.api.auth.grants.list({})).items).toEqual([])
    const { items } = await org.api.auth.grants.list({})
    const id = items[0]?.id ?? ''
    await expect(other.api.auth.grants.revoke({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await org.api.auth.grants.revoke({ id })
    expect(await statusOf(token)).toBe(401)
  })

  test('shrinks with the role of its person, and grows no further than it was allowed', async () => {
    const member = await org.join('member')
    const token = await tokenOf({ userId: member.userId, scopes: [READ, WRITE] })
    expect(await toolsOf(token)).toContain('ops_tasks_create')
    const setRole = (role: 'viewer' | 'owner') =>
      org.api.organizations.members.changeRole({ userId: member.userId, role })
    await setRole('viewer')
    expect(await toolsOf(token)).not.toContain('ops_tasks_create')
    await setRole('owner')
    const tools = await toolsOf(token)
    expect(tools).toContain('ops_tasks_create')
    expect(tools).not.toContain('audit_list')
  })

  test('goes with the membership', async () => {
    const member = await org.join('member')
    const tokens = await client.tokensFor({ org, userId: member.userId })
    await org.api.organizations.members.remove({ userId: member.userId })
    expect(await statusOf(tokens.access_token)).toBe(401)
    expect((await client.refresh(tokens.clientId, tokens.refresh_token)).status).toBe(400)
  })

  test('rests while its person is suspended', async () => {
    const member = await org.join('member')
    const tokens = await client.tokensFor({ org, userId: member.userId })
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: new Date() })
      .where('id', '=', member.userId)
      .execute()
    expect(await statusOf(tokens.access_token)).toBe(401)
    expect((await client.refresh(tokens.clientId, tokens.refresh_token)).status).toBe(400)
  })

  test('outlives signing out of the browser it was allowed in', async () => {
    const browser = consentBrowser(hub)
    const { sessionId } = await browser.signIn(hub, org.owner.userId)
    const { access_token: token } = await client.tokensFor({ org, browser })
    await hub.hub.db.system.deleteFrom('authSession').where('id', '=', sessionId).execute()
    expect(await statusOf(token)).toBe(200)
  })

  test('obeys an organization that asks for a second factor', async () => {
    const token = await tokenOf()
    await hub.hub.db.system
      .updateTable('organization')
      .set({ requiresSecondFactor: true })
      .where('id', '=', org.orgId)
      .execute()
    const listed = await askMcp(hub, token, callTool('ops_tasks_list'))
    expect(await toolResult(listed)).toMatchObject({ isError: true })
    const browser = consentBrowser(hub)
    await browser.signIn(hub, org.owner.userId)
    const { consent } = await browser.open(client.authorizeUrl(await client.registered()))
    const refused = await browser.allow(consent ?? '', { org: org.slug, scopes: [READ] })
    expect(await refused.json()).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' })
  })

  test('is told to its person by mail (ASVS 6.3.7)', async () => {
    await tokenOf()
    await hub.hub.outbox.drain()
    const mail = hub.mails.find(({ to, subject }) => to === org.owner.email && subject.includes('connected'))
    expect(mail?.text).toContain('"Probe Desktop" (localhost)')
  })
})

describe('asking to prove it again (ASVS 7.5.3)', () => {
  test('comes before connecting, when the sign-in is older than ten minutes', async () => {
    const browser = consentBrowser(hub)
    const { sessionId } = await browser.signIn(hub, org.owner.userId)
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ authTime: new Date(Date.now() - 11 * 60_000) })
      .where('id', '=', sessionId)
      .execute()
    const { consent } = await browser.open(client.authorizeUrl(await client.registered()))
    const refused = await browser.allow(consent ?? '', { org: org.slug, scopes: [READ] })
    expect(await refused.json()).toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })
})

describe('somebody whose address is not confirmed (AUTH-2)', () => {
  test('connects nothing', async () => {
    const browser = consentBrowser(hub)
    await browser.signIn(hub, org.owner.userId)
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ emailVerifiedAt: null })
      .where('id', '=', org.owner.userId)
      .execute()
    const { consent } = await browser.open(client.authorizeUrl(await client.registered()))
    const refused = await browser.allow(consent ?? '', { org: org.slug, scopes: [READ] })
    expect(await refused.json()).toMatchObject({ code: 'EMAIL_NOT_VERIFIED' })
  })
})

describe('an administrator in somebody’s place', () => {
  test('connects nothing', async () => {
    const admin = await hub.newPerson({ isPlatformAdmin: true })
    const browser = consentBrowser(hub)
    const { sessionId } = await browser.signIn(hub, org.owner.userId)
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ impersonatorId: admin.userId })
      .where('id', '=', sessionId)
      .execute()
    const { consent } = await browser.open(client.authorizeUrl(await client.registered()))
    const refused = await browser.allow(consent ?? '', { org: org.slug, scopes: [READ] })
    expect(await refused.json()).toMatchObject({ code: 'FORBIDDEN' })
  })
})
