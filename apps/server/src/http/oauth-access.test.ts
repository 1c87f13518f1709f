import { giveCredits, issueKey } from '@hub/api/testing'
import { asSuperuser } from '@hub/db/testing'
import { describe, expect, test, vi } from 'vitest'
import { siteOfManyOrgs } from '../testing/authorization-site.ts'
import { askMcp, callTool, READ, toolResult, WRITE } from '../testing/oauth-client.ts'
import type { TokenAnswer } from '../testing/oauth-client.ts'

const site = siteOfManyOrgs()
const { tokenOf, statusOf, toolsOf } = site

describe('/mcp without a token', () => {
  test('says where to get one (RFC 9728)', async () => {
    const refused = await askMcp(site.hub, null)
    expect(refused.status).toBe(401)
    const header = refused.headers.get('www-authenticate') ?? ''
    const metadataUrl = /resource_metadata="([^"]+)"/.exec(header)?.[1] ?? ''
    expect(header).toMatch(/scope="[^"]*ops\.task\.read[^"]*"/)
    expect(header).not.toContain('error=')
    const metadata = (await (await fetch(metadataUrl)).json()) as Record<string, unknown>
    expect(metadata).toMatchObject({
      resource: `${site.hub.origin}/mcp`,
      authorization_servers: [site.hub.origin],
      bearer_methods_supported: ['header'],
    })
    expect(metadata['scopes_supported']).not.toContain('offline_access')
  })

  test('leads to a server whose metadata promise what it does', async () => {
    const metadata = (await (
      await site.hub.request('/.well-known/oauth-authorization-server')
    ).json()) as Record<string, unknown>
    expect(metadata).toMatchObject({
      issuer: site.hub.origin,
      authorization_endpoint: `${site.hub.origin}/oauth/authorize`,
      registration_endpoint: `${site.hub.origin}/oauth/register`,
      jwks_uri: `${site.hub.origin}/.well-known/jwks.json`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['none'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
    })
    expect(metadata['scopes_supported']).toContain(READ)
    expect((await site.hub.request('/.well-known/openid-configuration')).status).toBe(404)
  })
})

describe('a token', () => {
  test('is a signed JWT for /mcp that names its grant and organization (trap 7)', async () => {
    const token = await tokenOf()
    const [header, claims] = token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>)
    const { items } = await site.org.api.auth.grants.list({})
    expect(header).toMatchObject({ alg: 'RS256', typ: 'at+jwt' })
    const { keys } = (await (await site.hub.request('/.well-known/jwks.json')).json()) as {
      keys: { kid: string }[]
    }
    expect(keys.map(({ kid }) => kid)).toContain(header?.['kid'])
    expect(claims).toMatchObject({
      iss: site.hub.origin,
      aud: `${site.hub.origin}/mcp`,
      sub: site.org.owner.userId,
      org: site.org.orgId,
      gid: items[0]?.id,
      scope: `${READ} ${WRITE}`,
    })
    expect(Number(claims?.['exp']) - Number(claims?.['iat'])).toBe(900)
  })

  test('acts as its person, and the log names the grant', async () => {
    const token = await tokenOf()
    const { items } = await site.org.api.auth.grants.list({})
    const asked = await askMcp(site.hub, token, callTool('ops_tasks_create', { title: 'Call the printer' }))
    expect(await toolResult(asked)).toMatchObject({ isError: true })
    const audit = await site.org.api.audit.list({ action: 'approval.requested' })
    expect(audit.items[0]).toMatchObject({
      door: 'mcp',
      apiKeyName: 'Probe Desktop',
      data: { grant: items[0]?.id, procedure: 'modules.ops.tasks.create' },
    })
    const row = await site.hub.hub.db
      .org(site.org.orgId)
      .selectFrom('auditEntry')
      .select('actorKind')
      .where('action', '=', 'approval.requested')
      .executeTakeFirst()
    expect(row?.actorKind).toBe('grant')
  })

  test('gets its write done once a person approved it, with what is allowed then', async () => {
    await giveCredits(site.hub, site.org.orgId, { micro: 1_000_000 })
    const token = await tokenOf()
    const approve = async (title: string) => {
      await askMcp(site.hub, token, callTool('ops_tasks_create', { title }))
      const { items } = await site.org.api.approvals.list({})
      const waiting = items.find(({ status }) => status === 'pending')
      return site.org.api.approvals.approve({ id: waiting?.id ?? '', version: 1 })
    }
    await expect(approve('Call the printer')).resolves.toMatchObject({ status: 'done' })
    const { items } = await site.org.api.auth.grants.list({})
    await askMcp(site.hub, token, callTool('ops_tasks_create', { title: 'Order paper' }))
    await site.org.api.auth.grants.revoke({ id: items[0]?.id ?? '' })
    const list = await site.org.api.approvals.list({})
    const late = list.items.find(({ status }) => status === 'pending')
    await expect(site.org.api.approvals.approve({ id: late?.id ?? '', version: 1 })).resolves.toMatchObject({
      status: 'failed',
    })
  })

  const input = { title: 'Call the printer' }
  test.each([
    ['straight', callTool('ops_tasks_create', input)],
    ['through the catalog', callTool('hub_write', { tool: 'ops_tasks_create', input })],
  ])('without a scope is told which to ask for, all at once: %s', async (_way, message) => {
    const token = await tokenOf({ scopes: [READ] })
    const refused = await askMcp(site.hub, token, message)
    expect(refused.status).toBe(403)
    const header = refused.headers.get('www-authenticate') ?? ''
    expect(header).toContain('error="insufficient_scope"')
    expect(/scope="([^"]+)"/.exec(header)?.[1]?.split(' ').toSorted()).toEqual([READ, WRITE])
    expect(await refused.json()).toMatchObject({ code: 'FORBIDDEN', requestId: expect.any(String) })
  })

  test('is not told of tools that its person may not use either', async () => {
    const viewer = await site.org.join('viewer')
    const token = await tokenOf({ userId: viewer.userId, scopes: [READ] })
    const answer = await askMcp(site.hub, token, callTool('ops_tasks_create', { title: 'Call the printer' }))
    expect(answer.status).toBe(200)
  })

  test.each([
    {
      what: 'is told to ask for what its person goes beyond their role for',
      role: 'viewer',
      ops: 'write',
      status: 403,
    },
    {
      what: 'is not told to ask for what its person has less of than their role',
      role: 'member',
      ops: 'read',
      status: 200,
    },
  ] as const)('$what', async ({ role, ops, status }) => {
    const { userId } = await site.org.join(role, { ops })
    const token = await tokenOf({ userId, scopes: [READ] })
    const answer = await askMcp(site.hub, token, callTool('ops_tasks_create', { title: 'Call the printer' }))
    expect(answer.status).toBe(status)
  })

  test('leaves API keys as they were', async () => {
    const { text } = await issueKey(site.hub.hub, {
      orgId: site.org.orgId,
      userId: site.org.owner.userId,
      kind: 'assistant',
    })
    expect(await statusOf(text)).toBe(200)
    expect(await toolsOf(text)).toContain('ops_tasks_create')
  })

  test('cannot touch keys, grants or the account of its person', async () => {
    const grantId =
      (await site.client.tokensFor({ org: site.org }),
      (await site.org.api.auth.grants.list({})).items[0]?.id ?? '')
    const inside = site.hub.api(
      site.hub.call({
        credential: { kind: 'person', userId: site.org.owner.userId, programId: grantId },
        org: site.org.slug,
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
    const { clientId, refresh_token: token } = await site.client.tokensFor({ org: site.org })
    const inAnHour = new Date(Date.now() + 3_600_000)
    await asSuperuser(site.hub.database, 'update app.oauth_grant set expires_at = $1 where org_id = $2', [
      inAnHour,
      site.org.orgId,
    ])
    const { refresh_token: renewed } = (await (
      await site.client.refresh(clientId, token)
    ).json()) as TokenAnswer
    expect(renewed).not.toBe(token)
    const { items } = await site.org.api.auth.grants.list({})
    const rows = await site.hub.hub.db.system
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
      asSuperuser(site.hub.database, 'update app.auth_signing_key set state = $2 where state = $1', [
        from,
        to,
      ])
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
