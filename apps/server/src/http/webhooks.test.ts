import { anotherServer, depotDelivery, modulesWithDepot } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const SECRET = 'whsec_4c1f0a92b7'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ modules: modulesWithDepot })
})
afterAll(() => hub.stop())

interface Supplied extends TestOrg {
  /** Where its supplier sends to. */
  path: string
  secret: string
}

/** An organization that has entered the address at its supplier. */
async function supplied(secret = SECRET): Promise<Supplied> {
  const org = await hub.newOrg()
  const { webhooks } = await org.api.organizations.credentials.set({ name: 'depot.supplier', secret })
  return { ...org, secret, path: new URL(webhooks[0]?.url ?? '').pathname }
}

interface Sent {
  body: string
  headers: Record<string, string>
}

const post = ({ path }: Pick<Supplied, 'path'>, { body, headers }: Sent) =>
  hub.request(path, { method: 'POST', body, headers })

const statusOf = async (to: Pick<Supplied, 'path'>, sent: Sent) => (await post(to, sent)).status

const titles = async ({ api }: TestOrg) =>
  (await api.modules.ops.tasks.list({})).items.map(({ title }) => title)

const dueNow = () =>
  asSuperuser(hub.database, 'update app.outbox_delivery set available_at = now() where delivered_at is null')

describe('what another service sends', () => {
  test('is answered when it is stored, and worked off by the machine in the one organization', async () => {
    const [org, other] = [await supplied(), await supplied()]
    const answer = await post(org, depotDelivery({ order: 'A-17' }, org))
    expect([answer.status, await answer.json()]).toEqual([200, { received: true }])
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await titles(org)).toEqual([])
    await hub.hub.outbox.drain()
    expect(await titles(org)).toEqual(['Pack A-17'])
    expect(await titles(other)).toEqual([])
    const { items } = await org.api.audit.list({ action: 'ops.task.created' })
    expect(items[0]).toMatchObject({
      actorName: 'Depot: clerk',
      actorKind: 'machine',
      requestId: answer.headers.get('x-request-id'),
    })
  })

  test('is done once however often it comes, one after the other and at once', async () => {
    const org = await supplied()
    const sent = depotDelivery({ order: 'B-2' }, org)
    expect(await statusOf(org, sent)).toBe(200)
    await hub.hub.outbox.drain()
    const again = await Promise.all([1, 2, 3, 4].map(() => statusOf(org, sent)))
    expect(again).toEqual([200, 200, 200, 200])
    const twins = depotDelivery({ order: 'B-3' }, { ...org, id: 'msg_2' })
    expect(await Promise.all([1, 2, 3, 4].map(() => statusOf(org, twins)))).toEqual([200, 200, 200, 200])
    await hub.hub.outbox.drain()
    expect((await titles(org)).toSorted()).toEqual(['Pack B-2', 'Pack B-3'])
  })

  test('is verified over its very bytes, and tells two organizations apart', async () => {
    const [org, foreign] = [await supplied(), await supplied('whsec_of_somebody_else')]
    const sent = depotDelivery({ order: 'C-1' }, org)
    const minutes = (count: number) => new Date(Date.now() + count * 60_000)
    const unsigned = { body: sent.body, headers: { 'content-type': 'application/json' } }
    const forged: Record<string, Parameters<typeof post>> = {
      'other bytes': [org, { ...sent, body: sent.body.replace('C-1', 'C-9') }],
      'bytes that say the same': [org, { ...sent, body: ` ${sent.body}` }],
      'another secret': [org, depotDelivery({ order: 'C-1' }, { secret: 'whsec_guessed' })],
      'a signature for another organization': [foreign, sent],
      'another id': [org, { ...sent, headers: { ...sent.headers, 'webhook-id': 'msg_9' } }],
      'no signature': [org, unsigned],
      'sent six minutes ago': [org, depotDelivery({ order: 'C-1' }, { ...org, at: minutes(-6) })],
      'sent in six minutes': [org, depotDelivery({ order: 'C-1' }, { ...org, at: minutes(6) })],
      'no time at all': [org, { ...sent, headers: { ...sent.headers, 'webhook-timestamp': 'now' } }],
    }
    for (const [what, [to, one]] of Object.entries(forged)) expect(await statusOf(to, one), what).toBe(401)
    await hub.hub.outbox.drain()
    expect([...(await titles(org)), ...(await titles(foreign))]).toEqual([])
    expect(await statusOf(org, sent)).toBe(200)
  })

  test('finds nothing at an address that was not made here', async () => {
    const org = await supplied()
    const sent = depotDelivery({ order: 'D-1' }, org)
    const wrong = [
      org.path.replace('/depot/', '/ops/'),
      org.path.replace('/orders/', '/returns/'),
      `${org.path.slice(0, -1)}${org.path.endsWith('A') ? 'B' : 'A'}`,
      `${org.path}A`,
      `/webhooks/depot/orders/${org.orgId}`,
    ]
    for (const path of wrong) expect(await statusOf({ path }, sent), path).toBe(404)
    expect((await hub.request(org.path)).status).toBe(405)
  })

  test('is refused where there is no secret, and one that was replaced holds no longer', async () => {
    const org = await supplied()
    await org.api.organizations.credentials.set({ name: 'depot.supplier', secret: 'whsec_the_new_one' })
    expect(await statusOf(org, depotDelivery({ order: 'E-1' }, org))).toBe(401)
    expect(await statusOf(org, depotDelivery({ order: 'E-1' }, { secret: 'whsec_the_new_one' }))).toBe(200)
    await org.api.organizations.credentials.remove({ name: 'depot.supplier' })
    const late = depotDelivery({ order: 'E-2' }, { secret: 'whsec_the_new_one', id: 'msg_2' })
    expect(await statusOf(org, late)).toBe(401)
  })

  test('may be 256 kB and of any type, and no more', async () => {
    const org = await supplied()
    const text = (length: number) => ({ order: 'F-1', note: 'x'.repeat(length) })
    expect(await statusOf(org, depotDelivery(text(300_000), org))).toBe(413)
    const fits = depotDelivery(text(250_000), org)
    expect(
      await statusOf(org, {
        ...fits,
        headers: { ...fits.headers, 'content-type': 'application/vnd.orders' },
      }),
    ).toBe(200)
    await hub.hub.outbox.drain()
    expect(await titles(org)).toEqual(['Pack F-1'])
  })

  test('is refused while the organization is suspended, and what was stored before waits', async () => {
    const org = await supplied()
    const suspend = (at: string) =>
      asSuperuser(hub.database, `update app.organization set suspended_at = ${at} where id = $1`, [org.orgId])
    expect(await statusOf(org, depotDelivery({ order: 'G-1' }, org))).toBe(200)
    await suspend('now()')
    expect(await statusOf(org, depotDelivery({ order: 'G-2' }, { ...org, id: 'msg_2' }))).toBe(403)
    await hub.hub.outbox.drain()
    await suspend('null')
    expect(await titles(org)).toEqual([])
    await hub.hub.outbox.drain()
    expect(await titles(org)).toEqual(['Pack G-1'])
  })

  test('is not lost with the server that stored it', async () => {
    const org = await supplied()
    expect(await statusOf(org, depotDelivery({ order: 'H-1' }, org))).toBe(200)
    const next = await anotherServer(hub, modulesWithDepot)
    await next.outbox.drain()
    await next.outbox.stop()
    expect(await titles(org)).toEqual(['Pack H-1'])
  })

  test('is tried again after a failure without doing twice what was done', async () => {
    const org = await supplied()
    expect(await statusOf(org, depotDelivery({ order: 'I-1', breaks: 'once' }, org))).toBe(200)
    await hub.hub.outbox.drain()
    await dueNow()
    await hub.hub.outbox.drain()
    expect(await titles(org)).toEqual(['Pack I-1'])
    const rows = await asSuperuser(
      hub.database,
      'select attempts, delivered_at is not null as done from app.outbox_delivery where org_id = $1 and listener = $2',
      [org.orgId, 'depot.orders'],
    )
    expect(rows).toEqual([{ attempts: 2, done: true }])
  })

  test('ends as a dead letter that holds up no other', async () => {
    const org = await supplied()
    expect(await statusOf(org, depotDelivery({ order: 'J-1', breaks: 'always' }, org))).toBe(200)
    for (let round = 0; round < 12; round += 1) {
      await dueNow()
      await hub.hub.outbox.drain()
    }
    expect(await statusOf(org, depotDelivery({ order: 'J-2' }, { ...org, id: 'msg_2' }))).toBe(200)
    await hub.hub.outbox.drain()
    expect((await titles(org)).toSorted()).toEqual(['Pack J-1', 'Pack J-2'])
    const dead = await asSuperuser(
      hub.database,
      'select last_error as error from app.outbox_delivery where org_id = $1 and dead_at is not null',
      [org.orgId],
    )
    expect(dead).toEqual([{ error: 'the printer is away' }])
  })

  test('leaves nothing of the secret or the address in the log of what happened', async () => {
    const org = await supplied()
    await statusOf(org, depotDelivery({ order: 'K-1' }, org))
    const text = JSON.stringify(await org.api.audit.list({}))
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(org.path.split('/').at(-1))
  })

  test('ends after sixty addresses a minute that are none', async () => {
    const org = await supplied()
    const sent = depotDelivery({ order: 'L-1' }, org)
    const guesses = Array.from({ length: 61 }, () => statusOf({ path: '/webhooks/depot/orders/guess' }, sent))
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([404, 429]))
    expect(await statusOf(org, sent)).toBe(200)
  })

  test('is taken however often somebody without the secret sends to its address', async () => {
    const org = await supplied()
    const forged = depotDelivery({ order: 'M-1' }, { ...org, secret: 'whsec_guessed' })
    const junk = async (count: number) =>
      Promise.all(Array.from({ length: count }, () => statusOf(org, forged)))
    for (let part = 0; part < 10; part += 1) expect(await junk(130)).not.toContain(200)
    expect(await statusOf(org, depotDelivery({ order: 'M-1' }, org))).toBe(200)
  })
})
