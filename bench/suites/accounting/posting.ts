import { randomInt } from 'node:crypto'
import { addOrgs } from '../bench-database.ts'
import type { BenchDatabase } from '../bench-database.ts'
import { describeSpread, interleave, ratio, spread } from '../measure.ts'
import type { Runs } from '../measure.ts'
import { fullClock } from '../postgres-cpu.ts'
import type { Figure } from '../suite.ts'
import { checkBooks, openBooks, post } from './books.ts'
import { PlainRows } from './plain-rows.ts'

export const CLIENTS = 32
const ACCOUNTS = 20
const LIST = 64
/** Everything of a day falls into one month: its balances are the rows that posts wait for. */
const DAY = '2026-03-05'

/** Told while a budget is missed. */
const FINDING =
  'An entry moves up to four balances and a counter besides its five rows, and its lines are held against accounts, against each other and against the book’s locks; the baseline does none of it.'

export interface PostingOptions {
  orgs: number
  rounds: number
  ms: number
  say: (line: string) => void
}

/** Runs `work`, which answers how many entries it wrote, on all clients: entries per second, and CPU of each. */
async function rateOf(
  { ms, cpu }: { ms: number; cpu: () => number },
  work: () => Promise<number>,
): Promise<{ rate: number; cpu: number }> {
  let done = 0
  const [before, begin] = [cpu(), performance.now()]
  const client = async () => {
    while (performance.now() - begin < ms) {
      // Added after the wait: the sum may have grown in the meantime.
      const entries = await work()
      done += entries
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  const rate = (done / (performance.now() - begin)) * 1_000
  return { rate, cpu: (cpu() - before) / done }
}

type Variant = 'rows' | 'row' | 'one' | 'list'
type AllRuns = Runs<Variant, 'rate' | 'cpu'>

function figureOf(
  runs: AllRuns,
  { what, of, to, atLeast }: { what: string; of: Variant; to: Variant; atLeast?: number },
): Figure {
  const against = ratio(runs, { of, to, by: 'rate' })
  const middle = (name: Variant, by: 'rate' | 'cpu') => Math.round(spread(runs, { of: name, by }).median)
  return {
    what,
    value: against.median,
    unit: '×',
    ...(atLeast !== undefined && { budget: { atLeast }, finding: FINDING }),
    note: `${middle(of, 'rate')} against ${middle(to, 'rate')} entries a second; ${describeSpread(against)}; CPU ${middle(of, 'cpu')} against ${middle(to, 'cpu')} µs each`,
  }
}

/** Posting by the program's login against a bare INSERT of the same five rows. */
export async function measurePosting(
  database: BenchDatabase,
  { orgs: count, rounds, ms, say }: PostingOptions,
): Promise<Figure[]> {
  const books = await openBooks(database, await addOrgs(database, count), ACCOUNTS)
  const plain = await PlainRows.prepare(database.bare)
  const bench = { ms, cpu: await fullClock(database.bare) }
  const postSome = (entries: number) => {
    const book = books[randomInt(books.length)]
    if (!book) throw new Error('There are no books to post into.')
    return post(database, book, { count: entries, day: () => DAY })
  }
  const runs = await interleave(
    {
      rows: () => rateOf(bench, () => plain.entry()),
      one: () => rateOf(bench, () => postSome(1)),
      list: () => rateOf(bench, () => postSome(LIST)),
      row: () => rateOf(bench, () => plain.row()),
    },
    { rounds, say },
  )
  say(`${await checkBooks(database, books)} entries of ${count} books recomputed: 0 differences`)
  const rows = 'to a bare INSERT of the same five rows'
  const many = `${count.toLocaleString('en')} organizations`
  return [
    figureOf(runs, {
      what: `${many}: an entry of 4 lines by itself, ${rows}`,
      of: 'one',
      to: 'rows',
      atLeast: 0.4,
    }),
    figureOf(runs, { what: `${many}: the same, to an INSERT of one row`, of: 'one', to: 'row' }),
    figureOf(runs, {
      what: `${many}: lists of ${LIST} entries, ${rows}`,
      of: 'list',
      to: 'rows',
      atLeast: 0.8,
    }),
  ]
}
