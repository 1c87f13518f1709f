import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayText } from '../../../shared/day-text.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { move, openBooks, openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import {
  balanceSheetTold,
  cashTold,
  ledgerTold,
  profitTold,
  receivablesTold,
  trialBalanceTold,
} from './telling.ts'
import { taxesTold } from './taxes-told.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-03-05T12:00:00Z') })
})
afterAll(() => hub.stop())

const TODAY = dayText({ day: '2026-03-05' })
const NEW_YEAR = dayText({ day: '2026-01-01' })

interface Billed {
  unitPrice: string
  dueOn: string
  contactId?: string
}

async function bill(
  { books, customer, taxes }: Shop,
  { unitPrice, dueOn, contactId = customer.id }: Billed,
): Promise<string> {
  const lines = [{ description: 'Coffee', unitPrice, taxCodeId: taxes.none }]
  const { id } = await books.invoices.create({ contactId, lines, issuedOn: '2026-01-02', dueOn })
  await books.invoices.post({ id })
  return id
}

async function movedBooks() {
  const place = await openBooks(hub)
  await move(place, { debit: '1100', credit: '4000', amount: '900.00', date: '2026-02-10' })
  await move(place, { debit: '1000', credit: '4000', amount: '50.00', date: '2026-03-04' })
  await move(place, { debit: '6000', credit: '1100', amount: '120.00', date: '2026-03-05' })
  return place
}

test('a report of one day names it once', async () => {
  const { books } = await movedBooks()
  const day = { from: '2026-03-05', to: '2026-03-05' }
  expect(profitTold(await books.reports.profitAndLoss(day)).text).toContain(
    `a loss of 120.00 EUR on ${TODAY}:`,
  )
  expect(taxesTold(await books.reports.taxes(day)).text).toMatch(new RegExp(`^On ${TODAY}, nothing`))
})

describe('how much money there is', () => {
  test('is said with its currency, how that came about, and what is still to come', async () => {
    const place = await movedBooks()
    const text = [
      'There is 830.00 EUR at the bank and in cash, on 2 accounts.',
      `On ${dayText({ day: '2026-02-10' })} it was 900.00 EUR.`,
      'This month so far: a loss of 70.00 EUR.',
      'Nothing is still to come in from customers.',
    ].join('\n')
    expect(cashTold(await place.books.reports.cash({}))).toEqual({ text })
  })

  test('is not told of days before the books begin', async () => {
    const { books, idOf } = await openBooks(hub, { startsOn: '2026-02-20' })
    const lines = [
      { accountId: idOf('1100'), debit: '14365.34' },
      { accountId: idOf('4000'), credit: '14365.34' },
    ]
    await books.journals.post({ date: '2026-03-02', memo: 'Moved', lines })
    const { text } = cashTold(await books.reports.cash({}))
    expect(text).toContain('There is 14,365.34 EUR at the bank')
    expect(text).not.toMatch(/^On .* it was/m)
  })

  test('is said to be missing where there is less than nothing, and how much of what is owed is late', async () => {
    const shop = await openShop(hub)
    await move(shop, { debit: '6000', credit: '1100', amount: '20.00', date: '2026-01-05' })
    await bill(shop, { unitPrice: '100.00', dueOn: '2026-03-04' })
    await bill(shop, { unitPrice: '7.00', dueOn: '2026-03-05' })
    expect(cashTold(await shop.books.reports.cash({})).text).toBe(
      [
        'The bank and the cash are 20.00 EUR below zero.',
        'This month has neither a profit nor a loss so far.',
        'Still to come in from customers: 107.00 EUR, 100.00 EUR of it overdue.',
      ].join('\n'),
    )
  })

  test('is a step to take until the books are set up', async () => {
    const org = await hub.newOrg()
    expect(cashTold(await org.api.modules.accounting.reports.cash({})).text).toBe(
      'The books are not set up yet: set them up on the page “Accounting”.',
    )
  })
})

const CREDIT = 'credit, paid and not put to an invoice yet'

describe('who owes the business', () => {
  test('nobody', async () => {
    const shop = await openShop(hub)
    const text = `Nothing is owed on ${TODAY}. What a customer owes is here once their invoice is posted.`
    expect(receivablesTold(await shop.books.reports.receivables({}))).toEqual({ text })
  })

  test('one, by how long it is overdue', async () => {
    const shop = await openShop(hub)
    await bill(shop, { unitPrice: '34.47', dueOn: '2026-03-01' })
    const answer = receivablesTold(await shop.books.reports.receivables({}))
    expect(answer).toEqual({
      text: `Lantern Street Bakery owes 34.47 EUR on ${TODAY}, all of it overdue by up to 30 days.`,
      shown: [{ id: shop.customer.id, name: 'Lantern Street Bakery' }],
    })
  })

  test('several, some late for different times, some not due, some with money left', async () => {
    const shop = await openShop(hub)
    const { id: hotel } = await shop.books.contacts.create({ name: 'Oakhollow Hotel' })
    const { id: mill } = await shop.books.contacts.create({ name: 'Harbor Mill' })
    await bill(shop, { unitPrice: '100.00', dueOn: '2026-01-10' })
    await bill(shop, { unitPrice: '30.00', dueOn: '2026-03-01' })
    await bill(shop, { unitPrice: '20.00', dueOn: '2026-04-01' })
    await bill(shop, { unitPrice: '60.00', dueOn: '2026-04-01', contactId: hotel })
    await shop.books.paymentsIn.record({ contactId: mill, amount: '15.00' })
    const { text } = receivablesTold(await shop.books.reports.receivables({}))
    expect(text).toBe(
      [
        `2 customers owe 210.00 EUR in all on ${TODAY}. There is 15.00 EUR of ${CREDIT}.`,
        '1. Lantern Street Bakery: 150.00 EUR, 100.00 EUR overdue by 31 to 60 days, 30.00 EUR by up to 30 days, 20.00 EUR not due yet',
        '2. Oakhollow Hotel: 60.00 EUR, not due yet',
        `3. Harbor Mill: 15.00 EUR of ${CREDIT}`,
      ].join('\n'),
    )
  })

  test('one whose money is not put to invoices yet owes what is open, with credit beside it', async () => {
    const shop = await openShop(hub)
    const told = async () => receivablesTold(await shop.books.reports.receivables({})).text
    await shop.books.paymentsIn.record({ contactId: shop.customer.id, amount: '79.22' })
    expect(await told()).toBe(
      `Lantern Street Bakery owes nothing on ${TODAY}. There is 79.22 EUR of ${CREDIT}.`,
    )
    await bill(shop, { unitPrice: '379.22', dueOn: '2026-03-01' })
    await shop.books.paymentsIn.record({ contactId: shop.customer.id, amount: '9920.78' })
    expect(await told()).toBe(
      `Lantern Street Bakery owes 379.22 EUR on ${TODAY}, all of it overdue by up to 30 days. There is 10,000.00 EUR of ${CREDIT}.`,
    )
    const { id: hotel } = await shop.books.contacts.create({ name: 'Oakhollow Hotel' })
    await bill(shop, { unitPrice: '60.00', dueOn: '2026-04-01', contactId: hotel })
    expect((await told()).split('\n')).toEqual([
      `2 customers owe 439.22 EUR in all on ${TODAY}. There is 10,000.00 EUR of ${CREDIT}.`,
      `1. Lantern Street Bakery: 379.22 EUR, all of it overdue by up to 30 days, with 10,000.00 EUR of ${CREDIT}`,
      '2. Oakhollow Hotel: 60.00 EUR, not due yet',
    ])
  })

  test('nobody, where all have only credit', async () => {
    const shop = await openShop(hub)
    const { id: mill } = await shop.books.contacts.create({ name: 'Harbor Mill' })
    for (const contactId of [shop.customer.id, mill])
      await shop.books.paymentsIn.record({ contactId, amount: '15.00' })
    expect(receivablesTold(await shop.books.reports.receivables({})).text.split('\n')[0]).toBe(
      `No customer owes anything on ${TODAY}. There is 30.00 EUR of ${CREDIT}.`,
    )
  })

  test('more than ten', async () => {
    const shop = await openShop(hub)
    const report = await shop.books.reports.receivables({})
    const owed = { ...report.totals, notDue: '1.00', open: '1.00', total: '1.00' }
    const rows = Array.from({ length: 12 }, (_, at) => ({
      contactId: crypto.randomUUID(),
      contact: `Shop ${at}`,
      ...owed,
    }))
    const totals = { ...owed, open: '12.00', total: '12.00' }
    const answer = receivablesTold({ ...report, rows, contacts: 12, totals, isBalanced: false })
    const lines = answer.text.split('\n')
    expect(lines[0]).toBe(`12 customers owe 12.00 EUR in all on ${TODAY}.`)
    expect(lines.slice(10)).toEqual([
      '10. Shop 9: 1.00 EUR, not due yet',
      'There are more.',
      'The account of customers holds 0.00 EUR, which is not the same. Say “check the books” to see where.',
    ])
    expect(answer.shown).toHaveLength(10)
  })
})

describe('reports over all accounts', () => {
  test('profit and loss', async () => {
    const place = await movedBooks()
    const { text } = profitTold(await place.books.reports.profitAndLoss({}))
    expect(text).toMatch(
      `You made a profit of 830.00 EUR from ${NEW_YEAR} to ${TODAY}: income 950.00 EUR, expenses 120.00 EUR.\n`,
    )
    expect(text.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^- \D+: 950\.00 EUR, income$/),
      expect.stringMatching(/^- \D+: 120\.00 EUR, expense$/),
    ])
  })

  test('balance sheet and trial balance', async () => {
    const place = await movedBooks()
    const sheet = balanceSheetTold(await place.books.reports.balanceSheet({})).text
    expect(sheet.split('\n')).toEqual([
      `On ${TODAY} the business has 830.00 EUR and owes 0.00 EUR.`,
      'Its equity is 830.00 EUR, with a profit of 830.00 EUR of this year so far.',
      expect.stringMatching(/^- \D+: 780\.00 EUR, it has$/),
      expect.stringMatching(/^- \D+: 50\.00 EUR, it has$/),
    ])
    const trial = await place.books.reports.trialBalance({})
    expect(trialBalanceTold(trial).text.split('\n')).toEqual([
      `The books balance on ${TODAY}: 950.00 EUR on each side.`,
      expect.stringMatching(/^- 1000 \D+: 50\.00 EUR debit$/),
      expect.stringMatching(/^- 1100 \D+: 780\.00 EUR debit$/),
      expect.stringMatching(/^- 4000 \D+: 950\.00 EUR credit$/),
      expect.stringMatching(/^- 6000 \D+: 120\.00 EUR debit$/),
    ])
    expect(trialBalanceTold({ ...trial, credit: '940.00', isBalanced: false }).text).toMatch(
      `The books do not balance on ${TODAY}: debit is 950.00 EUR, credit 940.00 EUR. Say “check the books” to see where.\n`,
    )
    const rows = Array.from({ length: 11 }, () => trial.rows)
      .flat()
      .slice(0, 11)
    expect(
      trialBalanceTold({ ...trial, rows })
        .text.split('\n')
        .slice(11),
    ).toEqual(['There are more.'])
  })

  test('say so where nothing is posted', async () => {
    const { books } = await openBooks(hub)
    expect(profitTold(await books.reports.profitAndLoss({})).text).toBe(
      `No income and no expense is posted from ${NEW_YEAR} to ${TODAY}. Invoices count once they are posted.`,
    )
    expect(balanceSheetTold(await books.reports.balanceSheet({})).text).toBe(
      `The books hold nothing yet on ${TODAY}. Invoices count once they are posted.`,
    )
    expect(trialBalanceTold(await books.reports.trialBalance({})).text).toBe(
      `No account holds anything on ${TODAY}. Invoices count once they are posted.`,
    )
  })

  test('the lines of one account', async () => {
    const place = await movedBooks()
    const { text, shown } = ledgerTold(await place.books.reports.ledger({ accountId: place.idOf('1100') }))
    expect(text.replaceAll(/\S+-2026-/g, '')).toBe(
      [
        'There are 2 lines of this account, the newest first. They come to 780.00 debit.',
        `1. 0003 Moved: 120.00 credit on ${TODAY}`,
        `2. 0001 Moved: 900.00 debit on ${dayText({ day: '2026-02-10' })}`,
      ].join('\n'),
    )
    expect(shown).toHaveLength(2)
    expect(ledgerTold({ items: [], nextCursor: null }).text).toBe(
      'Nothing is posted on this account in that time.',
    )
  })
})
