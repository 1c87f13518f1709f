import { allow, startHubspot } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

/** Where the hub is for the world; the server behind it has another address. */
const PUBLIC = 'https://hub.tide.example'
const PATH = '/webhooks/connectors/hubspot'

let hubspot: Awaited<ReturnType<typeof startHubspot>>
let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  hubspot = await startHubspot({ contacts: 5, companies: 3, deals: 4, inTenSeconds: 5_000, searches: 100 })
  hub = await serveHub({
    settings: { publicUrl: PUBLIC },
    environment: {
      HUBSPOT_CLIENT_ID: hubspot.clientId,
      HUBSPOT_CLIENT_SECRET: hubspot.clientSecret,
      HUBSPOT_URL: hubspot.url,
    },
  })
})
afterAll(async () => {
  await hub.stop()
  await hubspot.stop()
})
beforeEach(async () => {
  org = await hub.newOrg()
  const { connections, syncs } = org.api.connectors
  const { url } = await connections.begin({ provider: 'hubspot', withPersonal: true })
  const { streams } = await connections.finish({ provider: 'hubspot', query: await allow(url) })
  for (const { id } of streams) while ((await syncs.step({ id })).isMore) continue
  hubspot.webhooks.take()
})

const post = ({ body, headers }: RequestInit & { body: string }, path = PATH) =>
  hub.request(path, { method: 'POST', body, headers: headers ?? {} })
const signed = (url = `${PUBLIC}${PATH}`) => hubspot.webhooks.sign(hubspot.webhooks.take(), url)

async function companies(): Promise<unknown[]> {
  const { items } = await org.api.modules.foundry.types.list({ search: 'Companies' })
  const found = await org.api.modules.foundry.objects.search({ typeId: items[0]?.id ?? '', limit: 100 })
  return found.items.map(({ values }) => values['name'])
}

describe('the one address that a service knows for all accounts', () => {
  test('takes what is signed over the address the world sees, and it is here at once', async () => {
    hubspot.world.add('companies', { name: 'Told through the door' })
    const answer = await post(signed())
    expect([answer.status, await answer.json()]).toEqual([200, { received: true }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    await hub.hub.outbox.drain()
    await vi.waitFor(async () => expect(await companies()).toContain('Told through the door'))
  })

  test('refuses what is signed for the address behind it, by somebody else, or is no webhook', async () => {
    hubspot.world.add('companies', { name: 'Never told' })
    const good = signed()
    expect((await post(hubspot.webhooks.sign([], `${hub.origin}${PATH}`))).status).toBe(401)
    expect((await post({ ...good, body: `${good.body} ` })).status).toBe(401)
    expect((await post({ body: good.body })).status).toBe(401)
    expect((await post({ body: '' })).status).toBe(401)
    expect((await post(good, `${PATH}?x=1`)).status).toBe(401)
    expect((await post(good, '/webhooks/connectors/shopify')).status).toBe(404)
    expect((await hub.request(PATH)).status).toBe(405)
    await hub.hub.outbox.drain()
    expect(await companies()).not.toContain('Never told')
  })

  test('says in the one shape of errors what is wrong', async () => {
    const answer = await post({ body: '[]', headers: { 'content-type': 'application/json' } })
    expect(await answer.json()).toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringContaining('signature'),
      requestId: answer.headers.get('x-request-id'),
    })
  })

  test('takes what is signed however often strangers send to it what is not', async () => {
    hubspot.world.add('companies', { name: 'Told all the same' })
    const good = signed()
    const junk = async () => (await post({ body: '[]' })).status
    const statuses: number[] = []
    for (let part = 0; part < 10; part += 1)
      statuses.push(...(await Promise.all(Array.from({ length: 130 }, junk))))
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    expect((await post(good)).status).toBe(200)
  })
})
