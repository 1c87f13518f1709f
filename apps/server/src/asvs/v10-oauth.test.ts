import { sql } from '@hub/db'
import type { TestOrg } from '@hub/api/testing'
import { fingerprintOfAll, giveCredits } from '@hub/api/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { anywhere, said } from '../testing/account-client.ts'
import { serveAuthorization } from '../testing/authorization-hub.ts'
import { consentBrowser } from '../testing/consent-browser.ts'
import { askMcp, callTool, oauthClient, READ, toolResult } from '../testing/oauth-client.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  hub = await serveAuthorization()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const MINUTE_MS = 60_000

test('10.4.3 a code is worth nothing after a minute', async () => {
  const client = oauthClient(anywhere(hub))
  const late = await client.codeFor({ org })
  const inTime = await client.codeFor({ org, clientId: late.clientId, browser: late.browser })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + MINUTE_MS - 10_000 })
  try {
    expect((await said(await client.exchange(late.clientId, inTime.code))).code).toBe('OK')
    vi.setSystemTime(Date.now() + 15_000)
    expect((await said(await client.exchange(late.clientId, late.code))).code).toBe('invalid_grant')
  } finally {
    vi.useRealTimers()
  }
})

test('10.3.2 a token does what was allowed, and no more than that', async () => {
  const client = oauthClient(anywhere(hub))
  await giveCredits(hub, org.orgId, { micro: 1_000_000 })
  const { access_token: token } = await client.tokensFor({ org, scopes: [READ] })
  const write = await askMcp(anywhere(hub), token, callTool('ops_tasks_create', { title: 'Sweep the yard' }))
  expect([write.status, write.headers.get('www-authenticate')]).toEqual([
    403,
    expect.stringContaining('insufficient_scope'),
  ])
  expect((await sql`select id from ops_task`.execute(hub.hub.db.org(org.orgId))).rows).toEqual([])
  const read = await toolResult(await askMcp(anywhere(hub), token, callTool('ops_tasks_list')))
  expect(read.isError).not.toBe(true)
})

const addresses = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  '//attacker.example',
  'http://localhost.attacker.example/callback',
]
test.each(addresses)(
  '10.4.1 a client cannot register the address %s, and nothing is kept of it',
  async (uri) => {
    const before = await fingerprintOfAll(hub.database)
    const answer = await oauthClient(anywhere(hub)).register({ redirect_uris: [uri] })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'invalid_redirect_uri' })
    expect(await fingerprintOfAll(hub.database)).toEqual(before)
  },
)

test('10.4.7 the page of consent says where the code goes, and what nobody has vouched for', async () => {
  const client = oauthClient(anywhere(hub))
  const clientId = await client.registered({ client_name: 'Smart AI Hub Official' })
  const browser = consentBrowser(hub)
  await browser.signIn(hub, org.owner.userId)
  const { consent } = await browser.open(client.authorizeUrl(clientId))
  expect(await (await browser.details(consent ?? '')).json()).toMatchObject({
    clientId,
    clientName: 'Smart AI Hub Official',
    // No document of its own says who it is, and the code goes to a program on this machine.
    hasDocument: false,
    isLocal: true,
    redirectHost: 'localhost',
  })
})
