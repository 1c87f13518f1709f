import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { asAdministrator, move, openBooks } from '../testing.ts'
import type { Books } from '../testing.ts'

let hub: TestHub
let place: Books
let entryId: string
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  place = await openBooks(hub)
  entryId = (await move(place, { debit: '6100', credit: '1100', amount: '10.00' })).id
})

const aLine = (n: number, accountId: string, minor: number) =>
  `('${place.orgId}', '${entryId}', ${n}, '2026-03-05', '${accountId}', 'EUR', ${minor}, ${minor}, '')`
const insertLines = (...lines: string[]) =>
  asAdministrator(
    hub,
    `insert into app.accounting_line (org_id, entry_id, n, entry_date, account_id, currency, amount_minor, base_minor, memo)
     values ${lines.join(', ')}`,
  )
const insertEntry = (id: string, lines = '') =>
  asAdministrator(
    hub,
    `with e as (
       insert into app.accounting_entry (id, org_id, series, fiscal_year, number, entry_date, kind, line_count, memo, posted_at)
       values ('${id}', '${place.orgId}', 'X', 2026, 1, '2026-03-05', 'ordinary', 2, '', now()) returning id)
     select 1 from e ${lines}`,
  )

describe('the database itself, against a superuser (ACC-1)', () => {
  test('refuses lines appended to an entry, also balanced ones', async () => {
    const [rent, bank] = [place.idOf('6100'), place.idOf('1100')]
    await expect(insertLines(aLine(3, rent, 500), aLine(4, bank, -500))).rejects.toThrow('do not balance')
    await expect(insertLines(aLine(3, rent, 500))).rejects.toThrow('do not balance')
  })

  test('refuses an entry without lines', async () => {
    await expect(insertEntry('019ab000-0000-7000-8000-000000000001')).rejects.toThrow('has no lines')
  })

  test.each([
    ['update app.accounting_line set memo = $1', ['changed']],
    ['update app.accounting_entry set memo = $1', ['changed']],
    ['delete from app.accounting_line where memo <> $1', ['x']],
    ['delete from app.accounting_entry where memo <> $1', ['x']],
    ['truncate app.accounting_line', []],
    ['truncate app.accounting_entry cascade', []],
  ])('refuses "%s"', async (text, values) => {
    await expect(asAdministrator(hub, text, values)).rejects.toThrow('never changes')
  })

  test('refuses an account of another organization', async () => {
    const other = await openBooks(hub)
    await expect(
      insertLines(aLine(3, other.idOf('6100'), 500), aLine(4, place.idOf('1100'), -500)),
    ).rejects.toThrow(/foreign key|do not balance/)
    await expect(
      asAdministrator(hub, `update app.accounting_account set org_id = $1 where id = $2`, [
        other.orgId,
        place.idOf('1100'),
      ]),
    ).rejects.toThrow()
  })

  test('keeps what an account is once something is posted on it, and what the book is', async () => {
    const freeze = (set: string, table: string) =>
      asAdministrator(hub, `update app.${table} set ${set} where org_id = $1`, [place.orgId])
    await expect(freeze(`type = 'income'`, 'accounting_account')).rejects.toThrow(
      'its type and currency stay',
    )
    await expect(freeze(`base_currency = 'USD'`, 'accounting_book')).rejects.toThrow(
      'its currency and year stay',
    )
  })

  test('keeps numbers without gaps where a post is taken back in its middle', async () => {
    const { books } = place
    await expect(move(place, { debit: '1200', credit: '1100', amount: '1.00' })).rejects.toThrow()
    await move(place, { debit: '6100', credit: '1100', amount: '1.00' })
    const { items } = await books.journals.list({})
    expect(items.map(({ number }) => number).toSorted()).toEqual(['J-2026-0001', 'J-2026-0002'])
  })
})
