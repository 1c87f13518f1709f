import { createHub } from '@hub/api/server'
import { addOrgs } from '../bench-database.ts'
import type { BenchDatabase } from '../bench-database.ts'
import { benchHub, callOf } from '../bench-hub.ts'
import { describeSpread, interleave, median, ratio, spread } from '../measure.ts'
import type { Figure } from '../suite.ts'
import { checkBooks, fill, openBooks } from './books.ts'
import type { Book } from './books.ts'

const ACCOUNTS = 200
/** What the smaller book has of the larger one's lines. */
const SHARE = 10
const AT_MOST_MS = 60

const days = { "month's end": '2026-05-31', 'any day': '2026-05-17' } as const

/** Told while a budget is missed. */
const FINDING =
  'Whole months come from balances, whose number does not grow with the lines. On a day within a month that month is summed from its lines, and a book of ten times the lines has ten times as many of them in it.'

export interface ReadingOptions {
  lines: number
  rounds: number
  calls: number
  say: (line: string) => void
}

interface TrialBalance {
  isBalanced: boolean
  rows: readonly unknown[]
}

/** The trial balance, by calls through the whole chain, of a large book and of one of a tenth of its lines. */
export async function measureReading(
  database: BenchDatabase,
  { lines, rounds, calls, say }: ReadingOptions,
): Promise<Figure[]> {
  const [large, small] = await openBooks(database, await addOrgs(database, 2), ACCOUNTS)
  if (!large || !small) throw new Error('There are no books to read.')
  await fill(database, small, lines / SHARE)
  await fill(database, large, lines)
  await database.bare.query('vacuum analyze accounting_line, accounting_entry, accounting_balance')
  say(`${await checkBooks(database, [large, small])} entries posted and recomputed: 0 differences`)
  const hub = createHub({ db: database.db, ...benchHub, secret: database.secret })
  const timed = (book: Book, asOf: string) => async (): Promise<{ ms: number }> => {
    const times: number[] = []
    for (let call = 0; call < calls; call += 1) {
      const begin = performance.now()
      const answer = await hub.catalog.call('modules.accounting.reports.trialBalance', { asOf }, callOf(book))
      times.push(performance.now() - begin)
      const { isBalanced, rows } = answer as TrialBalance
      if (!isBalanced || rows.length < ACCOUNTS / 2) throw new Error('This is no trial balance.')
    }
    return { ms: median(times) }
  }
  try {
    const figures: Figure[] = []
    for (const [day, asOf] of Object.entries(days)) {
      const runs = await interleave({ large: timed(large, asOf), small: timed(small, asOf) }, { rounds })
      const time = spread(runs, { of: 'large', by: 'ms' })
      const growth = ratio(runs, { of: 'large', to: 'small', by: 'ms' })
      const size = lines.toLocaleString('en')
      const smaller = (lines / SHARE).toLocaleString('en')
      const note = `${time.median.toFixed(1)} against ${spread(runs, { of: 'small', by: 'ms' }).median.toFixed(1)} ms; ${describeSpread(growth)}`
      figures.push(
        {
          what: `trial balance at ${day}, ${size} lines, whole call`,
          value: time.median,
          unit: 'ms',
          budget: { atMost: AT_MOST_MS },
          note: `${ACCOUNTS} accounts, 36 months, 2 currencies; ${calls} calls a round; ${describeSpread(time)}`,
        },
        {
          what: `trial balance at ${day}, ${size} to ${smaller} lines`,
          value: growth.median,
          unit: '×',
          budget: { atMost: 1.3 },
          finding: FINDING,
          note,
        },
      )
    }
    return figures
  } finally {
    await hub.outbox.stop()
    await hub.calls.stop()
  }
}
