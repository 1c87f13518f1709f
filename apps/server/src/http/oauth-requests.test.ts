import { describe, expect, test } from 'vitest'
import { siteOfOneOrg } from '../testing/authorization-site.ts'
import { consentBrowser } from '../testing/consent-browser.ts'
import { REDIRECT } from '../testing/mcp-sign-in.ts'
import { READ, WRITE } from '../testing/oauth-client.ts'
import type { TokenAnswer } from '../testing/oauth-client.ts'

const site = siteOfOneOrg()

const grantsOf = async (userId: string) =>
  (await site.hub.hub.db.system.selectFrom('oauthGrant').select('id').where('userId', '=', userId).execute())
    .length
const TWENTY = Array.from({ length: 20 }, (_, index) => index)

describe('the authorization endpoint refuses', () => {
  test.each([
    [
      'a request without PKCE',
      { code_challenge: undefined, code_challenge_method: undefined },
      'invalid_request',
    ],
    ['PKCE in plain (ASVS 10.4.6)', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['another resource (RFC 8707)', { resource: 'https://elsewhere.example/mcp' }, 'invalid_target'],
    ['the API as resource', { resource: 'api' }, 'invalid_target'],
    ['a scope that nobody knows', { scope: `${READ} everything` }, 'invalid_scope'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['an answer without asking anybody', { prompt: 'none' }, 'login_required'],
    ['a state that no row can hold', { state: 'a\u0000' }, 'invalid_request'],
    ['a hint that no row can hold', { login_hint: '\u0000' }, 'invalid_request'],
    ['a request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }, 'request_not_supported'],
  ])('%s, and tells the client', async (_what, changes, error) => {
    const { response } = await consentBrowser(site.hub).open(site.client.authorizeUrl(site.clientId, changes))
    const to = new URL(response.headers.get('location') ?? '')
    expect(`${to.origin}${to.pathname}`).toBe(REDIRECT)
    const answer = new URLSearchParams(`${to.search.slice(1)}&${to.hash.slice(1)}`)
    expect(answer.get('error')).toBe(error)
    expect(answer.get('code')).toBeNull()
  })

  test.each([
    ['another path on the same host', { redirect_uri: 'http://localhost:33418/other' }],
    ['another host', { redirect_uri: 'http://attacker.example/callback' }],
    ['a host that begins alike', { redirect_uri: 'http://localhost.attacker.example/callback' }],
    ['credentials in the address', { redirect_uri: 'http://x@localhost:33418/callback' }],
    ['a script as address', { redirect_uri: 'javascript:alert(1)' }],
    ['an unknown client', { client_id: 'nobody' }],
    ['a client that no row can hold', { client_id: 'nobody\u0000' }],
  ])('%s, and sends the browser nowhere (ASVS 10.4.1)', async (_what, changes) => {
    const { response } = await consentBrowser(site.hub).open(site.client.authorizeUrl(site.clientId, changes))
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    const page = await response.text()
    expect(page).toContain('could not be connected')
    expect(page).not.toContain('<script')
  })

  test('text of a client that would be markup on the page', async () => {
    const url = site.client.authorizeUrl('<img src=x onerror=alert(1)>')
    const page = await (await consentBrowser(site.hub).open(url)).response.text()
    expect(page).not.toContain('<img')
  })
})

describe('the authorization endpoint', () => {
  test('takes sixty requests a minute from one address', async () => {
    const ask = () => consentBrowser(site.hub).open(site.client.authorizeUrl(site.clientId))
    const answers = await Promise.all(Array.from({ length: 65 }, ask))
    const statuses = answers.map(({ response }) => response.status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(60)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  })
})

describe('trap 5: a program on the person’s machine', () => {
  test.each(['http://localhost:50111/callback', 'http://127.0.0.1:50112/callback'])(
    'may listen on any port: %s',
    async (redirect) => {
      const portless = new URL(redirect)
      portless.port = ''
      const own = await site.client.registered({ redirect_uris: [portless.href] })
      const { consent } = await consentBrowser(site.hub).open(
        site.client.authorizeUrl(own, { redirect_uri: redirect }),
      )
      expect(consent).not.toBeNull()
    },
  )
})

describe('trap 4: a request without scopes', () => {
  test('is one for reading only', async () => {
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId, { scope: undefined }))
    const { scopes } = (await (await browser.details(consent ?? '')).json()) as {
      scopes: { name: string; canWrite: boolean }[]
    }
    expect(scopes.map(({ name }) => name)).toContain(READ)
    expect(scopes.filter(({ canWrite }) => canWrite)).toEqual([])
  })
})

describe('the consent pages', () => {
  test('open only with the cookie of the browser that began the request', async () => {
    const [attacker, victim] = [consentBrowser(site.hub), consentBrowser(site.hub)]
    const { consent } = await attacker.open(site.client.authorizeUrl(site.clientId))
    await victim.signIn(site.hub, site.org.owner.userId)
    for (const answer of [
      await victim.details(consent ?? ''),
      await victim.allow(consent ?? '', { org: site.org.slug, scopes: [READ] }),
      await victim.deny(consent ?? ''),
    ]) {
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ code: 'BAD_REQUEST', requestId: expect.any(String) })
    }
  })

  test('say nothing to somebody who is not signed in', async () => {
    const browser = consentBrowser(site.hub)
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId))
    expect((await browser.details(consent ?? '')).status).toBe(401)
    expect((await browser.allow(consent ?? '', { org: site.org.slug, scopes: [READ] })).status).toBe(401)
  })

  test('take no answer from another site (ASVS 10.2.1)', async () => {
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId))
    const cookie = browser.jar.headerFor(`${consent}/allow`)
    const forged = await site.hub.request(`${consent}/allow`, {
      method: 'POST',
      headers: { cookie, origin: 'https://attacker.example', 'content-type': 'application/json' },
      body: JSON.stringify({ scopes: [READ] }),
    })
    expect(forged.status).toBe(403)
  })

  test('give no more than was asked for, nor more than the person holds', async () => {
    const viewer = await site.org.join('viewer')
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, viewer.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId))
    const allow = (scopes: string[]) => browser.allow(consent ?? '', { org: site.org.slug, scopes })
    expect((await allow([READ, WRITE])).status).toBe(403)
    expect((await allow(['credits.read'])).status).toBe(403)
    expect((await allow([])).status).toBe(400)
    expect((await allow([READ])).status).toBe(200)
  })

  test('open with the cookie of this request, not with that of another one', async () => {
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const [one, other] = [
      await browser.open(site.client.authorizeUrl(site.clientId)),
      await browser.open(site.client.authorizeUrl(site.clientId)),
    ]
    const cookie = browser.jar.headerFor(`${other.consent}/details`)
    const mixed = await site.hub.request(`${one.consent}/details`, { headers: { cookie } })
    expect(mixed.status).toBe(400)
  })

  test('are the only way to their procedures: nobody makes a ticket', async () => {
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId))
    const id = consent?.split('/').at(-1) ?? ''
    for (const ticket of [id, `${id}.`, `${id}.${'A'.repeat(43)}`]) {
      const input = encodeURIComponent(JSON.stringify({ ticket }))
      expect((await browser.send(`/trpc/auth.grants.request?input=${input}`)).status).toBe(404)
    }
  })

  test('reach no organization the person is not in', async () => {
    const stranger = await site.hub.newOrg()
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId))
    expect((await browser.allow(consent ?? '', { org: stranger.slug, scopes: [READ] })).status).toBe(404)
  })

  test('take one answer of twenty at once, and make one grant and one code of it', async () => {
    const person = await site.org.join('owner')
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, person.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId))
    const answers = await Promise.all(
      TWENTY.map(() => browser.allow(consent ?? '', { org: site.org.slug, scopes: [READ] })),
    )
    const taken = answers.filter(({ status }) => status === 200)
    expect(taken).toHaveLength(1)
    const [{ redirectTo }] = (await Promise.all(taken.map((answer) => answer.json()))) as [
      { redirectTo: string },
    ]
    const { pathname } = new URL(redirectTo)
    const cookie = browser.jar.headerFor(pathname)
    const resumed = await Promise.all(TWENTY.map(() => site.hub.request(pathname, { headers: { cookie } })))
    const codes = resumed.filter((response) => (response.headers.get('location') ?? '').includes('code='))
    expect(codes).toHaveLength(1)
    expect(await grantsOf(person.userId)).toBe(1)
  })

  test('tell the client when the person says no', async () => {
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId, { state: 'kept' }))
    const back = await browser.finish(await browser.deny(consent ?? ''))
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'kept' })
  })

  test('leave no cookie of a session beside ours (trap 1)', async () => {
    const { browser } = await site.client.codeFor(site)
    expect(browser.jar.names().filter((name) => /session/.test(name))).toEqual([])
    const kept = await site.hub.hub.db.system
      .selectFrom('oauthArtifact')
      .select('model')
      .where('model', '=', 'Session')
      .execute()
    expect(kept).toEqual([])
  })

  test('ask again after signing out, whatever the browser kept (trap 1)', async () => {
    const { browser } = await site.client.codeFor(site)
    browser.signOut()
    const { consent } = await browser.open(site.client.authorizeUrl(site.clientId))
    expect(consent).not.toBeNull()
    expect((await browser.details(consent ?? '')).status).toBe(401)
  })

  test('belong to whoever is signed in when they are answered', async () => {
    const other = await site.hub.newOrg()
    const { browser } = await site.client.codeFor(site)
    const { code } = await site.client.codeFor({ ...site, org: other, browser })
    const tokens = (await (await site.client.exchange(site.clientId, code)).json()) as TokenAnswer
    const claims = JSON.parse(
      Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString(),
    ) as object
    expect(claims).toMatchObject({ sub: other.owner.userId, org: other.orgId })
  })
})
