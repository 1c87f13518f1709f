import { serveDocuments } from '@hub/api/testing'
import type { DocumentServer, TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anywhere } from '../testing/account-client.ts'
import { serveAuthorization } from '../testing/authorization-hub.ts'
import { consentBrowser } from '../testing/consent-browser.ts'
import { clientMemory, mcpAttempt, REDIRECT } from '../testing/mcp-sign-in.ts'
import type { Generation } from '../testing/mcp-sign-in.ts'
import { askMcp, oauthClient, READ } from '../testing/oauth-client.ts'
import type { ServedHub } from '../testing/serve.ts'

const CLIENT = 'https://client.example/mcp.json'
/** As Claude Code publishes it: without a port, and without saying that it is a program. */
const document = {
  client_id: CLIENT,
  client_name: 'Published Probe',
  redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
}
const published: Record<string, unknown> = {
  '/mcp.json': document,
  '/scoped.json': { ...document, client_id: 'https://client.example/scoped.json', scope: 'openid mcp' },
  '/named-otherwise.json': { ...document, client_id: 'https://client.example/other.json' },
  '/secret.json': {
    ...document,
    client_id: 'https://client.example/secret.json',
    token_endpoint_auth_method: 'client_secret_post',
  },
  '/script.json': {
    ...document,
    client_id: 'https://client.example/script.json',
    redirect_uris: ['javascript:alert(1)'],
  },
  '/wordy.json': {
    ...document,
    client_id: 'https://client.example/wordy.json',
    client_name: `Probe\n\n${'Your account is closed. '.repeat(20)}`,
  },
  '/turned-name.json': {
    ...document,
    client_id: 'https://client.example/turned-name.json',
    client_name: 'Probe \u202eelttak',
  },
  '/far-http.json': {
    ...document,
    client_id: 'https://client.example/far-http.json',
    application_type: 'web',
    redirect_uris: ['http://attacker.example/callback'],
  },
}

let documents: DocumentServer
let served: ServedHub
let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  documents = await serveDocuments((path, response) => {
    if (path.startsWith('/moved')) response.writeHead(302, { location: CLIENT }).end()
    else if (path.startsWith('/long')) response.end(`{"client_name":"${'x'.repeat(20_000)}"}`)
    else if (path.startsWith('/page')) response.end('<html>')
    else response.end(JSON.stringify(published[path] ?? {}))
  })
  served = await serveAuthorization({ clientDocuments: documents.seam })
  org = await served.newOrg()
})
beforeEach(() => {
  hub = anywhere(served)
})
afterAll(async () => {
  await served.stop()
  await documents.stop()
})

const open = (clientId: string, redirect = 'http://localhost:51234/callback') =>
  consentBrowser(hub).open(oauthClient(hub).authorizeUrl(clientId, { redirect_uri: redirect }))

describe('a client that publishes who it is (CIMD)', () => {
  test.each(['v1', 'v2'] as Generation[])(
    'signs in by its address, with the MCP SDK %s',
    async (generation) => {
      const memory = clientMemory()
      Object.assign(memory.provider, { clientMetadataUrl: CLIENT })
      const endpoint = new URL(`${hub.origin}/mcp`)
      const first = mcpAttempt(generation, endpoint, memory)
      await expect(first.connect()).rejects.toThrow('Unauthorized')
      expect(memory.kept.asked?.searchParams.get('client_id')).toBe(CLIENT)
      const browser = consentBrowser(hub)
      await browser.signIn(hub, org.owner.userId)
      const { consent } = await browser.open(memory.kept.asked ?? '')
      const details = (await (await browser.details(consent ?? '')).json()) as object
      expect(details).toMatchObject({ clientName: 'Published Probe', clientId: CLIENT, hasDocument: true })
      const back = await browser.finish(await browser.allow(consent ?? '', { org: org.slug, scopes: [READ] }))
      expect(`${back.origin}${back.pathname}`).toBe(REDIRECT)
      await first.finishAuth(back)
      expect((await askMcp(hub, memory.kept.tokens?.access_token ?? '')).status).toBe(200)
      const rows = await hub.hub.db.system
        .selectFrom('oauthClient')
        .select('id')
        .where('id', '=', CLIENT)
        .execute()
      expect(rows).toEqual([])
    },
  )

  test('may listen on any port of the person’s machine, although it names none (trap 5)', async () => {
    for (const redirect of ['http://localhost:40001/callback', 'http://127.0.0.1:40002/callback'])
      expect((await open(CLIENT, redirect)).consent).not.toBeNull()
    expect((await open(CLIENT, 'http://localhost:40001/other')).consent).toBeNull()
  })

  test('is not bound to the scope in its document (trap 3)', async () => {
    const { consent } = await open('https://client.example/scoped.json')
    expect(consent).not.toBeNull()
  })

  test('is read once for many requests', async () => {
    await open(CLIENT)
    const before = documents.asked.length
    await Promise.all(Array.from({ length: 10 }, () => open(CLIENT)))
    expect(documents.asked).toHaveLength(before)
  })

  test.each([
    ['names another address in its document', 'https://client.example/named-otherwise.json'],
    ['wants a secret', 'https://client.example/secret.json'],
    ['sends codes into a script', 'https://client.example/script.json'],
    ['sends codes over plain http', 'https://client.example/far-http.json'],
    ['has a name of several lines', 'https://client.example/wordy.json'],
    ['has a name that turns the order of reading round', 'https://client.example/turned-name.json'],
    ['has moved', 'https://client.example/moved.json'],
    ['has a document without end', 'https://client.example/long.json'],
    ['answers with a page', 'https://client.example/page.json'],
    ['is on another port', 'https://client.example:8443/mcp.json'],
    ['is not on https', 'http://client.example/mcp.json'],
    ['walks through folders', 'https://client.example/a/../mcp.json'],
  ])('is refused where it %s', async (_what, clientId) => {
    for (const redirect of ['http://localhost:51234/callback', 'http://attacker.example/callback']) {
      const { consent, response } = await open(clientId, redirect)
      expect(consent).toBeNull()
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
    }
  })

  test('makes the hub read at most thirty documents an hour for one address (trap 6)', async () => {
    const before = documents.asked.length
    for (let turn = 0; turn < 35; turn += 1) await open(`https://client.example/page.json?${turn}`)
    expect(documents.asked.length - before).toBe(30)
    expect((await open(CLIENT)).consent).not.toBeNull()
  })
})

describe('trap 6: addresses inside', () => {
  test('are refused by a hub as it runs (what reaches them is counted in guarded-fetch.test.ts)', async () => {
    const guarded = await serveAuthorization()
    const client = oauthClient(guarded)
    for (const clientId of [
      'https://127.0.0.1/mcp.json',
      'https://localhost/mcp.json',
      'https://[::1]/mcp.json',
    ]) {
      const { response } = await consentBrowser(guarded).open(client.authorizeUrl(clientId))
      expect(response.status).toBe(400)
    }
    await guarded.stop()
  })
})
