import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@hub/api/server'
import { allow } from '../../packages/api/src/modules/connectors/testing/consent.ts'
import type { ShopifyServer } from '../../packages/api/src/modules/connectors/testing/shopify.ts'
import type { Fault, Trial } from './fault.ts'
import type { Org } from './world.ts'

const FULL = { kills: 6 }
const QUICK = { kills: 2 }
const NEXT_KILL_MS = [200, 900] as const
const LOOK_MS = 250
const BUSY_MS = 30_000
const GIVE_UP_MS = 240_000

interface Connected {
  org: Org
  id: string
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'UNAVAILABLE'

/** Calls as the owner in their browser, beside the running hub: connecting is for people. Waits where the shop is busy. */
async function asOwner(hub: Hub, { slug }: Org): Promise<(path: string, input: unknown) => Promise<unknown>> {
  const { id: userId } = await hub.db.system.selectFrom('authUser').select('id').executeTakeFirstOrThrow()
  const call = {
    door: 'web',
    credential: { kind: 'person', userId },
    org: slug,
    requestId: 'a fault run',
    ip: null,
    userAgent: null,
  } as const
  return async (path, input) => {
    const giveUpAt = Date.now() + BUSY_MS
    for (;;) {
      try {
        return await hub.catalog.call(path, input, call)
      } catch (error) {
        if (!isBusy(error) || Date.now() > giveUpAt) throw error
        await sleep(1_000)
      }
    }
  }
}

async function connect({ world }: Trial, org: Org): Promise<Connected> {
  return world.inside(async (hub) => {
    const call = await asOwner(hub, org)
    const provider = 'shopify'
    const begun = (await call('connectors.connections.begin', { provider, shop: world.shop.shop })) as {
      url: string
    }
    const query = await allow(begun.url)
    const { id } = (await call('connectors.connections.finish', { provider, query })) as { id: string }
    return { org, id }
  })
}

async function isLive(trial: Trial, { org }: Connected): Promise<boolean> {
  return trial.world.inside(async (hub) => {
    const streams = await hub.db.org(org.orgId).selectFrom('connectorsStream').select('phase').execute()
    return streams.length > 0 && streams.every(({ phase }) => phase === 'live')
  })
}

/** Kills while it is read, and orders come in at the shop all the while; then waits until everything is read. */
async function breakIt(trial: Trial, connected: Connected, kills: number): Promise<number> {
  const { world, random } = trial
  let done = 0
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (; done < kills; done += 1) {
    await sleep(random.between(...NEXT_KILL_MS))
    await world.hub.kill()
    await world.shop.world.placeOrder()
    await world.hub.start()
  }
  while (!(await isLive(trial, connected)) && Date.now() < giveUpAt) await sleep(LOOK_MS)
  return done
}

/** What came in meanwhile, which the next pass brings, and then the comparison of both sides. */
async function catchUp(hub: Hub, { org, id }: Connected): Promise<unknown[]> {
  const call = await asOwner(hub, org)
  const { streams } = (await call('connectors.connections.get', { id })) as { streams: { id: string }[] }
  const proofs: unknown[] = []
  for (const stream of streams) {
    for (let isMore = true; isMore;)
      ({ isMore } = (await call('connectors.syncs.step', { id: stream.id })) as { isMore: boolean })
    const proof = (await call('connectors.syncs.reconcile', { id: stream.id })) as Record<string, number>
    proofs.push([proof['there'], proof['here'], proof['removed']])
  }
  return proofs
}

const sorted = (texts: readonly string[]) => texts.toSorted((one, other) => (one < other ? -1 : 1))

async function look({ findings }: Trial, hub: Hub, { org, shop }: { org: Org; shop: ShopifyServer }) {
  const objects = await hub.db
    .org(org.orgId)
    .selectFrom('foundryObject as o')
    .innerJoin('foundryType as t', 't.id', 'o.typeId')
    .select(['t.name', 'o.key', 'o.title'])
    .execute()
  const of = (name: string) => objects.filter((object) => object.name === name)
  const there = shop.world.orders().map(({ id, number }) => `gid://shopify/Order/${id} #${number}`)
  const here = of('order').map(({ key, title }) => `${key} ${title}`)
  findings.equal('orders, by key and number', sorted(here), sorted(there))
  findings.equal('customers', of('customer').length, shop.world.customers().length)
  findings.equal('products', of('product').length, shop.world.products().length)
  const lines = shop.world.orders().flatMap(({ id, lines: own }) => own.map((line) => `${id} ${line.id}`))
  const numbers = (key: string) => [...key.matchAll(/\/(\d+)/g)].map(([, number]) => number).join(' ')
  findings.equal(
    'lines of orders, by both keys',
    sorted(of('orderLine').map(({ key }) => numbers(key))),
    sorted(lines),
  )
}

export const connecting: Fault = {
  name: 'connecting',
  title: 'The server is killed (SIGKILL) while a shop is read for the first time',
  async run(trial) {
    const { world, findings, quick } = trial
    const connected = await connect(trial, await world.newOrg('Sells Much', 0))
    const kills = await breakIt(trial, connected, (quick ? QUICK : FULL).kills)
    findings.figure('orders at the shop', world.shop.world.orders().length)
    findings.figure('kills', kills)
    await world.inside(async (hub) => {
      findings.equal(
        'there, here and taken out, of each stream',
        await catchUp(hub, connected),
        [
          world.shop.world.customers(),
          world.shop.world.products(),
          world.shop.world.orders(),
          world.shop.world.orders().flatMap(({ lines }) => lines),
        ].map(({ length }) => [length, length, 0]),
      )
      await look(trial, hub, { org: connected.org, shop: world.shop })
    })
  },
}
