import { createConformanceServer } from '@hub/mcp/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveAuthorization } from '../testing/authorization-hub.ts'
import { oauthClient } from '../testing/oauth-client.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  hub = await serveAuthorization({
    // Only a server that has something to announce keeps its streams open.
    createMcpServer(handlers) {
      const server = createConformanceServer(handlers)
      server.registerCapabilities({ tools: { listChanged: true } })
      return server
    },
  })
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const listen = (token: string) =>
  hub.request('/mcp', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-method': 'subscriptions/listen',
      'mcp-protocol-version': '2026-07-28',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'subscriptions/listen',
      params: {
        notifications: { toolsListChanged: true },
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientCapabilities': {},
          'io.modelcontextprotocol/clientInfo': { name: 'probe', version: '1' },
        },
      },
    }),
  })

test(
  'a grant that is revoked ends the stream its client listens to within five seconds',
  { timeout: 20_000 },
  async () => {
    const { access_token: token } = await oauthClient(hub).tokensFor({ org })
    const stream = await listen(token)
    expect(stream.status).toBe(200)
    const ended = stream.text().then(
      () => Date.now(),
      () => Date.now(),
    )
    const still = new Promise((resolve) => setTimeout(resolve, 6_000, 'open'))
    expect(await Promise.race([ended, still])).toBe('open')
    const { items } = await org.api.auth.grants.list({})
    await org.api.auth.grants.revoke({ id: items[0]?.id ?? '' })
    const revokedAt = Date.now()
    expect((await ended) - revokedAt).toBeLessThan(6_000)
  },
)
