import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { asAdministrator, move, openBooks } from '../testing.ts'

const AT_ONCE = 24

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

describe('many at once (ACC-1)', () => {
  test('numbers follow each other without a gap, and balances lose nothing', async () => {
    const place = await openBooks(hub)
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) =>
        move(place, {
          debit: at % 2 === 0 ? '6100' : '1100',
          credit: at % 2 === 0 ? '1100' : '6100',
          amount: `${at + 1}.00`,
        }),
      ),
    )
    const { items } = await place.books.journals.list({ limit: 100 })
    const expected = Array.from({ length: AT_ONCE }, (_, at) => `J-2026-${String(at + 1).padStart(4, '0')}`)
    expect(items.map(({ number }) => number).toSorted()).toEqual(expected)
    const trial = await place.books.reports.trialBalance({ asOf: '2026-03-31' })
    expect(trial).toMatchObject({ isBalanced: true, credit: '12.00', debit: '12.00' })
  })

  test('an entry is taken back once', async () => {
    const place = await openBooks(hub)
    const { id } = await move(place, { debit: '6100', credit: '1100', amount: '7.00' })
    const results = await Promise.allSettled(
      Array.from({ length: AT_ONCE }, () => place.books.journals.reverse({ id })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const codes = results.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
    )
    expect(new Set(codes)).toEqual(new Set(['CONFLICT']))
    expect((await place.books.reports.trialBalance({})).rows).toEqual([])
  })

  test('a close and posts into its days: what came after the close is refused, what came before is in it', async () => {
    const place = await openBooks(hub)
    const posts = Array.from({ length: AT_ONCE }, () =>
      move(place, { debit: '6100', credit: '1100', amount: '1.00' }),
    )
    const close = asAdministrator(
      hub,
      `update app.accounting_book set hard_until = '2026-03-31' where org_id = $1
       returning (select count(*) from app.accounting_entry e where e.org_id = $1)::int as seen`,
      [place.orgId],
    )
    const results = await Promise.allSettled(posts)
    await close
    const posted = results.filter(({ status }) => status === 'fulfilled').length
    const { items } = await place.books.journals.list({ limit: 100 })
    expect(items).toHaveLength(posted)
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []))
    for (const { message } of refused) expect(message).toContain('closed up to 31 March 2026')
    await expect(move(place, { debit: '6100', credit: '1100', amount: '1.00' })).rejects.toThrow('closed')
  })
})
