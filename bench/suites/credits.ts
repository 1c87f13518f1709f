import { randomInt } from 'node:crypto'
import { sql, uuidv7, verifyLedger } from '@hub/db'
import { CreditLines } from '../../packages/api/src/platform/credit-lines.ts'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase, BenchOrg } from './bench-database.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
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
  'Profiled with perf. A reserve writes three rows and a settle five, against one of the baseline; inside the functions they take some 110 µs. Acts that come at the same time share a statement, and with it the way to the database and the wait for the disk.'

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

/** A row as an entry of any journal has it: ids, an amount, a time, one primary key. */
async function prepareInsert({ bare }: BenchDatabase): Promise<() => Promise<number>> {
  await bare.query(
    'create table bench_entry (id uuid primary key, org_id uuid not null, amount bigint not null, at timestamptz not null default now())',
  )
  return async () => {
    const text = 'insert into bench_entry (id, org_id, amount) values ($1, $2, $3)'
    await bare.query({ name: 'insert', text, values: [uuidv7(), uuidv7(), HELD_MICRO] })
    return 1
  }
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

async function measure(database: BenchDatabase, options: { rounds: number; ms: number }): Promise<Figure[]> {
  const { rounds, ms } = options
  const orgs = await addOrgs(database, ORGS + 1)
  for (const org of orgs) await give(database, org)
  const [hot, ...many] = orgs
  const anyOf = (list: readonly BenchOrg[]) => list[randomInt(list.length)]
  const chargeOne = (org: BenchOrg | undefined) => {
    if (!org) throw new Error('There is no organization to charge.')
    return charge(lines, org)
  }
  const lines = new CreditLines(database.db)
  const insert = await prepareInsert(database)
  const bench: Bench = { ms, cpu: await fullClock(database.bare) }
  const runs = await interleave(
    {
      insert: () => rateOf(bench, insert),
      many: () => rateOf(bench, () => chargeOne(anyOf(many))),
      hot: () => rateOf(bench, () => chargeOne(hot)),
    },
    { rounds },
  )
  const entries = await checkLedgers(database, orgs)
  const books = `then ${orgs.length.toLocaleString('en')} ledgers with ${entries.toLocaleString('en')} entries recomputed: 0 differences`
  const plain = spread(runs, { of: 'insert', by: 'rate' })
  const cpuOf = (of: keyof typeof runs) => Math.round(spread(runs, { of, by: 'cpu' }).median)
  const figure = (of: 'many' | 'hot', what: string, atLeast: number): Figure => {
    const against = ratio(runs, { of, to: 'insert', by: 'rate' })
    const { median } = spread(runs, { of, by: 'rate' })
    return {
      what,
      value: against.median,
      unit: '×',
      budget: { atLeast },
      note: `${Math.round(median)} against ${Math.round(plain.median)} transactions a second; ${describeSpread(against)}; CPU ${cpuOf(of)} against ${cpuOf('insert')} µs each; ${books}`,
      finding: FINDING,
    }
  }
  return [
    figure('many', 'reserve and settle over 1,000 organizations, against a plain INSERT', 0.4),
    figure('hot', 'reserve and settle in one organization, against a plain INSERT', 0.1),
  ]
}

export const credits: Suite = {
  name: 'credits',
  about: `holds and charges, ${CLIENTS} clients, each reserve and each settle one durable transaction`,
  run: ({ quick, say }) =>
    withBenchDatabase(CLIENTS, (database) => {
      say('PostgreSQL is up')
      return measure(database, quick ? { rounds: 3, ms: 500 } : { rounds: 7, ms: 2_000 })
    }),
}
