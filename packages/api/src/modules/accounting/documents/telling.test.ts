import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayText } from '../../../shared/day-text.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { invoiceTold, invoicesTold } from './telling.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-03-05T12:00:00Z') })
})
afterAll(() => hub.stop())

const ISSUED = '2026-02-01'
const day = (of: string) => dayText({ day: of })

async function draft({ books, customer, taxes }: Shop, dueOn: string): Promise<string> {
  const lines = [
    { description: 'House blend', unitPrice: '100.00', quantity: '2', taxCodeId: taxes.standard },
    { description: 'Training', unitPrice: '40.00', quantity: '1.5', unitCode: 'HUR', taxCodeId: taxes.none },
  ]
  const { id } = await books.invoices.create({ contactId: customer.id, lines, issuedOn: ISSUED, dueOn })
  return id
}

async function posted(shop: Shop, dueOn: string): Promise<string> {
  const id = await draft(shop, dueOn)
  await shop.books.invoices.post({ id })
  return id
}

describe('invoices are told', () => {
  test('none, and how to begin one', async () => {
    const shop = await openShop(hub)
    expect(invoicesTold(await shop.books.invoices.list({}))).toEqual({
      text: 'There is no invoice like that. Say “draft an invoice for” and the customer to begin one.',
    })
  })

  test('one that is overdue', async () => {
    const shop = await openShop(hub)
    const id = await posted(shop, '2026-03-01')
    const answer = invoicesTold(await shop.books.invoices.list({ status: 'overdue' }))
    expect(answer).toEqual({
      text: `There is 1 invoice. It is overdue.\n1. INV-2026-0001 Lantern Street Bakery: 298.00 EUR, overdue since ${day('2026-03-01')}, not yet paid`,
      shown: [{ id, name: 'INV-2026-0001 Lantern Street Bakery' }],
    })
  })

  test('in every state, in words', async () => {
    const shop = await openShop(hub)
    await posted(shop, '2026-04-01')
    await shop.books.paymentsIn.record({ invoiceId: await posted(shop, '2026-04-01'), amount: '98.00' })
    await shop.books.paymentsIn.record({ invoiceId: await posted(shop, '2026-03-01'), amount: '8.00' })
    await shop.books.paymentsIn.record({ invoiceId: await posted(shop, '2026-04-01') })
    await shop.books.invoices.void({ id: await posted(shop, '2026-04-01') })
    await draft(shop, '2026-04-01')
    const { text } = invoicesTold(await shop.books.invoices.list({}))
    const [head, ...lines] = text.split('\n')
    expect(head).toBe(
      'There are 7 invoices and credit notes. 1 of these is overdue. 4 invoices are posted and come to 1,192.00 EUR in all; 1 more is a draft. In all 788.00 EUR is still to come in.',
    )
    expect(lines.map((line) => line.replace(/^\d+\. /, '')).toSorted()).toEqual([
      'CN-2026-0001 Lantern Street Bakery: 298.00 EUR, a credit note that is used up',
      'Draft Lantern Street Bakery: 298.00 EUR, a draft, not posted',
      `INV-2026-0001 Lantern Street Bakery: 298.00 EUR, not yet paid, due on ${day('2026-04-01')}`,
      `INV-2026-0002 Lantern Street Bakery: 298.00 EUR, 200.00 EUR of it not yet paid, due on ${day('2026-04-01')}`,
      `INV-2026-0003 Lantern Street Bakery: 298.00 EUR, overdue since ${day('2026-03-01')}, 290.00 EUR of it not yet paid`,
      'INV-2026-0004 Lantern Street Bakery: 298.00 EUR, paid',
      'INV-2026-0005 Lantern Street Bakery: 298.00 EUR, voided',
    ])
  })

  test('that are not yet paid, whatever became of them', async () => {
    const shop = await openShop(hub)
    const [part, late, paid] = [
      await posted(shop, '2026-04-01'),
      await posted(shop, '2026-03-01'),
      await posted(shop, '2026-04-01'),
    ]
    await shop.books.paymentsIn.record({ invoiceId: part, amount: '98.00' })
    await shop.books.paymentsIn.record({ invoiceId: paid })
    await shop.books.invoices.void({ id: await posted(shop, '2026-04-01') })
    await draft(shop, '2026-04-01')
    const open = await posted(shop, '2026-04-01')
    const { items } = await shop.books.invoices.list({ status: 'unpaid' })
    expect(items.map(({ id }) => id).toSorted()).toEqual([part, late, open].toSorted())
  })

  test('more than ten, and more than a page', async () => {
    const shop = await openShop(hub)
    await draft(shop, '2026-04-01')
    const { items } = await shop.books.invoices.list({})
    const twelve = Array.from({ length: 12 }, () => items).flat()
    const all = invoicesTold({ items: twelve, nextCursor: null })
    expect(all.text).toMatch(/^There are 12 invoices\.\n/)
    expect(all.text.split('\n').slice(10)).toEqual([
      '10. Draft Lantern Street Bakery: 298.00 EUR, a draft, not posted',
      'There are more.',
    ])
    expect(all.shown).toHaveLength(10)
    expect(invoicesTold({ items: twelve, nextCursor: 'next' }).text).toMatch(
      /^There are more than 12 invoices\.\n/,
    )
  })
})

describe('one invoice is told', () => {
  test('by what is open of it, its lines, and what was paid', async () => {
    const shop = await openShop(hub)
    const id = await posted(shop, '2026-03-01')
    await shop.books.paymentsIn.record({ invoiceId: id, amount: '98.00', paidOn: '2026-03-02' })
    const answer = invoiceTold(await shop.books.invoices.get({ id }))
    expect(answer).toEqual({
      text: [
        `INV-2026-0001 Lantern Street Bakery: 298.00 EUR, overdue since ${day('2026-03-01')}, 200.00 EUR of it not yet paid.`,
        `It is of ${day(ISSUED)}, not yet mailed.`,
        'On it:',
        '- House blend: 2, 200.00 EUR',
        '- Training: 1.5 hours, 60.00 EUR',
        'Before tax 260.00 EUR, 38.00 EUR tax.',
        `- Paid on ${day('2026-03-02')}: 98.00 EUR`,
      ].join('\n'),
      shown: [{ id, name: 'INV-2026-0001 Lantern Street Bakery' }],
    })
  })

  test('as a draft with nothing on it', async () => {
    const shop = await openShop(hub)
    const { id } = await shop.books.invoices.create({ contactId: shop.customer.id })
    expect(invoiceTold(await shop.books.invoices.get({ id })).text).toBe(
      'Draft Lantern Street Bakery: 0.00 EUR, a draft, not posted.\nNothing is on it yet: add lines on its page.',
    )
  })
})
