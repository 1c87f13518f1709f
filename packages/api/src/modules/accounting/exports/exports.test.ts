import { sql, uuidv7 } from '@hub/db'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '../../../open-file.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { amountText } from '../ledger/amounts.ts'
import { move, openBooks } from '../testing.ts'
import type { Books } from '../testing.ts'
import { bareNumber, missingPrograms, readByBeancount, readByHledger } from './programs.ts'
import type { Balances } from './programs.ts'
import { randomBook } from './random-book.ts'
import type { RandomBook } from './random-book.ts'
import type { BookFilters } from './schema.ts'

const BOOKS = 8
/** No entry is of a later day. */
const LAST_DAY = '2200-12-31'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

async function exported(place: Books, filters: BookFilters): Promise<{ text: string; fileName: string }> {
  const { path } = await place.books.exports.prepare(filters)
  const call = hub.call({ credential: { kind: 'person', userId: place.owner.userId } })
  const { parts, fileName } = await openFile(hub.hub, call, path.split('/').at(-1) ?? '')
  return { text: (await Array.fromAsync(parts)).join(''), fileName }
}

/** Keeps a book as it is, past what forms refuse. */
async function keep(place: Books, { accounts, entries }: RandomBook): Promise<void> {
  const db = hub.hub.db.org(place.orgId)
  const ids = accounts.map(() => uuidv7())
  for (const [at, { code, name, type }] of accounts.entries())
    await sql`insert into accounting_account (id, code, name, type, subtype, created_at, updated_at)
      values (${ids[at]}::uuid, ${code}, ${name}, ${type}, 'other', now(), now())`.execute(db)
  const rows = entries.map(({ date, kind, memo, lines }) => ({
    id: uuidv7(),
    series: 'J',
    entry_date: date,
    kind,
    memo,
    lines: lines.map(({ account, currency, amount, base, memo: words }) => ({
      account_id: ids[account % ids.length],
      currency,
      amount_minor: amount.toString(),
      base_minor: base.toString(),
      memo: words,
    })),
  }))
  const { rows: answers } = await sql<{ outcome: { outcome: string } }>`
    select app.accounting_post(${JSON.stringify(rows)}::jsonb) as outcome`.execute(db)
  expect(answers[0]?.outcome).toMatchObject({ outcome: 'posted' })
}

/** Our own balances: of each currency, from what posting keeps; in the books' currency, from the trial balance. */
async function ourBalances(place: Books, mode: BookFilters['mode']): Promise<Balances> {
  if (mode === 'base') {
    const { rows, currency } = await place.books.reports.trialBalance({ asOf: LAST_DAY })
    return Object.fromEntries(
      rows.map(({ code, debit, credit }) => [
        `${code} ${currency}`,
        bareNumber(debit ?? `-${credit ?? ''}`),
      ]),
    )
  }
  const { rows } = await sql<{ code: string; currency: string; minor: string }>`
    select a.code, b.currency, sum(b.amount_minor)::text as minor from accounting_balance b
    join accounting_account a on a.id = b.account_id group by a.code, b.currency
    having sum(b.amount_minor) <> 0`.execute(hub.hub.db.org(place.orgId))
  return Object.fromEntries(
    rows.map(({ code, currency, minor }) => [
      `${code} ${currency}`,
      bareNumber(amountText(minor, currency)),
    ]),
  )
}

const missing = missingPrograms()
const WITHOUT = `${missing.join(', ')} not installed (Debian packages hledger and beancount)`

describe('books read by other programs (ACC-5)', () => {
  test.runIf(missing.length > 0)(`cannot be shown here: ${WITHOUT}`, () => {
    // On a machine of one's own this only says so.
    expect(process.env['CI'], WITHOUT).toBeUndefined()
  })

  test.skipIf(missing.length > 0)(
    'hledger, strictly, and beancount accept any book and come to our balances',
    async () => {
      const readers = { hledger: readByHledger, beancount: readByBeancount }
      await fc.assert(
        fc.asyncProperty(randomBook, async (book) => {
          const place = await openBooks(hub)
          await keep(place, book)
          for (const mode of ['booked', 'base'] as const) {
            const ours = await ourBalances(place, mode)
            for (const format of ['hledger', 'beancount'] as const) {
              const { text } = await exported(place, { format, mode })
              expect(readers[format](text), `${format}, ${mode}`).toEqual(ours)
            }
          }
        }),
        { numRuns: BOOKS },
      )
    },
    180_000,
  )
})
