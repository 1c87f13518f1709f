import { openSession } from '@hub/api/testing'
import { asSuperuser } from '@hub/db/testing'
import { describe, expect, test } from 'vitest'
import { siteOfOneOrg } from '../testing/authorization-site.ts'
import { REDIRECT } from '../testing/mcp-sign-in.ts'
import { askMcp, READ, WRITE } from '../testing/oauth-client.ts'
import type { TokenAnswer } from '../testing/oauth-client.ts'

const site = siteOfOneOrg()

const errorIn = async (response: Response) => ((await response.json()) as { error: string }).error
const isGrantDead = async (token: string) => (await askMcp(site.hub, token)).status === 401
const settled = async (answers: Promise<Response>[]) =>
  (await Promise.all(answers)).map(({ status }) => status)
const TWENTY = Array.from({ length: 20 }, (_, index) => index)

describe('a code', () => {
  test('is worth nothing without its verifier, its address and its client (ASVS 10.4.1, 10.4.6)', async () => {
    const { code } = await site.client.codeFor(site)
    const stranger = await site.client.registered()
    for (const [who, changes] of [
      [site.clientId, { code_verifier: 'x'.repeat(43) }],
      [site.clientId, { redirect_uri: 'http://localhost:33418/other' }],
      [stranger, {}],
    ] as const)
      expect(await errorIn(await site.client.exchange(who, code, changes))).toBe('invalid_grant')
    expect(
      await errorIn(await site.client.exchange(site.clientId, code, { resource: `${site.hub.origin}/api` })),
    ).toBe('invalid_target')
  })

  test('works once; a second use ends everything made from it (ASVS 10.4.2)', async () => {
    const { code } = await site.client.codeFor(site)
    const tokens = (await (await site.client.exchange(site.clientId, code)).json()) as TokenAnswer
    expect((await askMcp(site.hub, tokens.access_token)).status).toBe(200)
    expect(await errorIn(await site.client.exchange(site.clientId, code))).toBe('invalid_grant')
    expect(await isGrantDead(tokens.access_token)).toBe(true)
    expect(await errorIn(await site.client.refresh(site.clientId, tokens.refresh_token))).toBe(
      'invalid_grant',
    )
  })

  test('is taken by one of twenty at once (trap 2)', async () => {
    const { code } = await site.client.codeFor(site)
    const answers = await settled(TWENTY.map(() => site.client.exchange(site.clientId, code)))
    expect(answers.filter((status) => status === 200)).toHaveLength(1)
    expect(answers.filter((status) => status === 400)).toHaveLength(19)
  })
})

describe('a refresh token', () => {
  test('is exchanged for another, within the scopes it has', async () => {
    const first = await site.client.tokensFor(site)
    const second = (await (
      await site.client.refresh(site.clientId, first.refresh_token)
    ).json()) as TokenAnswer
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(second.scope).toBe(`${READ} ${WRITE}`)
    expect((await askMcp(site.hub, second.access_token)).status).toBe(200)
    const less = await site.client.refresh(site.clientId, second.refresh_token, { scope: READ })
    expect(await less.json()).toMatchObject({ scope: READ })
    const more = await site.client.tokensFor({ ...site, scopes: [READ] })
    expect(
      await errorIn(
        await site.client.refresh(site.clientId, more.refresh_token, { scope: `${READ} ${WRITE}` }),
      ),
    ).toMatch(/invalid_scope|invalid_grant/)
  })

  test('shown twice ends the grant (ASVS 10.4.5), and the log says so', async () => {
    const first = await site.client.tokensFor(site)
    const second = (await (
      await site.client.refresh(site.clientId, first.refresh_token)
    ).json()) as TokenAnswer
    expect(await errorIn(await site.client.refresh(site.clientId, first.refresh_token))).toBe('invalid_grant')
    expect(await isGrantDead(second.access_token)).toBe(true)
    expect(await errorIn(await site.client.refresh(site.clientId, second.refresh_token))).toBe(
      'invalid_grant',
    )
    const { items } = await site.org.api.audit.list({ action: 'auth.grant.ended' })
    expect(items[0]).toMatchObject({
      data: { client: 'Probe Desktop' },
      ip: expect.stringMatching(/^\S+$/),
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
    })
  })

  test('is taken by one of twenty at once (trap 2)', async () => {
    const { refresh_token: token } = await site.client.tokensFor(site)
    const answers = await settled(TWENTY.map(() => site.client.refresh(site.clientId, token)))
    expect(answers.filter((status) => status === 200)).toHaveLength(1)
  })

  test('of one client is nothing in the hands of another', async () => {
    const { refresh_token: token } = await site.client.tokensFor(site)
    const stranger = await site.client.registered()
    expect(await errorIn(await site.client.refresh(stranger, token))).toBe('invalid_grant')
  })

  test('can be given back, which ends the grant (RFC 7009)', async () => {
    const tokens = await site.client.tokensFor(site)
    const given = await site.client.post('/oauth/revoke', {
      client_id: site.clientId,
      token: tokens.refresh_token,
    })
    expect(given.status).toBe(200)
    expect(await isGrantDead(tokens.access_token)).toBe(true)
  })

  test('rests nowhere as it is (trap 8)', async () => {
    const { code } = await site.client.codeFor(site)
    const tokens = (await (await site.client.exchange(site.clientId, code)).json()) as TokenAnswer
    const rows = JSON.stringify(
      await site.hub.hub.db.system.selectFrom('oauthArtifact').selectAll().execute(),
    )
    for (const secret of [code, tokens.refresh_token, tokens.access_token]) expect(rows).not.toContain(secret)
  })
})

describe('registering a client', () => {
  test.each([
    ['a script', { redirect_uris: ['javascript:alert(1)'] }],
    ['data', { redirect_uris: ['data:text/html,x'] }],
    ['http on another machine', { redirect_uris: ['http://client.example/callback'] }],
    ['a fragment', { redirect_uris: ['https://client.example/callback#x'] }],
    ['what no row can hold', { redirect_uris: ['https://client.example/\u0000'] }],
    ['no address', { redirect_uris: [] }],
    ['no text at all as its name', { client_name: 7 }],
    ['line ends in its name', { client_name: 'Probe\r\nBcc: all@example.test' }],
    ['a name that turns the order of reading round', { client_name: 'Probe \u202eelttak' }],
    ['a credential of its own', { grant_types: ['client_credentials'], response_types: [] }],
    ['the implicit flow', { grant_types: ['implicit'], response_types: ['token'] }],
  ])('with %s is refused', async (_what, fields) => {
    const answer = await site.client.register(fields)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: expect.stringMatching(/^invalid_/) })
  })

  test('makes a public client without a secret, and is not bound to the scope it names (trap 3)', async () => {
    const answer = await site.client.register({
      scope: READ,
      token_endpoint_auth_method: 'client_secret_post',
    })
    expect(answer.status).toBe(201)
    const made = (await answer.json()) as Record<string, string>
    expect(made).toMatchObject({ token_endpoint_auth_method: 'none', application_type: 'native' })
    expect(Object.keys(made)).not.toContain('client_secret')
    const [entry] = await asSuperuser(
      site.hub.database,
      `select e.action, e.door, e.request_id as "requestId", s.ip
       from app.audit_entry e join app.audit_subject s using (org_id, seq) where e.target ->> 'client' = $1`,
      [made['client_id']],
    )
    expect(entry).toEqual({
      action: 'auth.client.registered',
      door: 'mcp',
      requestId: answer.headers.get('x-request-id'),
      ip: expect.stringMatching(/^\S+$/),
    })
    const tokens = await site.client.tokensFor({ org: site.org, clientId: made['client_id'] ?? '' })
    expect(tokens.scope).toBe(`${READ} ${WRITE}`)
  })

  test('is for ten clients an hour and address (ASVS 10.4.7)', async () => {
    const from = (ip: string) =>
      site.hub.request('/oauth/register', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': ip },
        body: JSON.stringify({ redirect_uris: [REDIRECT] }),
      })
    for (let turn = 0; turn < 10; turn += 1) expect((await from('203.0.113.9')).status).toBe(201)
    const refused = await from('203.0.113.9')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await from('203.0.113.10')).status).toBe(201)
  })

  test('takes no endless body', async () => {
    expect((await site.client.register({ client_name: 'x'.repeat(20_000) })).status).toBe(413)
  })
})

describe('the token endpoint', () => {
  test('knows no credentials of clients and no passwords of people', async () => {
    for (const grant_type of ['client_credentials', 'password', 'implicit'])
      expect(
        await errorIn(await site.client.post('/oauth/token', { grant_type, client_id: site.clientId })),
      ).toBe('unsupported_grant_type')
  })

  test.each(['token', 'revoke'])('knows no client that no row can hold: %s', async (path) => {
    const asked = new URLSearchParams({ grant_type: 'refresh_token', client_id: '\u0000', token: 'x' })
    const answer = await site.hub.request(`/oauth/${path}`, { method: 'POST', body: asked })
    expect([answer.status, await answer.json()]).toEqual([
      401,
      expect.objectContaining({ error: 'invalid_client' }),
    ])
  })

  test('writes its addresses from the settings, whatever a request says of itself', async () => {
    const metadata = (headers: Record<string, string>) =>
      site.hub.request('/.well-known/oauth-authorization-server', { headers })
    expect((await metadata({ 'x-forwarded-host': 'attacker.example' })).status).toBe(403)
    const answer = await metadata({ 'x-forwarded-proto': 'https', forwarded: 'host=attacker.example' })
    expect(await answer.json()).toMatchObject({
      issuer: site.hub.origin,
      token_endpoint: `${site.hub.origin}/oauth/token`,
    })
  })
})

describe('tokens for one door', () => {
  test('of a client open /mcp and nothing else (ASVS 10.3.1)', async () => {
    const { access_token: token } = await site.client.tokensFor(site)
    expect((await askMcp(site.hub, token)).status).toBe(200)
    const shown = { headers: { authorization: `Bearer ${token}` } }
    expect((await site.hub.request('/api/v1/auth/me', shown)).status).toBe(401)
    expect((await site.hub.request('/trpc/auth.me', shown)).status).toBe(401)
    const asCookie = { headers: { cookie: `hub_access=${token}` } }
    expect((await site.hub.request('/trpc/auth.me', asCookie)).status).toBe(401)
  })

  test('of a signed-in person open everything but /mcp', async () => {
    const { accessToken } = await openSession(site.hub.hub, site.org.owner.userId)
    const shown = { headers: { authorization: `Bearer ${accessToken}` } }
    expect((await site.hub.request('/api/v1/auth/me', shown)).status).toBe(200)
    const refused = await askMcp(site.hub, accessToken)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  test('are worth nothing after a change of one letter', async () => {
    const { access_token: token } = await site.client.tokensFor(site)
    const [head = '', body = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const changed = Buffer.from(JSON.stringify({ ...claims, scope: 'audit.read' })).toString('base64url')
    expect((await askMcp(site.hub, `${head}.${changed}.${signature}`)).status).toBe(401)
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
    expect((await askMcp(site.hub, `${none}.${body}.`)).status).toBe(401)
  })
})
