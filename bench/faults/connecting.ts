import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@hub/api/server'
import { allow } from '../../packages/api/src/modules/connectors/testing/consent.ts'
import type { Fault, Trial } from './fault.ts'
import type { Org, World } from './world.ts'

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

/** A service that is read: how it is connected, what happens there meanwhile, and what has to be here in the end. */
interface Service {
  provider: 'shopify' | 'hubspot'
  begin: (world: World) => object
  happens: (world: World) => unknown
  /** Keys by the names of types, as many as each stream has. */
  there: (world: World) => Readonly<Record<string, string[]>>
}

async function connect({ world }: Trial, org: Org, { provider, begin }: Service): Promise<Connected> {
  return world.inside(async (hub) => {
    const call = await asOwner(hub, org)
    const begun = (await call('connectors.connections.begin', { provider, ...begin(world) })) as {
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

/** Kills while it is read, and things happen there all the while; then waits until everything is read. */
async function breakIt(trial: Trial, connected: Connected, { happens }: Service): Promise<number> {
  const { world, random, quick } = trial
  const { kills } = quick ? QUICK : FULL
  let done = 0
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (; done < kills; done += 1) {
    await sleep(random.between(...NEXT_KILL_MS))
    await world.hub.kill()
    await happens(world)
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

/** Keys of Shopify end in numbers, those of lines in two. */
const numbersIn = (key: string) => [...key.matchAll(/(?:^|\/)(\d+)/g)].map(([, number]) => number).join(' ')

async function look({ findings }: Trial, hub: Hub, asked: { org: Org; there: Record<string, string[]> }) {
  const objects = await hub.db
    .org(asked.org.orgId)
    .selectFrom('foundryObject as o')
    .innerJoin('foundryType as t', 't.id', 'o.typeId')
    .select(['t.name', 'o.key'])
    .where('o.removedAt', 'is', null)
    .execute()
  for (const [name, keys] of Object.entries(asked.there)) {
    const here = objects.filter((object) => object.name === name).map(({ key }) => numbersIn(key))
    findings.equal(`${name}, by their keys`, sorted(here), sorted(keys))
  }
}

const services: readonly Service[] = [
  {
    provider: 'shopify',
    begin: ({ shop }) => ({ shop: shop.shop }),
    happens: ({ shop }) => shop.world.placeOrder(),
    there: ({ shop: { world } }) => ({
      customer: world.customers().map(({ id }) => String(id)),
      product: world.products().map(({ id }) => String(id)),
      order: world.orders().map(({ id }) => String(id)),
      orderLine: world.orders().flatMap(({ id, lines }) => lines.map((line) => `${id} ${line.id}`)),
    }),
  },
  {
    provider: 'hubspot',
    begin: () => ({ withPersonal: true }),
    happens({ hubspot: { world } }) {
      world.add('contacts')
      world.add('deals')
      world.archive('companies', world.rows('companies')[0]?.id ?? '')
    },
    there: ({ hubspot: { world } }) => ({
      company: world.rows('companies').map(({ id }) => id),
      contact: world.rows('contacts').map(({ id }) => id),
      deal: world.rows('deals').map(({ id }) => id),
    }),
  },
]

async function readWhileKilled(trial: Trial, service: Service): Promise<void> {
  const { world, findings } = trial
  const org = await world.newOrg(`Reads ${service.provider}`, 0)
  const connected = await connect(trial, org, service)
  findings.figure(`kills while ${service.provider} is read`, await breakIt(trial, connected, service))
  await world.inside(async (hub) => {
    const proofs = await catchUp(hub, connected)
    const there = service.there(world)
    findings.equal(
      `there, here and taken out, of each stream of ${service.provider}`,
      proofs,
      Object.values(there).map(({ length }) => [length, length, 0]),
    )
    await look(trial, hub, { org, there })
  })
}

export const connecting: Fault = {
  name: 'connecting',
  title: 'The server is killed (SIGKILL) while a shop, and a CRM, are read for the first time',
  async run(trial) {
    for (const service of services) await readWhileKilled(trial, service)
  },
}
