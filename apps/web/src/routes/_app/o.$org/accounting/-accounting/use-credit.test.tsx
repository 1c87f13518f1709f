import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import { book, invoiceDetails, invoiceIds, invoiceParties, payment, personWith } from './testing.ts'

const ALLOCATE = 'modules.accounting.paymentsIn.allocate'
const TAKE_OFF = 'modules.accounting.paymentsIn.takeOff'
const LIST = 'modules.accounting.paymentsIn.list'
const GET = 'modules.accounting.invoices.get'
const INVOICES = 'modules.accounting.invoices.list'

const read = ['accounting.book.read', 'accounting.sale.read'] as const
const dollars = { ...invoiceDetails, number: 'INV-2026-0050', currency: 'USD' }
const small = { ...invoiceDetails, id: invoiceIds.credit, number: 'INV-2026-0042', open: '20.00' }

const hub = appOnHub({
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.invoices.parties': () => invoiceParties,
  'modules.accounting.paymentsIn.get': () => ({
    ...payment,
    invoices: [{ invoiceId: invoiceIds.credit, number: 'INV-2026-0040', on: '2026-11-19', amount: '50.00' }],
    refunds: [],
  }),
  [INVOICES]: (input) => {
    const { status, currency } = input as { status: string; currency: string }
    const all = status === 'unpaid' ? [invoiceDetails, small, dollars] : []
    return { items: all.filter((invoice) => invoice.currency === currency), nextCursor: null }
  },
})

beforeEach(() => {
  hub.procedures.set('auth.me', () => personWith(...read, 'accounting.sale.write'))
  hub.procedures.set(LIST, (input) => ({
    items: [payment].filter(({ currency }) => currency === (input as { currency: string }).currency),
    nextCursor: null,
  }))
  hub.procedures.set(ALLOCATE, () => payment)
  hub.procedures.set(TAKE_OFF, () => payment)
  hub.procedures.set(GET, () => invoiceDetails)
})

const put = () => hub.calls.filter(({ path }) => path === ALLOCATE).map(({ input }) => input)
const openPayment = () => {
  hub.open(`/o/tide-fennel/accounting/payments?payment=${payment.id}`)
}
const openInvoice = () => {
  hub.open(`/o/tide-fennel/accounting/invoices/${invoiceDetails.id}`)
}
const button = (name: string) => screen.findByRole('button', { name })

it('what is left of a payment goes to an open invoice of its customer (ACC-2)', async () => {
  openPayment()
  const user = userEvent.setup()
  const went = await screen.findByRole('link', { name: 'INV-2026-0040' })
  expect(went.closest('li')).toHaveTextContent('INV-2026-0040, 50.00 EUR')
  await user.click(await button('Use for an invoice'))
  const dialog = within(await screen.findByRole('dialog', { name: 'Use what is left for an invoice' }))
  const invoices = dialog.getByLabelText('Invoice')
  expect(
    within(invoices)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['INV-2026-0041, 389.85 open', 'INV-2026-0042, 20.00 open'])
  expect(dialog.getByLabelText('Amount, EUR')).toHaveValue('50.00')
  await user.selectOptions(invoices, 'INV-2026-0042, 20.00 open')
  const amount = dialog.getByLabelText('Amount, EUR')
  expect(amount).toHaveValue('20.00')
  await user.clear(amount)
  await user.type(amount, '12,5')
  await user.click(dialog.getByRole('button', { name: 'Use credit' }))
  expect(await screen.findByText('Put 12.50 EUR to INV-2026-0042.')).toBeInTheDocument()
  expect(put()).toMatchObject([
    { id: payment.id, allocations: [{ invoiceId: invoiceIds.credit, amount: '12.5' }] },
  ])
})

it('what was chosen stays it while a colleague pays the one above it, and is asked for anew once it is gone', async () => {
  const other = { ...small, id: invoiceIds.customer, number: 'INV-2026-0043', open: '9.00' }
  const unpaid = (...items: object[]) => hub.procedures.set(INVOICES, () => ({ items, nextCursor: null }))
  unpaid(invoiceDetails, small, other)
  const { router } = hub.open(`/o/tide-fennel/accounting/payments?payment=${payment.id}`)
  const readAgain = () => router.options.context.hubs.of('tide-fennel').queryClient.invalidateQueries()
  const user = userEvent.setup()
  await user.click(await button('Use for an invoice'))
  const dialog = within(await screen.findByRole('dialog', { name: 'Use what is left for an invoice' }))
  const invoices = dialog.getByLabelText('Invoice')
  await user.selectOptions(invoices, 'INV-2026-0042, 20.00 open')
  unpaid(small, other)
  await readAgain()
  expect(invoices).toHaveDisplayValue('INV-2026-0042, 20.00 open')
  unpaid(other)
  await readAgain()
  await user.click(dialog.getByRole('button', { name: 'Use credit' }))
  expect(await dialog.findByText('It is used up by now. Choose another one.')).toBeInTheDocument()
  expect(put()).toEqual([])
})

it('an invoice takes what its customer paid too much, and a refusal stands at its field', async () => {
  openInvoice()
  const user = userEvent.setup()
  await user.click(await button('Use credit'))
  const dialog = within(await screen.findByRole('dialog', { name: 'Use credit for INV-2026-0041' }))
  const amount = dialog.getByLabelText('Amount, EUR')
  expect(amount).toHaveValue('50.00')
  const issues = [{ path: 'allocations.0.amount', message: 'Only 50.00 EUR of the payment is left.' }]
  hub.procedures.set(ALLOCATE, () => {
    throw refuse('BAD_REQUEST', 'Something is wrong.', issues)
  })
  await user.clear(amount)
  await user.type(amount, '60')
  await user.click(dialog.getByRole('button', { name: 'Use credit' }))
  expect(await dialog.findByText('Only 50.00 EUR of the payment is left.')).toBeInTheDocument()
  expect(put()).toMatchObject([
    { id: payment.id, allocations: [{ invoiceId: invoiceDetails.id, amount: '60' }] },
  ])
})

it('whoever only reads is not asked, and where nothing is left there is nothing to use', async () => {
  hub.procedures.set('auth.me', () => personWith(...read))
  openPayment()
  expect(await screen.findByText('Not used yet')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Use for an invoice' })).toBeNull()
  hub.procedures.set('auth.me', () => personWith(...read, 'accounting.sale.write'))
  hub.procedures.set(LIST, () => ({ items: [], nextCursor: null }))
  openInvoice()
  expect(await button('Record payment')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Use credit' })).toBeNull()
})

it('what was put to an invoice on a day is taken off it again, after one more question (ACC-2)', async () => {
  const settlement = { paymentId: payment.id, creditId: null, on: '2026-11-19', amount: '30.00' }
  const settlements = [settlement, { ...settlement, on: '2026-11-20', amount: '20.00' }]
  hub.procedures.set(GET, () => ({ ...invoiceDetails, status: 'part_paid', open: '339.85', settlements }))
  openInvoice()
  const user = userEvent.setup()
  await user.click(await button('Take the payment of 19 November off'))
  const dialog = within(await screen.findByRole('dialog', { name: 'Take 30.00 EUR off INV-2026-0041?' }))
  await user.click(dialog.getByRole('button', { name: 'Take it off' }))
  expect(await screen.findByText('Took 30.00 EUR off INV-2026-0041.')).toBeInTheDocument()
  expect(hub.calls.filter(({ path }) => path === TAKE_OFF).map(({ input }) => input)).toMatchObject([
    { id: payment.id, invoiceId: invoiceDetails.id, putOn: '2026-11-19' },
  ])
})

it('whoever only reads takes nothing off', async () => {
  hub.procedures.set('auth.me', () => personWith(...read))
  const settlements = [{ paymentId: payment.id, creditId: null, on: '2026-11-19', amount: '50.00' }]
  hub.procedures.set(GET, () => ({ ...invoiceDetails, status: 'part_paid', open: '339.85', settlements }))
  openInvoice()
  expect(await screen.findByRole('link', { name: 'Payment, 19 November' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /^Take the payment/ })).toBeNull()
})
