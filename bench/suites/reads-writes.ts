import { sql, uuidv7 } from '@hub/db'
import { newApiKey } from '../../packages/api/src/platform/access/api-key.ts'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase, BenchOrg } from './bench-database.ts'
import { MeasuredChild } from './child-process.ts'
import { load } from './load.ts'
import type { HttpAsk } from './load.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import { postgresClock } from './postgres-cpu.ts'
import { newTask, recordScripts } from './reads-writes/statements.ts'
import type { Place, Scripts } from './reads-writes/statements.ts'
import type { Figure, Suite } from './suite.ts'
import { addTasks } from './tenancy/shop.ts'

const ORGS = 32
const TASKS = 200
const CLIENTS = 16
const GIVEN_MICRO = 1_000_000_000_000
/** Code is compiled by how often it ran, and ours is more than the baseline's: both stand still after so many. */
const WARM_UP_REQUESTS = 20_000

interface Ready {
  origin: string
}
type Ask = (place: Place, key: string) => HttpAsk
interface World {
  children: { product: MeasuredChild<Ready>; bare: MeasuredChild<Ready> }
  places: readonly (Place & { key: string })[]
  postgres: () => number
}

const headers = ({ orgId }: Place, key: string) => ({ authorization: `Bearer ${key}`, 'x-place': orgId })

const asks: Record<keyof Scripts, Ask> = {
  get: (place, key) => ({ path: `/api/v1/tasks/get?id=${place.taskId}`, headers: headers(place, key) }),
  list: (place, key) => ({ path: '/api/v1/tasks/list', headers: headers(place, key) }),
  charged: (place, key) => ({
    method: 'POST',
    path: '/api/v1/charged',
    headers: headers(place, key),
    body: JSON.stringify(newTask),
  }),
}

/** A board, an API key and more credits than all rounds can spend. */
async function furnish(database: BenchDatabase, org: BenchOrg): Promise<Place & { key: string }> {
  const { bare, db } = database
  await addTasks(database, org, TASKS)
  const grant = { id: uuidv7(), source: 'adjustment', amount: GIVEN_MICRO, priority: 100, door: 'system' }
  await sql`select app.credit_grant(${org.orgId}::uuid, ${JSON.stringify(grant)}::jsonb)`.execute(db.system)
  const keyId = uuidv7()
  const { text: key, prefix, hash } = newApiKey(keyId)
  await bare.query(
    `insert into auth_api_key (id, org_id, user_id, name, kind, prefix, secret_hash, scopes, unasked_tools, expires_at)
     values ($1, $2, $3, 'Bench', 'program', $4, $5, '{ops.task.read,ops.task.write}', '{}', now() + interval '1 day')`,
    [keyId, org.orgId, org.userId, prefix, hash],
  )
  const { rows } = await bare.query<{ id: string }>('select id from ops_task where org_id = $1 limit 1', [
    org.orgId,
  ])
  return { ...org, keyId, key, taskId: rows[0]?.id ?? '' }
}

async function withWorld<R>(work: (world: World) => Promise<R>): Promise<R> {
  return withBenchDatabase(CLIENTS, async (database) => {
    const places = []
    for (const org of await addOrgs(database, ORGS)) places.push(await furnish(database, org))
    await database.bare.query('analyze')
    const start = (name: string, args: string[]) =>
      MeasuredChild.start<Ready>(new URL(`reads-writes/${name}.ts`, import.meta.url), { args })
    const { appUrl, systemUrl, adminUrl } = database.urls
    const children = {
      product: await start('product', [appUrl, systemUrl]),
      bare: await start('bare', [adminUrl]),
    }
    try {
      await children.bare.ask('prepare', { scripts: await recordScripts(), places })
      return await work({ children, places, postgres: await postgresClock(database.bare) })
    } finally {
      await Promise.all(Object.values(children).map((child) => child.stop()))
    }
  })
}

/** The organizations ask in turn. */
const inTurn =
  ({ places }: World, ask: Ask) =>
  (n: number): HttpAsk => {
    const place = places[n % places.length]
    if (!place) throw new Error('There is no organization.')
    return ask(place, place.key)
  }

/** CPU with many clients, where the server is busy; the time a caller waits with one, where it is not. */
async function measureOne(world: World, child: MeasuredChild<Ready>, of: { ask: Ask; requests: number }) {
  const { postgres } = world
  const ask = inTurn(world, of.ask)
  const { origin } = child.ready
  const alone = await load({ origin, ask, requests: Math.ceil(of.requests / 4), clients: 1 })
  const [before, database] = [await child.cpu(), postgres()]
  await load({ origin, ask, requests: of.requests, clients: CLIENTS })
  const cpu = ((await child.cpu()) - before) / of.requests
  return { cpu, p50: alone.p50, postgres: (postgres() - database) / of.requests }
}

/** Told while a budget is missed. */
const FINDING =
  "The baseline sends the same prepared statements and does nothing else: it looks up no caller's rights, counts no limit and writes no call log. What the product spends beyond it is Kysely building some statements for each call, tRPC's copies for each middleware, both schemas, the hooks and headers of the door, the entity tag and the batched rows of the call log."

type Sample = Awaited<ReturnType<typeof measureOne>>
type Runs = Record<'product' | 'bare', Sample[]>

function figuresOf(what: string, runs: Runs, baseline: string): Figure[] {
  const figure = (name: string, by: keyof Sample, isGate: boolean): Figure => {
    const times = ratio(runs, { of: 'product', to: 'bare', by })
    const own = spread(runs, { of: 'product', by }).median
    const base = spread(runs, { of: 'bare', by }).median
    return {
      what: `${what}: ${name}`,
      value: times.median,
      unit: '×',
      ...(isGate && { budget: { atMost: 1.5 }, finding: FINDING }),
      note: `${own.toFixed(0)} µs to ${base.toFixed(0)} µs of ${baseline}; ${describeSpread(times)}`,
    }
  }
  return [
    figure('CPU of the server', 'cpu', true),
    figure('p50, one client', 'p50', true),
    figure('CPU of PostgreSQL', 'postgres', false),
  ]
}

const SAME = 'the same statements by bare pg behind bare Fastify, prepared on both sides'
const CASES: { name: keyof Scripts; what: string; baseline: string }[] = [
  { name: 'get', what: 'read of one task', baseline: SAME },
  { name: 'list', what: 'read of 20 tasks', baseline: SAME },
  { name: 'charged', what: 'charged write', baseline: `${SAME}, credit transactions included` },
]

export const readsWrites: Suite = {
  name: 'reads-writes',
  about: `Reads and a charged write over REST by API key on the built-in PostgreSQL, ${ORGS} organizations, against the same prepared SQL alone`,
  run: ({ quick, say }) =>
    withWorld(async (world) => {
      const { product, bare } = world.children
      const figures: Figure[] = []
      for (const { name, what, baseline } of CASES) {
        const of = { ask: asks[name], requests: quick ? 300 : 2_000 }
        const warmUp = {
          ask: inTurn(world, of.ask),
          requests: quick ? 300 : WARM_UP_REQUESTS,
          clients: CLIENTS,
        }
        for (const { ready } of [product, bare]) await load({ ...warmUp, origin: ready.origin })
        const runs = await interleave(
          { product: () => measureOne(world, product, of), bare: () => measureOne(world, bare, of) },
          { rounds: quick ? 3 : 9, say: (line) => say(`${what}, ${line}`) },
        )
        figures.push(...figuresOf(what, runs, baseline))
      }
      return figures
    }),
}
