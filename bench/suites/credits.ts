import { randomInt } from 'node:crypto'
import { sql, uuidv7, verifyLedger } from '@hub/db'
import { CreditLines } from '../../packages/api/src/platform/credits/credit-lines.ts'
import { ACTS_TOGETHER, Inserts } from './credits/inserts.ts'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase, BenchOrg } from './bench-database.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import type { Runs } from './measure.ts'
import { fullClock } from './postgres-cpu.ts'
import type { Figure, Suite } from './suite.ts'

const CLIENTS = 32
const ORGS = 1_000
const HELD_MICRO = 50_000
const SPENT_MICRO = 30_000
/** More than all rounds can spend. */
const GIVEN_MICRO = 1_000_000_000_000

/** What profiles of a busy session showed; told while a budget is missed. */
const FINDING =
  'Profiled with perf. A reserve writes three rows and a settle five, against one of the baseline; inside the functions they take some 110 µs.'

interface Bench {
  ms: number
  /** CPU of this process and of PostgreSQL, in microseconds. */
  cpu: () => number
}

/** Runs `work`, which returns its number of transactions, over and over on all clients: per second, and CPU of each. */
async function rateOf(
  { ms, cpu }: Bench,
  work: () => Promise<number>,
): Promise<{ rate: number; cpu: number }> {
  let done = 0
  const [before, begin] = [cpu(), performance.now()]
  const client = async () => {
    while (performance.now() - begin < ms) {
      // Added after the wait: the sum may have grown in the meantime.
      const transactions = await work()
      done += transactions
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  const rate = (done / (performance.now() - begin)) * 1_000
  return { rate, cpu: (cpu() - before) / done }
}

async function give({ db }: BenchDatabase, { orgId }: BenchOrg): Promise<void> {
  const grant = { id: uuidv7(), source: 'adjustment', amount: GIVEN_MICRO, priority: 100, door: 'system' }
  await sql`select app.credit_grant(${orgId}::uuid, ${JSON.stringify(grant)}::jsonb)`.execute(db.system)
}

/** One charged call as the chain makes it: the worst case on hold, then less than that charged. */
async function charge(lines: CreditLines, { orgId, userId }: BenchOrg): Promise<number> {
  const line = lines.of(orgId)
  const held = await line.reserve({
    idem: null,
    micro: HELD_MICRO,
    procedure: 'modules.ops.tasks.create',
    door: 'mcp',
    driver: null,
    actorId: userId,
    apiKeyId: null,
    priceVersion: 1,
  })
  if (held === 'done') throw new Error('A call that nobody can repeat was taken for a repeat.')
  await line.settle(held.holdId, { micro: SPENT_MICRO })
  return 2
}

/** Looks through every ledger that the runs wrote, and throws where one does not add up. */
async function checkLedgers({ db }: BenchDatabase, orgs: readonly BenchOrg[]): Promise<number> {
  let entries = 0
  for (const { orgId } of orgs) {
    const verdict = await verifyLedger(db.org(orgId), orgId)
    if (!verdict.ok)
      throw new Error(`The ledger of ${orgId} does not add up: ${verdict.differences.join('; ')}`)
    entries += verdict.entries
  }
  return entries
}

async function measure(
  database: BenchDatabase,
  { rounds, ms, say }: { rounds: number; ms: number; say: (line: string) => void },
): Promise<Figure[]> {
  const orgs = await addOrgs(database, ORGS + 1)
  for (const org of orgs) await give(database, org)
  const [hot, ...many] = orgs
  const anyOf = (list: readonly BenchOrg[]) => list[randomInt(list.length)]
  const lines = new CreditLines(database.db)
  const chargeOne = (org: BenchOrg | undefined, by: CreditLines) => {
    if (!org) throw new Error('There is no organization to charge.')
    return charge(by, org)
  }
  // Lines that nobody else uses have nothing to share, so each act is a statement and a transaction of its own.
  const chargeAlone = (org: BenchOrg | undefined) => chargeOne(org, new CreditLines(database.db))
  const inserts = await Inserts.prepare(database.bare, HELD_MICRO)
  const bench: Bench = { ms, cpu: await fullClock(database.bare) }
  const runs = await interleave(
    {
      insert: () => rateOf(bench, () => inserts.alone()),
      many: () => rateOf(bench, () => chargeAlone(anyOf(many))),
      hot: () => rateOf(bench, () => chargeAlone(hot)),
      insertShared: () => rateOf(bench, () => inserts.shared()),
      manyShared: () => rateOf(bench, () => chargeOne(anyOf(many), lines)),
      hotShared: () => rateOf(bench, () => chargeOne(hot, lines)),
    },
    { rounds },
  )
  const entries = await checkLedgers(database, orgs)
  say(`${orgs.length} ledgers with ${entries} entries recomputed: 0 differences`)
  return figuresOf(runs)
}

type Variant = 'insert' | 'many' | 'hot' | 'insertShared' | 'manyShared' | 'hotShared'
type AllRuns = Runs<Variant, 'rate' | 'cpu'>

interface Compared {
  what: string
  of: Variant
  to: Variant
  atLeast?: number
}

function figureOf(runs: AllRuns, { what, of, to, atLeast }: Compared): Figure {
  const against = ratio(runs, { of, to, by: 'rate' })
  const middle = (name: Variant, by: 'rate' | 'cpu') => Math.round(spread(runs, { of: name, by }).median)
  return {
    what,
    value: against.median,
    unit: '×',
    ...(atLeast !== undefined && { budget: { atLeast }, finding: FINDING }),
    note: `${middle(of, 'rate')} against ${middle(to, 'rate')} a second; ${describeSpread(against)}; CPU ${middle(of, 'cpu')} against ${middle(to, 'cpu')} µs each`,
  }
}

function figuresOf(runs: AllRuns): Figure[] {
  const alone = 'each a transaction by itself, to a plain INSERT by itself'
  const shared = `as a busy hub sends them (up to ${ACTS_TOGETHER} share a transaction)`
  const same = 'to INSERTs that share theirs alike'
  return [
    figureOf(runs, { what: `1,000 organizations, ${alone}`, of: 'many', to: 'insert', atLeast: 0.4 }),
    figureOf(runs, { what: `one organization, ${alone}`, of: 'hot', to: 'insert', atLeast: 0.1 }),
    figureOf(runs, { what: `1,000 organizations, ${shared}, ${same}`, of: 'manyShared', to: 'insertShared' }),
    figureOf(runs, { what: `one organization, ${shared}, ${same}`, of: 'hotShared', to: 'insertShared' }),
    figureOf(runs, {
      what: `1,000 organizations, ${shared}, to a plain INSERT by itself`,
      of: 'manyShared',
      to: 'insert',
    }),
  ]
}

export const credits: Suite = {
  name: 'credits',
  about: `holds and charges (reserve, then settle) of ${CLIENTS} clients, every transaction durable, against rows of a plain journal`,
  run: ({ quick, say }) =>
    withBenchDatabase(CLIENTS, (database) => {
      say('PostgreSQL is up')
      return measure(database, { say, ...(quick ? { rounds: 3, ms: 500 } : { rounds: 7, ms: 2_000 }) })
    }),
}
