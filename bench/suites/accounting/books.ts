import { randomInt } from 'node:crypto'
import { sql, uuidv7 } from '@hub/db'
import { verifyBooks } from '../../../packages/api/src/modules/accounting/ledger/verify.ts'
import type { BenchDatabase, BenchOrg } from '../bench-database.ts'

export const LINES = 4
const MONTHS = 36
const FIRST_YEAR = 2024
const CURRENCIES = ['EUR', 'USD'] as const
/** What one call takes: as many as an import sends at once. */
const AT_ONCE = 500

/** An organization with its accounts. */
export interface Book extends BenchOrg {
  accounts: string[]
}

/** Sets up the books of organizations, as the program leaves them. */
export async function openBooks(
  { bare }: Pick<BenchDatabase, 'bare'>,
  orgs: readonly BenchOrg[],
  accounts: number,
): Promise<Book[]> {
  const books = orgs.map((org) => ({ ...org, accounts: Array.from({ length: accounts }, () => uuidv7()) }))
  await bare.query(
    `insert into accounting_book (org_id, base_currency, country, year_start_month, year_start_day, created_at, updated_at)
     select id, 'EUR', 'IE', 1, 1, now(), now() from unnest($1::uuid[]) id`,
    [books.map(({ orgId }) => orgId)],
  )
  for (const { orgId, accounts: ids } of books)
    await bare.query(
      `insert into accounting_account (id, org_id, code, name, type, subtype, created_at, updated_at)
       select id, $1, (1000 + n)::text, 'Account ' || n,
         (array['asset', 'liability', 'equity', 'income', 'expense'])[1 + n % 5], 'other', now(), now()
       from unnest($2::uuid[]) with ordinality a (id, n)`,
      [orgId, ids],
    )
  return books
}

/** A day of the three years. */
function anyDay(): string {
  const month = randomInt(MONTHS)
  return new Date(Date.UTC(FIRST_YEAR, month, randomInt(28) + 1)).toISOString().slice(0, 10)
}

const pick = <T>(list: readonly T[]): T => {
  const found = list[randomInt(list.length)]
  if (found === undefined) throw new Error('There is nothing to choose from.')
  return found
}

/** An entry of four lines in one currency, as `accounting_post` takes it. */
function newEntry({ accounts, userId }: Book, day: string) {
  const currency = pick(CURRENCIES)
  const [first, second] = [randomInt(1, 1_000_000), randomInt(1, 1_000_000)]
  return {
    id: uuidv7(),
    series: 'J',
    entry_date: day,
    kind: 'ordinary',
    source_key: null,
    reverses_id: null,
    memo: 'Goods of the week',
    actor_id: userId,
    lines: [first, second, -first, -second].map((amount) => ({
      account_id: pick(accounts),
      currency,
      amount_minor: String(amount),
      base_minor: String(amount),
      contact_id: null,
      memo: '',
    })),
  }
}

const newEntries = (book: Book, count: number, day: () => string) =>
  Array.from({ length: count }, () => newEntry(book, day()))

/** Posts so many entries by one call, on the program's own login. Throws where they are not posted. */
export async function post(
  { db }: Pick<BenchDatabase, 'db'>,
  book: Book,
  { count, day = anyDay }: { count: number; day?: () => string },
): Promise<number> {
  const entries = JSON.stringify(newEntries(book, count, day))
  const { rows } = await sql<{ outcome: { outcome: string } }>`
    select app.accounting_post(${entries}::jsonb) as outcome`.execute(db.org(book.orgId))
  const outcome = rows[0]?.outcome.outcome
  if (outcome !== 'posted') throw new Error(`Entries were not posted: ${JSON.stringify(rows[0]?.outcome)}`)
  return count
}

/** Fills a book with lines over the three years. */
export async function fill(database: BenchDatabase, book: Book, lines: number): Promise<void> {
  for (let left = lines / LINES; left > 0; left -= AT_ONCE)
    await post(database, book, { count: Math.min(left, AT_ONCE) })
}

/** Recomputes books, and throws where one does not add up. Answers how many entries they hold. */
export async function checkBooks(database: BenchDatabase, books: readonly Book[]): Promise<number> {
  for (const { orgId } of books) {
    const [fault] = await verifyBooks(database.db.org(orgId))
    if (fault) throw new Error(`The books of ${orgId} do not add up: ${fault.detail}`)
  }
  const { rows } = await database.bare.query<{ count: number }>(
    'select count(*)::int as count from accounting_entry where org_id = any($1::uuid[])',
    [books.map(({ orgId }) => orgId)],
  )
  return rows[0]?.count ?? 0
}
