import { beforeAll, describe, expect, test } from 'vitest'
import { siteOfOneOrg } from '../testing/authorization-site.ts'
import { consentBrowser } from '../testing/consent-browser.ts'
import { REDIRECT } from '../testing/mcp-sign-in.ts'
import { mcpRequest, READ } from '../testing/oauth-client.ts'

type Metadata = Record<string, unknown>

const site = siteOfOneOrg()
let metadata: Metadata
beforeAll(async () => {
  metadata = (await (await site.hub.request('/.well-known/oauth-authorization-server')).json()) as Metadata
})

const listed = (name: string) => metadata[name] as string[]
const pathOf = (name: string) => new URL(String(metadata[name])).pathname
const partOf = (token: string, at: number) =>
  JSON.parse(Buffer.from(token.split('.')[at] ?? '', 'base64url').toString()) as Metadata

/** What is tried below, or says that something is not offered. */
const tried = new Set([
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'registration_endpoint',
  'revocation_endpoint',
  'jwks_uri',
  'response_types_supported',
  'response_modes_supported',
  'grant_types_supported',
  'code_challenge_methods_supported',
  'token_endpoint_auth_methods_supported',
  'revocation_endpoint_auth_methods_supported',
  'scopes_supported',
  'authorization_response_iss_parameter_supported',
  'client_id_metadata_document_supported',
])

test('the metadata promise nothing that is not tried here (RFC 8414)', () => {
  const promised = Object.entries(metadata).filter(([, value]) => value !== false)
  expect(promised.map(([name]) => name).filter((name) => !tried.has(name))).toEqual([])
  expect(metadata['issuer']).toBe(site.hub.origin)
})

test('every address that is promised answers, and takes what it is for', async () => {
  const addresses = Object.keys(metadata).filter((name) => /_(endpoint|uri)$/.test(name))
  for (const name of addresses) expect(String(metadata[name])).toMatch(`${site.hub.origin}/`)
  expect((await site.client.register()).status).toBe(201)
  expect((await site.hub.request(pathOf('jwks_uri'))).status).toBe(200)
  const tokens = await site.client.tokensFor({ org: site.org, scopes: [READ] })
  const gone = await site.client.post(pathOf('revocation_endpoint'), {
    client_id: tokens.clientId,
    token: tokens.refresh_token,
  })
  expect(gone.status).toBe(200)
  expect((await site.client.refresh(tokens.clientId, tokens.refresh_token)).status).toBe(400)
  expect(addresses.toSorted()).toEqual([
    'authorization_endpoint',
    'jwks_uri',
    'registration_endpoint',
    'revocation_endpoint',
    'token_endpoint',
  ])
})

describe('of what is promised', () => {
  test('each way of the answer leads back with a code and the issuer', async () => {
    expect(listed('response_types_supported')).toEqual(['code'])
    expect(metadata['authorization_response_iss_parameter_supported']).toBe(true)
    for (const mode of listed('response_modes_supported')) {
      const browser = consentBrowser(site.hub)
      await browser.signIn(site.hub, site.org.owner.userId)
      const clientId = await site.client.registered()
      const { consent } = await browser.open(site.client.authorizeUrl(clientId, { response_mode: mode }))
      const back = await browser.finish(
        await browser.allow(consent ?? '', { org: site.org.slug, scopes: [READ] }),
      )
      expect(`${back.origin}${back.pathname}`).toBe(REDIRECT)
      const answer = new URLSearchParams((mode === 'fragment' ? back.hash : back.search).slice(1))
      expect(answer.get('iss'), mode).toBe(site.hub.origin)
      expect((await site.client.exchange(clientId, answer.get('code') ?? '')).status, mode).toBe(200)
    }
  })

  test('each grant, proof and way to be known works without a secret', async () => {
    expect(listed('token_endpoint_auth_methods_supported')).toEqual(['none'])
    expect(listed('revocation_endpoint_auth_methods_supported')).toEqual(['none'])
    expect(listed('code_challenge_methods_supported')).toEqual(['S256'])
    expect(listed('grant_types_supported')).toEqual(['authorization_code', 'refresh_token'])
    const tokens = await site.client.tokensFor({ org: site.org, scopes: [READ] })
    expect((await site.client.refresh(tokens.clientId, tokens.refresh_token)).status).toBe(200)
  })

  test('each scope can be asked for', async () => {
    for (const scope of listed('scopes_supported')) {
      const { consent } = await consentBrowser(site.hub).open(
        site.client.authorizeUrl(await site.client.registered(), { scope }),
      )
      expect(consent, scope).not.toBeNull()
      site.move()
    }
  })

  test('each key signs with the algorithm it is published with', async () => {
    const { keys } = (await (await site.hub.request(pathOf('jwks_uri'))).json()) as { keys: Metadata[] }
    const { access_token: token } = await site.client.tokensFor({ org: site.org, scopes: [READ] })
    const { alg, kid } = partOf(token, 0)
    expect(keys).toContainEqual(expect.objectContaining({ alg, kid, use: 'sig' }))
    expect(new Set(keys.map((key) => key['alg']))).toEqual(new Set([alg]))
  })

  test('the resource answers with what its own metadata say', async () => {
    const address = '/.well-known/oauth-protected-resource/mcp'
    const resource = (await (await site.hub.request(address)).json()) as Metadata
    expect(Object.keys(resource).toSorted()).toEqual([
      'authorization_servers',
      'bearer_methods_supported',
      'resource',
      'resource_documentation',
      'resource_name',
      'scopes_supported',
    ])
    expect(resource['authorization_servers']).toEqual([metadata['issuer']])
    expect(
      (await site.hub.request(new URL(String(resource['resource_documentation'])).pathname)).status,
    ).toBe(200)
    expect(resource['bearer_methods_supported']).toEqual(['header'])
    const { access_token: token } = await site.client.tokensFor({ org: site.org, scopes: [READ] })
    expect((await site.hub.request('/mcp', mcpRequest(token))).status).toBe(200)
    expect((await site.hub.request(`/mcp?access_token=${token}`, mcpRequest(null))).status).toBe(401)
  })
})

describe('what is not promised', () => {
  test('a form that posts itself to the client is refused by a plain redirect', async () => {
    const url = site.client.authorizeUrl(await site.client.registered(), { response_mode: 'form_post' })
    const { response } = await consentBrowser(site.hub).open(url)
    expect(response.status).toBe(303)
    const to = new URL(response.headers.get('location') ?? '')
    expect(to.searchParams.get('error')).toBe('unsupported_response_mode')
  })

  test.each([
    '/oauth/request',
    '/oauth/introspect',
    '/oauth/device/auth',
    '/oauth/userinfo',
    '/oauth/end-session',
  ])('%s is not there', async (path) => {
    expect((await site.client.post(path, {})).status).toBe(404)
  })

  test('a request that was pushed is not taken', async () => {
    const url = site.client.authorizeUrl(await site.client.registered(), {
      request_uri: 'urn:ietf:params:oauth:request_uri:x',
    })
    const { response } = await consentBrowser(site.hub).open(url)
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('error')).toBe(
      'request_uri_not_supported',
    )
  })
})
