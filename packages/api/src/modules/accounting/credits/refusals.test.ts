import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { creditDesk } from './testing.ts'

let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
})

const { coffee, posted, held, creditsOf, faults } = creditDesk(() => ({ hub, shop }))

const verified = async () => expect(await faults()).toEqual([])

describe('what cannot be credited says which field (ACC-2)', () => {
  test.each([
    ['more than there is', { line: 1, quantity: '13' }, 'quantity', 'Only 12 of line 1 is left to credit.'],
    ['more money', { line: 2, amount: '26.01' }, 'amount', 'Only 26.00 EUR of line 2 is left to credit.'],
    ['nothing', { line: 1, quantity: '0' }, 'quantity', 'Give a quantity above 0, as line 1 has.'],
    ['the other way', { line: 1, amount: '-1.00' }, 'amount', 'Give an amount above 0.'],
    ['too many digits', { line: 1, amount: '1.001' }, 'amount', /at most 2 digits/],
    ['crumbs', { line: 1, quantity: '0.000001' }, 'quantity', 'So little of line 1 comes to nothing.'],
    ['no line of it', { line: 3 }, 'line', 'INV-2026-0001 has lines 1 to 2.'],
    ['no line at all', {}, 'line', 'Say which line of INV-2026-0001: 1 to 2.'],
    [
      'both ways',
      { line: 1, quantity: '1', amount: '1.00' },
      'amount',
      'Say how many, or how much, not both.',
    ],
    [
      'a line twice',
      {
        lines: [
          { line: 1, quantity: '1' },
          { line: 1, quantity: '1' },
        ],
      },
      'lines.1.line',
      /twice/,
    ],
    ['one and several', { line: 1, lines: [{ line: 2 }] }, 'lines', /not both/],
    ['a day before it', { line: 1, on: '2026-11-19' }, 'on', /Choose 20 November 2026 or a later day/],
  ])('%s', async (...[, given, path, message]) => {
    const { id } = await posted()
    const before = await held()
    await expect(shop.books.invoices.credit({ id, ...given })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path, message: expect.stringMatching(message) as string }] },
    })
    expect(await held()).toEqual(before)
  })

  test('drafts, credit notes and invoices of others', async () => {
    const { id: draft } = await shop.books.invoices.create({ contactId: shop.customer.id, lines: [coffee()] })
    await expect(shop.books.invoices.credit({ id: draft, line: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const { id } = await posted()
    await shop.books.invoices.credit({ id, line: 2 })
    const [note] = await creditsOf(id)
    await expect(shop.books.invoices.credit({ id: note?.id ?? '', line: 2 })).rejects.toThrow(
      'is a credit note',
    )
    const other = await openShop(hub)
    await expect(other.books.invoices.credit({ id, line: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a discount that stands as a line of its own is not left out', async () => {
    const lines = [coffee(), { ...coffee(), description: 'Goodwill', quantity: '-1', unitPrice: '100' }]
    const { id } = await posted({ lines })
    await expect(shop.books.invoices.credit({ id, line: 1 })).rejects.toThrow(
      'At 7 % the lines of this invoice come to 70.40 EUR, and no more is credited.',
    )
    await shop.books.invoices.credit({ id, lines: [{ line: 1 }, { line: 2 }] })
    expect(await held()).toEqual({})
    await verified()
  })

  test('closed days take no credit note, and nothing of it is written', async () => {
    const { id } = await posted({ issuedOn: '2026-10-01', dueOn: '2026-10-15' })
    await shop.books.book.close({ part: 'sales', until: '2026-10-31' })
    await expect(
      shop.books.invoices.credit({ id, line: 1, quantity: '1', on: '2026-10-20' }),
    ).rejects.toMatchObject({ details: { issues: [{ path: 'on' }] } })
    expect(await creditsOf(id)).toEqual([])
    await shop.books.invoices.credit({ id, line: 1, quantity: '1', on: '2026-11-02' })
    await verified()
  })
})
