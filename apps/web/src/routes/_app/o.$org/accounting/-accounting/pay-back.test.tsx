import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import { book, payment, personWith } from './testing.ts'

const LEFT = 'modules.accounting.refunds.left'
const RECORD = 'modules.accounting.refunds.record'
const UNDO = 'modules.accounting.refunds.undo'
const RECEIVED = 'modules.accounting.paymentsIn.record'
const POST = 'modules.accounting.journals.post'

const money = (code: string, name: string, given: object) => ({
  id: `01a1f859-d525-702e-874d-6f9b61ee${code}`,
  code,
  name,
  type: 'asset',
  subtype: 'other',
  role: null,
  currency: null,
  archivedAt: null,
  ...given,
})
const accounts = [
  money('1000', 'Cash', { subtype: 'cash' }),
  money('1100', 'Bank', { subtype: 'bank', role: 'bank' }),
  money('1150', 'Dollars', { subtype: 'bank', currency: 'USD' }),
  money('1200', 'Owed by customers', { subtype: 'receivable', role: 'receivable' }),
  money('1400', 'Tax paid on purchases', { subtype: 'tax', role: 'tax_in' }),
  money('4950', 'Exchange gains', { type: 'income', role: 'fx_gain' }),
  money('6950', 'Exchange losses', { type: 'expense', role: 'fx_loss' }),
  money('6300', 'Office', { type: 'expense', subtype: 'operating' }),
]
const { left: _left, ...facts } = payment
const refund = {
  ...facts,
  id: '01a1f859-d525-702e-874d-6f9b61ee3391',
  number: 'PAY-2026-0002',
  amount: '20.00',
  payments: [{ paymentId: payment.id, number: 'PAY-2026-0001', amount: '20.00' }],
}

const hub = appOnHub({
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.accounts.list': () => ({ items: accounts, nextCursor: null }),
  'modules.accounting.invoices.list': () => ({ items: [], nextCursor: null }),
  'modules.accounting.paymentsIn.list': () => ({ items: [payment], nextCursor: null }),
  'modules.accounting.paymentsIn.get': () => ({ ...payment, invoices: [], refunds: [] }),
  'modules.accounting.refunds.list': () => ({ items: [refund], nextCursor: null }),
  'modules.accounting.refunds.get': () => refund,
  'modules.accounting.contacts.list': () => ({
    items: [{ id: payment.contactId, name: payment.contact, city: 'Cork' }],
    nextCursor: null,
  }),
  [UNDO]: () => refund,
  [RECEIVED]: () => payment,
  [POST]: () => ({ id: payment.entryId, number: 'J-2026-0007' }),
})

beforeEach(() => {
  const write = ['accounting.sale.write', 'accounting.book.write']
  hub.procedures.set('auth.me', () => personWith('accounting.book.read', 'accounting.sale.read', ...write))
  hub.procedures.set(RECORD, () => refund)
})

const sent = (path: string) => hub.calls.filter((call) => call.path === path).map(({ input }) => input)
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))
const dialogOf = async (name: string) => within(await screen.findByRole('dialog', { name }))

it('what is left of a payment is paid back, and what that posts stands there before (ACC-2)', async () => {
  hub.open(`/o/tide-fennel/accounting/payments?payment=${payment.id}`)
  const user = userEvent.setup()
  await press('Pay back')
  const dialog = await dialogOf('Pay Lantern Street Bakery back')
  const amount = dialog.getByLabelText('Amount, EUR')
  expect(amount).toHaveValue('50.00')
  await user.clear(amount)
  await user.type(amount, '20')
  const slip = dialog.getByLabelText('What it posts')
  expect(dialog.queryByRole('option', { name: '1150 Dollars' })).not.toBeInTheDocument()
  expect(slip).toHaveTextContent('1200 Owed by customersdebit20.00 EUR1100 Bankcredit20.00 EUR')
  await user.selectOptions(dialog.getByLabelText('How'), 'Cash')
  expect(slip).toHaveTextContent('1000 Cashcredit20.00 EUR')
  const issues = [{ path: 'amount', message: 'Only 10.00 EUR is left to pay back.' }]
  hub.procedures.set(RECORD, () => {
    throw refuse('BAD_REQUEST', 'Something is wrong.', issues)
  })
  await user.click(dialog.getByRole('button', { name: 'Record refund' }))
  expect(await dialog.findByText('Only 10.00 EUR is left to pay back.')).toBeInTheDocument()
  hub.procedures.set(RECORD, () => refund)
  await user.click(dialog.getByRole('button', { name: 'Record refund' }))
  expect(
    await screen.findByText('Recorded that Lantern Street Bakery got 20.00 EUR back.'),
  ).toBeInTheDocument()
  expect(sent(RECORD).at(-1)).toMatchObject({ paymentId: payment.id, amount: '20', method: 'cash' })
})

it('what was paid back is listed, opened and undone', async () => {
  hub.open('/o/tide-fennel/accounting/payments?kind=back')
  const user = userEvent.setup()
  const table = within(await screen.findByRole('table', { name: 'Refunds' }))
  await user.click(table.getByRole('link', { name: 'Lantern Street Bakery' }))
  expect(await screen.findByRole('link', { name: 'PAY-2026-0001' })).toBeInTheDocument()
  await press('Undo refund')
  const dialog = await dialogOf('Undo this refund?')
  await user.click(dialog.getByRole('button', { name: 'Undo refund' }))
  expect(await screen.findByText('Undid the refund to Lantern Street Bakery.')).toBeInTheDocument()
  expect(sent(UNDO)).toMatchObject([{ id: refund.id }])
})

it('money without an invoice and money without a bill are recorded from the page', async () => {
  hub.open('/o/tide-fennel/accounting/payments')
  const user = userEvent.setup()
  await press('Money received')
  const received = await dialogOf('Money received')
  await user.click(received.getByRole('button', { name: 'Record payment' }))
  expect(await received.findByText('Choose who paid.')).toBeInTheDocument()
  // The list comes after its form; until then nothing can be typed.
  await user.type(await received.findByRole('combobox', { name: 'Customer' }), 'Lant')
  await user.click(await screen.findByRole('option', { name: /Lantern Street Bakery/ }))
  await user.type(received.getByLabelText('Amount, EUR'), '80')
  await user.click(received.getByRole('button', { name: 'Record payment' }))
  expect(await screen.findByText('Recorded 80.00 EUR by Lantern Street Bakery.')).toBeInTheDocument()
  expect(sent(RECEIVED)).toMatchObject([{ contactId: payment.contactId, amount: '80', currency: 'EUR' }])
  await user.keyboard('{Escape}')
  await press('Money paid')
  const paid = await dialogOf('Money paid')
  await user.type(paid.getByLabelText('Amount, EUR'), '12.30')
  await user.type(paid.getByLabelText('What it was for'), 'Stamps')
  await user.selectOptions(paid.getByLabelText('Spent on'), '6300 Office')
  await user.type(paid.getByLabelText('Tax in it, EUR'), '2.30')
  await user.click(paid.getByRole('button', { name: 'Record' }))
  expect(await screen.findByText('Recorded 12.30 EUR as J-2026-0007.')).toBeInTheDocument()
  const id = (code: string) => accounts.find((one) => one.code === code)?.id
  await press('Money paid')
  const abroad = await dialogOf('Money paid')
  await user.selectOptions(abroad.getByLabelText('Currency'), 'USD')
  await user.selectOptions(abroad.getByLabelText('Spent on'), '6300 Office')
  await user.type(abroad.getByLabelText('Amount, USD'), '20')
  await user.type(abroad.getByLabelText('EUR for one USD'), '0.9')
  await user.click(abroad.getByRole('button', { name: 'Record' }))
  expect(await screen.findByText('Recorded 20.00 USD as J-2026-0007.')).toBeInTheDocument()
  expect(sent(POST)[1]).toMatchObject({
    currency: 'USD',
    rate: '0.9',
    lines: [
      { accountId: id('6300'), debit: '20.00' },
      { accountId: id('1150'), credit: '20.00' },
    ],
  })
  expect(sent(POST).slice(0, 1)).toMatchObject([
    {
      memo: 'Stamps',
      lines: [
        { accountId: id('6300'), debit: '10.00' },
        { accountId: id('1400'), debit: '2.30' },
        { accountId: id('1100'), credit: '12.30' },
      ],
    },
  ])
})

it('in another currency the gain or the loss stands there before it is booked (ACC-1)', async () => {
  const dollars = { ...payment, currency: 'USD', left: '100.00' }
  hub.procedures.set('modules.accounting.paymentsIn.get', () => ({ ...dollars, invoices: [], refunds: [] }))
  const { contactId, contact } = payment
  const left = [{ currency: 'USD', left: '100.00', from: payment.paidOn }]
  hub.procedures.set(LEFT, (asked) => {
    const isWorse = (asked as { rate: string }).rate === '0.95'
    const exchange = isWorse
      ? { currency: 'EUR', now: '95.00', before: '90.00', gain: '-5.00' }
      : { currency: 'EUR', now: '85.00', before: '90.00', gain: '5.00' }
    return { contactId, contact, left, exchange }
  })
  hub.open(`/o/tide-fennel/accounting/payments?payment=${payment.id}`)
  const user = userEvent.setup()
  await press('Pay back')
  const dialog = await dialogOf('Pay Lantern Street Bakery back')
  const slip = dialog.getByLabelText('What it posts')
  expect(slip).not.toHaveTextContent('Exchange')
  const rate = dialog.getByLabelText('EUR for one USD')
  await user.type(rate, '0.95')
  await dialog.findByText(
    'It is 95.00 EUR at this rate and was 90.00 when it came in: the difference is a loss.',
  )
  expect(slip).toHaveTextContent('1150 Dollarscredit100.00 USD6950 Exchange lossesdebit5.00 EUR')
  expect(sent(LEFT).at(-1)).toEqual({
    contactId,
    paymentId: payment.id,
    currency: 'USD',
    amount: '100.00',
    rate: '0.95',
  })
  await user.clear(rate)
  await user.type(rate, '0.85')
  await dialog.findByText(/the difference is a gain/)
  expect(slip).toHaveTextContent('4950 Exchange gainscredit5.00 EUR')
})

it('a customer is offered all that is left with them, in each currency', async () => {
  const { contactId, contact } = payment
  const may = [
    'accounting.book.read',
    'accounting.sale.read',
    'accounting.sale.write',
    'accounting.contact.read',
  ]
  hub.procedures.set('auth.me', () => personWith(...may))
  hub.procedures.set('modules.accounting.contacts.get', () => ({
    id: contactId,
    name: contact,
    isCustomer: true,
    isVendor: false,
    archivedAt: null,
    street: '',
    postcode: '',
    city: '',
    country: null,
    email: '',
    phone: '',
    taxId: '',
    termsDays: null,
    note: '',
  }))
  hub.procedures.set('modules.accounting.reports.receivables', () => ({
    currency: 'EUR',
    totals: { open: '0.00', credit: '1234.50' },
  }))
  const left = [
    { currency: 'EUR', left: '1234.50', from: '2026-11-02' },
    { currency: 'USD', left: '5.00', from: '2026-11-05' },
  ]
  hub.procedures.set(LEFT, () => ({ contactId, contact, left, exchange: null }))
  hub.open(`/o/tide-fennel/accounting/contacts?contact=${contactId}`)
  await screen.findByRole('button', { name: 'Pay back 5.00 USD' })
  await press('Pay back 1,234.50 EUR')
  const dialog = await dialogOf('Pay Lantern Street Bakery back')
  expect(dialog.getByLabelText('Amount, EUR')).toHaveValue('1,234.50')
})
