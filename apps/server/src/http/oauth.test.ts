import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveAuthorization } from '../testing/authorization-hub.ts'
import { consentBrowser } from '../testing/consent-browser.ts'
import { clientMemory, mcpAttempt, REDIRECT } from '../testing/mcp-sign-in.ts'
import type { Generation } from '../testing/mcp-sign-in.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  hub = await serveAuthorization()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const endpoint = () => new URL(`${hub.origin}/mcp`)

describe.each(['v1', 'v2'] as Generation[])('the MCP SDK client %s', (generation) => {
  test('signs in through consent and calls tools (AUTH-14)', async () => {
    const memory = clientMemory()
    const first = mcpAttempt(generation, endpoint(), memory)
    await expect(first.connect()).rejects.toThrow('Unauthorized')
    expect(memory.kept.asked?.pathname).toBe('/oauth/authorize')
    expect(memory.kept.asked?.searchParams.get('resource')).toBe(`${hub.origin}/mcp`)

    const browser = consentBrowser(hub)
    await browser.signIn(hub, org.owner.userId)
    const { consent, response } = await browser.open(memory.kept.asked ?? '')
    expect(consent, `${response.status} ${await response.text()}`).not.toBeNull()
    const details = await browser.details(consent ?? '')
    expect(await details.json()).toMatchObject({
      clientName: 'Probe Desktop',
      redirectHost: 'localhost',
      isLocal: true,
      organizations: [{ slug: org.slug, role: 'owner' }],
    })
    const answer = await browser.allow(consent ?? '', { org: org.slug, scopes: ['ops.task.read'] })
    expect(answer.status).toBe(200)
    const back = await browser.finish(answer)
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT)
    expect(back.searchParams.get('iss')).toBe(hub.origin)

    await first.finishAuth(back)
    expect(memory.kept.tokens).toMatchObject({ token_type: 'Bearer', scope: 'ops.task.read' })
    const connected = await mcpAttempt(generation, endpoint(), memory).connect()
    const tools = await connected.tools()
    expect(tools).toContain('ops_tasks_list')
    expect(tools).not.toContain('ops_tasks_create')
    await connected.close()
  })
})
