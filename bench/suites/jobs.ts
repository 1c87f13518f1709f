import { loadavg } from 'node:os'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase } from './bench-database.ts'
import { MeasuredChild } from './child-process.ts'
import { describeSpread, interleave, percentile, ratio, spread } from './measure.ts'
import type { Figure, Suite } from './suite.ts'

const ORGS = 16
const AT_ONCE = 16
const POOL = 4

const FINDING =
  'The engine alone writes its own row; the product looks up the caller and their rights, and writes the job, its history, its event and the line that pages follow, in one transaction with it. Profiled: PostgreSQL is what is busy, with twice the CPU of the hub, and half of what it does for a call is the one statement that writes all of the job. Taken away one after the other on a busy machine, the line that pages follow, the copies for listeners, the key between history and job, and the policies that keep organizations apart (ours and those on the tables of the engine) took it from 0.31 to 0.43 ×: the budget is out of reach of a call that looks up rights and writes a row of its own beside the two of the engine.'

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

const IDLE_STARTS = 40
const STEPS = 40

interface Sides {
  product: MeasuredChild
  raw: MeasuredChild
}

/** How much later than the engine alone a job begins that nothing stands before. */
async function idleFigures({ product, raw }: Sides, rounds: number): Promise<Figure[]> {
  const waits = { product: [] as number[], raw: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    waits.raw.push(...(await raw.ask<number[]>('idle', IDLE_STARTS)))
    waits.product.push(...(await product.ask<number[]>('idle', IDLE_STARTS)))
  }
  return (
    [
      [0.5, 5],
      [0.95, 20],
    ] as const
  ).map(([share, atMost]) => {
    const [own, alone] = [percentile(waits.product, share), percentile(waits.raw, share)]
    return {
      what: `a job that nothing stands before begins later than in the engine alone, p${100 * share}`,
      value: own - alone,
      unit: 'ms',
      budget: { atMost },
      note: `${own.toFixed(0)} to ${alone.toFixed(0)} ms, the call included, ${rounds * IDLE_STARTS} times`,
      finding:
        'The call is in it: it looks up the caller and their rights and writes the job in one transaction before the engine hears of it, where the engine alone writes one row.',
    }
  })
}

async function stepFigure({ product, raw }: Sides, { rounds, say }: Rounds): Promise<Figure> {
  const sample = (child: MeasuredChild) => async () => ({ ms: await child.ask<number>('msOfStep', STEPS) })
  const runs = await interleave({ product: sample(product), raw: sample(raw) }, { rounds, say })
  const [own, alone] = [spread(runs, { of: 'product', by: 'ms' }), spread(runs, { of: 'raw', by: 'ms' })]
  return {
    what: 'a step of a run that does nothing, to a step of the engine alone',
    value: ratio(runs, { of: 'product', to: 'raw', by: 'ms' }).median,
    unit: '×',
    budget: { atMost: 3 },
    note: `${own.median.toFixed(2)} to ${alone.median.toFixed(2)} ms; ${rounds} rounds of ${STEPS} steps`,
  }
}

interface Rounds {
  rounds: number
  say: (line: string) => void
}

export const jobs: Suite = {
  name: 'jobs',
  about: `jobs and steps that do nothing, asked for by ${AT_ONCE} callers at once in ${ORGS} organizations or one after the other, beside the same in DBOS Transact alone`,
  run: ({ quick, say }) =>
    withBenchDatabase(POOL, async (database) => {
      const { appUrl, systemUrl, adminUrl } = database.urls
      const orgs = JSON.stringify(await addOrgs(database, ORGS))
      const start = (name: string, args: string[]) =>
        MeasuredChild.start(new URL(`jobs/${name}.ts`, import.meta.url), { args })
      const raw = await start('raw', [adminUrl])
      const product = await start('product', [appUrl, systemUrl, orgs])
      const interactive = await start('product', [appUrl, systemUrl, orgs, 'interactive'])
      try {
        const times = quick ? 300 : 1_500
        const runs = await interleave(
          { product: measured(database, product, times), raw: measured(database, raw, times) },
          { rounds: quick ? 2 : 5, say },
        )
        await empty(database)
        const idle = await idleFigures({ product: interactive, raw }, quick ? 1 : 3)
        const step = await stepFigure({ product, raw }, { rounds: quick ? 2 : 5, say })
        return [
          ...figuresOf(runs, { what: 'putting a job in line by a call', by: 'enqueue', rate: 800 }),
          ...figuresOf(runs, { what: 'a job from the call to its end', by: 'endToEnd', rate: 400 }),
          ...idle,
          step,
        ]
      } finally {
        await Promise.all([raw.stop(), product.stop(), interactive.stop()])
      }
    }),
}
