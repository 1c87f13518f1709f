import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopAnswers } from '../../features/assistant/run.ts'
import { read, say } from '../../features/assistant/testing.ts'
import { dayText } from '../../shared/day-text.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { accountsTold } from './accounts/telling.ts'
import { bankLinesTold } from './bank/telling.ts'
import { importRows, openBank } from './bank/testing.ts'
import { bookTold, verdictTold } from './book/telling.ts'
import { companyTold } from './company/telling.ts'
import { contactTold, contactsTold } from './contacts/telling.ts'
import { entriesTold } from './journals/telling.ts'
import { paymentsTold } from './payments/telling.ts'
import { taxesTold } from './taxes/telling.ts'
import { move, openBooks, openShop } from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-03-05T12:00:00Z') })
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

const day = (of: string) => dayText({ day: of })
const nothing = { items: [], nextCursor: null }

test('the assistant answers in these words', async () => {
  const shop = await openShop(hub)
  const lines = [{ description: 'Coffee', unitPrice: '34.47', taxCodeId: shop.taxes.none }]
  const days = { issuedOn: '2026-01-02', dueOn: '2026-03-01' }
  const { id } = await shop.books.invoices.create({ contactId: shop.customer.id, lines, ...days })
  await shop.api.modules.ops.tasks.create({ title: 'Send October invoices' })
  await shop.books.invoices.post({ id })
  const answerTo = async (sentence: string) => read((await say(shop.api, sentence)).events)
  expect(await answerTo('how much cash do we have')).toContain(
    'There is 0.00 EUR at the bank and in cash.\nThis month has neither a profit nor a loss so far.\nStill to come in from customers: 34.47 EUR, all of it overdue.',
  )
  expect(await answerTo('who owes us money')).toContain(
    `Lantern Street Bakery owes 34.47 EUR on ${day('2026-03-05')}, all of it overdue by up to 30 days.`,
  )
  expect(await answerTo('which invoices are overdue')).toContain(
    'There is 1 invoice. It is overdue.\n1. INV-2026-0001 Lantern Street Bakery: 34.47 EUR, overdue since',
  )
  expect(await answerTo('show invoice INV-2026-0001')).toContain('\nOn it:\n- Coffee: 34.47 EUR\n')
  expect(await answerTo('when is INV-2026-0001 due?')).toContain('INV-2026-0001 Lantern Street Bakery')
  const overdue = 'INV-2026-0001 Lantern Street Bakery: 34.47 EUR, overdue since'
  expect(await answerTo('is invoice 1 paid?')).toContain(overdue)
  expect(await answerTo('when is invoice no. 1 due')).toContain(overdue)
  expect(await answerTo('is invoice 9 paid?')).toContain('I find no invoice like “9”.')
  for (const wish of ['INV-2026-0001 was a mistake, take it back', 'undo INV-2026-0001'])
    expect(await answerTo(wish)).toContain(
      'I would void INV-2026-0001 Lantern Street Bakery by a credit note.',
    )
  expect(await answerTo('add a task: check invoice 1')).toContain('create the task “Check invoice 1”')
})

describe('customers and vendors', () => {
  test('none, one, several and more than ten', async () => {
    const { books } = await openBooks(hub)
    expect(contactsTold(await books.contacts.list({})).text).toBe(
      'There is no customer or vendor like that. Say “add the customer” and a name to add one.',
    )
    const { id } = await books.contacts.create({ name: 'Oakhollow Hotel', city: 'Galway' })
    const one = await books.contacts.list({})
    expect(contactsTold(one)).toEqual({
      text: 'There is 1 customer.\n1. Oakhollow Hotel: customer, Galway',
      shown: [{ id, name: 'Oakhollow Hotel' }],
    })
    await books.contacts.create({ name: 'Harbor Mill', isCustomer: false, isVendor: true })
    expect(contactsTold(await books.contacts.list({})).text).toBe(
      'There are 2 customers and vendors.\n1. Harbor Mill: vendor\n2. Oakhollow Hotel: customer, Galway',
    )
    const items = Array.from({ length: 11 }, () => one.items).flat()
    const told = contactsTold({ items, nextCursor: null })
    expect(told.text.split('\n').slice(10)).toEqual([
      '10. Oakhollow Hotel: customer, Galway',
      'There are more.',
    ])
  })

  test('one by all that is known of it', async () => {
    const { books } = await openBooks(hub)
    const { id } = await books.contacts.create({ name: 'Oakhollow Hotel' })
    const nothingElse = 'Nothing else is known of them: add an address or a mail address on their page.'
    expect(contactTold(await books.contacts.get({ id })).text).toBe(
      `Oakhollow Hotel is a customer.\n${nothingElse}`,
    )
    await books.contacts.update({ id, city: 'Galway', country: 'IE', phone: '091 123', termsDays: 14 })
    expect(contactTold(await books.contacts.get({ id }))).toEqual({
      text: 'Oakhollow Hotel is a customer.\n- Address: Galway, Ireland\n- Phone: 091 123\n- Invoices to them are due 14 days after their own',
      shown: [{ id, name: 'Oakhollow Hotel' }],
    })
  })
})

test('payments, by what is left of them', async () => {
  const { books, customer } = await openShop(hub)
  expect(paymentsTold(nothing).text).toBe(
    'There is no payment like that. Say who paid how much to record one.',
  )
  const { id } = await books.paymentsIn.record({ contactId: customer.id, amount: '15.00', method: 'cash' })
  expect(paymentsTold(await books.paymentsIn.list({}))).toEqual({
    text: `There is 1 payment of a customer.\n1. PAY-2026-0001 15.00 EUR of Lantern Street Bakery: on ${day('2026-03-05')}, in cash, not yet put to an invoice`,
    shown: [{ id, name: 'PAY-2026-0001 15.00 EUR of Lantern Street Bakery' }],
  })
  await books.paymentsIn.undo({ id })
  expect(paymentsTold(await books.paymentsIn.list({})).text).toContain(
    `in cash, taken back on ${day('2026-03-05')}`,
  )
})

test('what is undone by the number of its entry is the payment or the refund itself', async () => {
  const { api, books, customer } = await openShop(hub)
  const payment = await books.paymentsIn.record({ contactId: customer.id, amount: '15.00' })
  await books.refunds.record({ paymentId: payment.id, amount: '5.00' })
  const answerTo = async (sentence: string) => read((await say(api, sentence)).events)
  for (const wish of [
    'undo PAY-2026-0001',
    'reverse PAY-2026-0001',
    'PAY-2026-0001 was a mistake, take it back',
  ])
    expect(await answerTo(wish)).toContain('take back PAY-2026-0001 15.00 EUR of Lantern Street Bakery')
  for (const wish of ['undo PAY-2026-0002', 'undo the refund PAY-2026-0002'])
    expect(await answerTo(wish)).toContain('take back PAY-2026-0002 5.00 EUR to Lantern Street Bakery')
})

test('lines of the bank, by which way the money went', async () => {
  const place = await openBooks(hub)
  const bank = await openBank(place)
  expect(bankLinesTold(await place.books.bank.lines.list({})).text).toBe(
    'No bank line is like that. Read a statement in on the page “Accounting”, under “Bank”, to have more.',
  )
  await importRows(place, bank.id, [
    ['2026-03-02', '-41.20', 'Quarterly fees'],
    ['2026-03-03', '50.00', 'Thanks', 'Oakhollow Hotel'],
  ])
  const { text, shown } = bankLinesTold(await place.books.bank.lines.list({}))
  expect(text).toBe(
    [
      'There are 2 bank lines, the newest first; all are to be matched on the page “Accounting”, under “Bank”.',
      `1. Oakhollow Hotel: 50.00 EUR came in, on ${day('2026-03-03')}, to match`,
      `2. Quarterly fees: 41.20 EUR went out, on ${day('2026-03-02')}, to match`,
    ].join('\n'),
  )
  expect(shown?.map(({ name }) => name)).toEqual(['50.00 EUR, Oakhollow Hotel', '-41.20 EUR, Quarterly fees'])
})

test('accounts, taxes and entries', async () => {
  const shop = await openShop(hub)
  const accounts = accountsTold(await shop.books.accounts.list({ type: 'income' })).text
  expect(accounts).toMatch(/^There (is|are) \d+ ledger accounts?\.\n1\. 4000 Sales: income/)
  expect(accountsTold(nothing).text).toMatch(/^There is no ledger account like that\./)
  const taxes = taxesTold(await shop.books.taxes.list({ side: 'sale', search: '19' })).text
  expect(taxes).toBe('There is 1 tax.\n1. VAT 19 %: 19 per cent, on sales')
  expect(taxesTold(nothing).text).toMatch(/^There is no tax like that\./)
  expect(entriesTold(await shop.books.journals.list({})).text).toMatch(/^Nothing like that is posted/)
  const { id, number } = await move(shop, { debit: '1100', credit: '4000', amount: '9.00' })
  await shop.books.journals.reverse({ id })
  const [head, ...lines] = entriesTold(await shop.books.journals.list({})).text.split('\n')
  expect(head).toBe('There are 2 journal entries, the newest first.')
  expect(lines[0]).toContain('takes another entry back')
  expect(lines[1]).toBe(`2. ${number} Moved: 9.00 EUR, on ${day('2026-03-05')}, taken back`)
})

test('how the books are set up, and whether they add up', async () => {
  const { books } = await openBooks(hub, { yearStart: '04-01' })
  const state = await books.book.get({})
  const closed = `They are closed for good up to and including ${day('2025-12-31')}.`
  expect(bookTold(state).text).toBe(
    `The books are kept in EUR, of a business in Ireland.\nTheir year begins on 1 April.\n${closed}`,
  )
  expect(bookTold({ book: null }).text).toMatch(/^The books are not set up yet/)
  expect(verdictTold(await books.book.verify({})).text).toBe(
    'The books are right: everything in them adds up.',
  )
  const fault = { check: 'balances', detail: '1100 in 2026-03-01' }
  expect(verdictTold({ ok: false, faults: [fault] }).text).toBe(
    '1 thing in the books does not add up.\n- What an account holds: 1100 in 2026-03-01',
  )
})

test('the business as invoices name it', async () => {
  const { books } = await openBooks(hub)
  expect(companyTold(await books.company.get({})).text).toBe(
    'Invoices say nothing of the business yet: fill it in on the page “Accounting”, under “Details”.',
  )
  await books.company.update({ legalName: 'Tide & Fennel', city: 'Cork', country: 'IE', termsDays: 14 })
  expect(companyTold(await books.company.get({})).text).toBe(
    'Invoices are from Tide & Fennel.\n- Address: Cork, Ireland\n- Invoices are due 14 days after their own',
  )
})
