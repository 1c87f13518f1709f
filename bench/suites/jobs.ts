import { loadavg } from 'node:os'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase } from './bench-database.ts'
import { MeasuredChild } from './child-process.ts'
import { describeSpread, interleave, ratio, spread } from './measure.ts'
import type { Figure, Suite } from './suite.ts'

const ORGS = 16
const AT_ONCE = 16
const POOL = 4

const FINDING =
  'The engine alone writes its own row; the product looks up the caller and their rights, and writes the job, its history, its event and the line that pages follow, in one transaction with it. Profiled: PostgreSQL is what is busy, with twice the CPU of the hub, and half of what it does for a call is the one statement that writes all of the job.'

type Sample = { enqueue: number; endToEnd: number }
type Runs = Record<'product' | 'raw', Sample[]>

/** What waits would be done in the next measurement. */
const empty = async ({ bare }: BenchDatabase) => {
  await bare.query('truncate app.job, app.job_event, app.outbox_event, app.live_change cascade')
  for (const schema of ['hub_dbos', 'raw_dbos']) await bare.query(`delete from ${schema}.workflow_status`)
}

const measured =
  (database: BenchDatabase, child: MeasuredChild, times: number) => async (): Promise<Sample> => {
    const round = { times, atOnce: AT_ONCE }
    await empty(database)
    const enqueue = await child.ask<number>('enqueue', round)
    await empty(database)
    return { enqueue, endToEnd: await child.ask<number>('endToEnd', round) }
  }

interface Aim {
  what: string
  by: keyof Sample
  rate: number
}

function figuresOf(runs: Runs, { what, by, rate }: Aim): Figure[] {
  const own = spread(runs, { of: 'product', by })
  const raw = spread(runs, { of: 'raw', by })
  const share = ratio(runs, { of: 'product', to: 'raw', by })
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(', ')
  return [
    {
      what,
      value: own.median,
      unit: '/s',
      budget: { atLeast: rate },
      note: `${describeSpread(own, 0)}; load average ${load}`,
      finding: FINDING,
    },
    {
      what: `${what}, to the engine alone`,
      value: share.median,
      unit: '×',
      budget: { atLeast: 0.5 },
      note: `${raw.median.toFixed(0)}/s; ${describeSpread(share)}`,
      finding: FINDING,
    },
  ]
}

export const jobs: Suite = {
  name: 'jobs',
  about: `a job that does nothing, asked for by ${AT_ONCE} callers at once in ${ORGS} organizations, beside the same in DBOS Transact alone`,
  run: ({ quick, say }) =>
    withBenchDatabase(POOL, async (database) => {
      const { appUrl, systemUrl, adminUrl } = database.urls
      const orgs = JSON.stringify(await addOrgs(database, ORGS))
      const start = (name: string, args: string[]) =>
        MeasuredChild.start(new URL(`jobs/${name}.ts`, import.meta.url), { args })
      const raw = await start('raw', [adminUrl])
      const product = await start('product', [appUrl, systemUrl, orgs])
      try {
        const times = quick ? 300 : 1_500
        const runs = await interleave(
          { product: measured(database, product, times), raw: measured(database, raw, times) },
          { rounds: quick ? 2 : 5, say },
        )
        return [
          ...figuresOf(runs, { what: 'putting a job in line by a call', by: 'enqueue', rate: 800 }),
          ...figuresOf(runs, { what: 'a job from the call to its end', by: 'endToEnd', rate: 400 }),
        ]
      } finally {
        await Promise.all([raw.stop(), product.stop()])
      }
    }),
}
