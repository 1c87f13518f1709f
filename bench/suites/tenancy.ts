import { createSecretKey, randomInt } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Kysely } from 'kysely'
import type { OrgDb } from '@hub/db'
import { listTasks } from '../../packages/api/src/modules/ops/tasks/list.ts'
import { findTask } from '../../packages/api/src/modules/ops/tasks/queries.ts'
import { ListTasks } from '../../packages/api/src/modules/ops/tasks/schema.ts'
import type { OrgContext } from '../../packages/api/src/platform/calls/context.ts'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase, BenchOrg } from './bench-database.ts'
import { describeSpread, interleave, percentile, ratio, spread } from './measure.ts'
import { fullClock } from './postgres-cpu.ts'
import type { Figure, Suite } from './suite.ts'
import { captureSql, exchange, plainKysely } from './tenancy/plain-driver.ts'
import { addTasks, WORDS } from './tenancy/shop.ts'

const ORGS = 100
const TASKS = 1_000
const MANY_TASKS = 100_000

/** Told while a search misses its budget. */
const SEARCH_FINDING =
  'Every match is visited twice: by the search function, which alone may use the full-text index, and by the list, where the policy is checked row by row. A function that gave back whole rows would cost 1.1 × with a thousand matches, but then its own condition and no policy would keep organizations apart.'

interface Pair {
  /** For an organization, the product's statement and its form with explicit predicates. */
  secured: (org: BenchOrg) => CompiledQuery
  explicit: (org: BenchOrg) => CompiledQuery
  orgs: readonly BenchOrg[]
}

interface Place {
  database: BenchDatabase
  plain: Kysely<unknown>
  /** CPU of this process and of PostgreSQL, in microseconds. */
  cpu: () => number
}

type Options = { rounds: number; ms: number; clients: number }

/** What the product's list looks at in its context; identity and permissions have been decided before. */
const listContext = (db: OrgDb) =>
  ({
    db,
    org: { orgId: '', timeZone: 'UTC' },
    actor: { userId: '' },
    now: () => new Date('2026-11-20T09:00:00Z'),
    hub: { keys: { cursor: createSecretKey(Buffer.alloc(32, 1)) } },
  }) as unknown as OrgContext // only these fields are read by a list

const FROM = 'from "ops_task" where '
const COMMENTS = 'where c.task_id = ops_task.id'
const SEARCH = /ops_task\.ctid = any\(\(select app\.ops_task_places\((\$\d+)\)\)::tid\[\]\)/

/** The product's statement as one would write it without row-level security. */
function withPredicates({ sql: text, parameters }: CompiledQuery, { orgId }: BenchOrg): CompiledQuery {
  const scoped = exchange(text, FROM, `${FROM}"ops_task"."org_id" = $${parameters.length + 1} and `)
  const counted = exchange(scoped, COMMENTS, `where c.org_id = ops_task.org_id and c.task_id = ops_task.id`)
  const searched = counted.replace(
    SEARCH,
    (_part, phrase: string) =>
      `ops_task.search @@ (select to_tsquery('simple', string_agg(quote_literal(word) || ':*', ' & ')) from regexp_split_to_table(lower(${phrase}), '[^[:alnum:]]+') as word where word <> '')`,
  )
  return CompiledQuery.raw(searched, [...parameters, orgId])
}

/** Runs statements one after another on every client; microseconds. */
async function timed(
  { cpu }: Place,
  { ms, clients }: Options,
  send: () => Promise<unknown>,
): Promise<{ cpu: number; p50: number }> {
  const latencies: number[] = []
  const [before, begin] = [cpu(), performance.now()]
  const client = async () => {
    while (performance.now() - begin < ms) {
      const asked = performance.now()
      await send()
      latencies.push((performance.now() - asked) * 1_000)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { cpu: (cpu() - before) / latencies.length, p50: percentile(latencies, 0.5) }
}

const anyOf = (orgs: readonly BenchOrg[]): BenchOrg => {
  const org = orgs[randomInt(orgs.length)]
  if (!org) throw new Error('There is no organization.')
  return org
}

async function checkEqual({ database, plain }: Place, { secured, explicit, orgs }: Pair): Promise<void> {
  const org = anyOf(orgs)
  const { rows } = await database.db.org(org.orgId).executeQuery(secured(org))
  const { rows: bare } = await plain.executeQuery(explicit(org))
  if (rows.length === 0 || rows.length !== bare.length)
    throw new Error(`Both sides must answer alike: ${rows.length} rows against ${bare.length}.`)
}

async function compare(place: Place, pair: Pair, options: Options) {
  await checkEqual(place, pair)
  const { database, plain } = place
  return interleave(
    {
      secured: () =>
        timed(place, options, () => {
          const org = anyOf(pair.orgs)
          return database.db.org(org.orgId).executeQuery(pair.secured(org))
        }),
      explicit: () => timed(place, options, () => plain.executeQuery(pair.explicit(anyOf(pair.orgs)))),
    },
    { rounds: options.rounds },
  )
}

/** CPU is the gate; the time a caller waits is told beside it. */
async function figureOf(
  place: Place,
  pair: Pair,
  of: Options & { what: string; atMost?: number; finding?: string },
): Promise<Figure> {
  const runs = await compare(place, pair, of)
  const cpu = ratio(runs, { of: 'secured', to: 'explicit', by: 'cpu' })
  const p50 = ratio(runs, { of: 'secured', to: 'explicit', by: 'p50' })
  const own = spread(runs, { of: 'secured', by: 'cpu' }).median
  const base = spread(runs, { of: 'explicit', by: 'cpu' }).median
  return {
    what: of.what,
    value: cpu.median,
    unit: '×',
    ...(of.atMost !== undefined && { budget: { atMost: of.atMost } }),
    note: `CPU of Node and PostgreSQL, ${own.toFixed(0)} against ${base.toFixed(0)} µs; ${describeSpread(cpu)}; p50 ${p50.median.toFixed(2)} ×`,
    ...(of.finding !== undefined && { finding: of.finding }),
  }
}

async function listPair(orgs: readonly BenchOrg[], search?: string): Promise<Pair> {
  const input = ListTasks.parse({ status: 'open', ...(search !== undefined && { search }) })
  const query = await captureSql((db) => listTasks(listContext(db), input))
  return { secured: () => query, explicit: (org) => withPredicates(query, org), orgs }
}

/** One task of each organization, by id. */
async function getPair({ bare }: BenchDatabase, orgs: readonly BenchOrg[]): Promise<Pair> {
  const { rows } = await bare.query<{ org: string; id: string }>(
    'select distinct on (org_id) org_id as org, id from ops_task order by org_id',
  )
  const ids = new Map(rows.map(({ org, id }) => [org, id]))
  const { sql: text } = await captureSql((db) => findTask(db, '').catch(() => undefined))
  const secured = ({ orgId }: BenchOrg) => CompiledQuery.raw(text, [ids.get(orgId)])
  return { secured, explicit: (org) => withPredicates(secured(org), org), orgs }
}

async function measure(database: BenchDatabase, quick: boolean, say: (line: string) => void) {
  const [large, ...orgs] = await addOrgs(database, ORGS + 1)
  if (!large) throw new Error('There is no organization.')
  for (const org of orgs) await addTasks(database, org, TASKS)
  await addTasks(database, large, MANY_TASKS)
  await database.bare.query('vacuum analyze')
  say(`${ORGS} organizations with ${TASKS} tasks, one with ${MANY_TASKS}`)
  const place = { database, plain: plainKysely(database.bare), cpu: await fullClock(database.bare) }
  const options = quick ? { rounds: 3, ms: 300 } : { rounds: 9, ms: 1_000 }
  const list = await listPair(orgs)
  const figures = [
    await figureOf(place, list, { ...options, clients: 1, what: 'list of 20 open tasks', atMost: 1.15 }),
    await figureOf(place, list, { ...options, clients: 16, what: 'the same, 16 clients', atMost: 1.15 }),
    // No typical read: setting the organization is a seventh of one row's whole way.
    await figureOf(place, await getPair(database, orgs), { ...options, clients: 1, what: 'one task by id' }),
  ]
  for (const { word, every } of WORDS) {
    const pair = await listPair([large], word)
    const what = `search of ${MANY_TASKS.toLocaleString('en')} tasks, ${(MANY_TASKS / every).toLocaleString('en')} of them match`
    figures.push(
      await figureOf(place, pair, { ...options, clients: 1, what, atMost: 1.5, finding: SEARCH_FINDING }),
    )
  }
  return figures
}

export const tenancy: Suite = {
  name: 'tenancy',
  about:
    'row-level security against explicit predicates by a superuser, same SQL, same driver, both prepared',
  run: ({ quick, say }) => withBenchDatabase(16, (database) => measure(database, quick, say)),
}
