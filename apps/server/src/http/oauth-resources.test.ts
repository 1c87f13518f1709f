import { describe, expect, test } from 'vitest'
import { siteOfOneOrg } from '../testing/authorization-site.ts'
import { consentBrowser } from '../testing/consent-browser.ts'
import { clientMemory, mcpAttempt } from '../testing/mcp-sign-in.ts'
import type { Generation } from '../testing/mcp-sign-in.ts'
import { mcpRequest, READ, WRITE } from '../testing/oauth-client.ts'

const OPS = '/mcp/x/ops'
const READING = '/mcp/x/ops/readonly'
const METADATA = '/.well-known/oauth-protected-resource'

const site = siteOfOneOrg()

const metadataOf = async (path: string) =>
  (await (await site.hub.request(`${METADATA}${path}`)).json()) as {
    resource: string
    scopes_supported: string[]
  }

const tokenFor = async (path: string, scopes: string[]) =>
  (await site.client.tokensFor({ org: site.org, scopes, resource: `${site.hub.origin}${path}` })).access_token

const statusAt = async (path: string, token: string) =>
  (await site.hub.request(path, mcpRequest(token))).status

describe('each address of the MCP door', () => {
  test.each(['', '/mcp', OPS, READING, '/mcp/x/system'])(
    'names itself as a resource: "%s" (RFC 9728)',
    async (path) => {
      expect((await metadataOf(path)).resource).toBe(`${site.hub.origin}${path}`)
    },
  )

  test.each(['/api', '/mcp/x/nothing', '/mcp/x/ops/write'])('%s is no resource', async (path) => {
    expect((await site.hub.request(`${METADATA}${path}`)).status).toBe(404)
  })

  test.each([
    [OPS, [READ, WRITE]],
    [READING, [READ]],
  ])('%s asks for what its tools need and nothing else', async (path, scopes) => {
    expect((await metadataOf(path)).scopes_supported).toEqual(scopes)
    const refused = await site.hub.request(path, mcpRequest(null))
    const header = refused.headers.get('www-authenticate') ?? ''
    expect(refused.status).toBe(401)
    expect(/scope="([^"]+)"/.exec(header)?.[1]?.split(' ')).toEqual(scopes)
    expect(header).toContain(`resource_metadata="${site.hub.origin}${METADATA}${path}"`)
  })
})

describe('a request for one toolset', () => {
  const asked = async (changes: Record<string, string | undefined>) => {
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const { consent } = await browser.open(site.client.authorizeUrl(await site.client.registered(), changes))
    const { scopes } = (await (await browser.details(consent ?? '')).json()) as { scopes: { name: string }[] }
    return scopes.map(({ name }) => name)
  }

  test('is shown to the person with the scopes of that toolset alone', async () => {
    const everything = (await metadataOf('/mcp')).scopes_supported.join(' ')
    const resource = `${site.hub.origin}${READING}`
    await expect(asked({ resource, scope: everything })).resolves.toEqual([READ])
    await expect(asked({ resource, scope: undefined })).resolves.toEqual([READ])
    await expect(asked({ resource: `${site.hub.origin}${OPS}`, scope: everything })).resolves.toEqual([
      READ,
      WRITE,
    ])
  })

  test('is refused with scopes it has no use for, for two at once, or for none that is', async () => {
    const errorOf = async (paths: string[], scope: string) => {
      const url = site.client.authorizeUrl(await site.client.registered(), { resource: undefined, scope })
      for (const path of paths) url.searchParams.append('resource', `${site.hub.origin}${path}`)
      const { response } = await consentBrowser(site.hub).open(url)
      return new URL(response.headers.get('location') ?? '').searchParams.get('error')
    }
    await expect(errorOf([READING], WRITE)).resolves.toBe('invalid_scope')
    await expect(errorOf([READING], `${READ} everything`)).resolves.toBe('invalid_scope')
    await expect(errorOf([OPS, '/mcp'], READ)).resolves.toBe('invalid_target')
    await expect(errorOf(['/mcp/x/nothing'], READ)).resolves.toBe('invalid_target')
  })

  test('gets a token for that toolset and for nothing beside it (RFC 8707, ASVS 10.3.1)', async () => {
    const token = await tokenFor(OPS, [READ, WRITE])
    expect(await statusAt(OPS, token)).toBe(200)
    expect(await statusAt(READING, token)).toBe(200)
    for (const path of ['/mcp', '/mcp/x/system', '/mcp/x/system/readonly'])
      expect(await statusAt(path, token), path).toBe(401)
    const reading = await tokenFor(READING, [READ])
    expect(await statusAt(READING, reading)).toBe(200)
    for (const path of ['/mcp', OPS]) expect(await statusAt(path, reading), path).toBe(401)
  })

  test('opens every toolset where it was for all of them', async () => {
    for (const path of ['', '/', '/mcp']) {
      const token = await tokenFor(path, [READ])
      for (const at of ['/mcp', OPS, READING]) expect(await statusAt(at, token), `${path} at ${at}`).toBe(200)
    }
  })

  test('cannot be made into one for all', async () => {
    const resource = `${site.hub.origin}${OPS}`
    const { clientId, code } = await site.client.codeFor({ org: site.org, resource })
    const wider = await site.client.exchange(clientId, code, { resource: `${site.hub.origin}/mcp` })
    expect(wider.status).toBe(400)
    const tokens = await site.client.tokensFor({ org: site.org, resource })
    const renewed = await site.client.refresh(tokens.clientId, tokens.refresh_token, {
      resource: `${site.hub.origin}/mcp`,
    })
    await expect(renewed.json()).resolves.toMatchObject({ error: 'invalid_target' })
  })

  test('is renewed for the same toolset', async () => {
    const tokens = await site.client.tokensFor({ org: site.org, resource: `${site.hub.origin}${OPS}` })
    const renewed = (await (await site.client.refresh(tokens.clientId, tokens.refresh_token)).json()) as {
      access_token: string
    }
    expect(await statusAt(OPS, renewed.access_token)).toBe(200)
    expect(await statusAt('/mcp', renewed.access_token)).toBe(401)
  })

  test('shown elsewhere is told where to get another', async () => {
    const token = await tokenFor(READING, [READ])
    const refused = await site.hub.request(OPS, mcpRequest(token))
    const header = refused.headers.get('www-authenticate') ?? ''
    expect(header).toContain('error="invalid_token"')
    expect(header).toContain(`${METADATA}${OPS}"`)
  })
})

describe.each(['v1', 'v2'] as Generation[])('the MCP SDK client %s at one toolset', (generation) => {
  test('asks for its scopes, and gets them (AUTH-14)', async () => {
    const endpoint = new URL(`${site.hub.origin}${READING}`)
    const memory = clientMemory()
    const first = mcpAttempt(generation, endpoint, memory)
    await expect(first.connect()).rejects.toThrow('Unauthorized')
    expect(memory.kept.asked?.searchParams.get('resource')).toBe(endpoint.href)
    expect(memory.kept.asked?.searchParams.get('scope')).toBe(READ)
    const browser = consentBrowser(site.hub)
    await browser.signIn(site.hub, site.org.owner.userId)
    const { consent } = await browser.open(memory.kept.asked ?? '')
    await first.finishAuth(
      await browser.finish(await browser.allow(consent ?? '', { org: site.org.slug, scopes: [READ] })),
    )
    const connected = await mcpAttempt(generation, endpoint, memory).connect()
    expect(await connected.tools()).toContain('ops_tasks_list')
    await connected.close()
  })
})
