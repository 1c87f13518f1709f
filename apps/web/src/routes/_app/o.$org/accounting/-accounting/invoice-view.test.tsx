import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { book, invoiceDetails, invoiceIds, invoiceParties, personWith } from './testing.ts'

const GET = 'modules.accounting.invoices.get'

const hub = appOnHub({
  'auth.me': () => personWith('accounting.book.read', 'accounting.sale.read', 'accounting.sale.write'),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.invoices.parties': () => invoiceParties,
})

const IBAN = 'IBAN IE29 AIBK 9311 5212 3456 78'
const settled = { paymentId: null, creditId: invoiceIds.credit, on: '2026-11-21', amount: '389.85' }

async function show(change: object) {
  hub.procedures.set(GET, () => ({ ...invoiceDetails, ...change }))
  hub.open(`/o/tide-fennel/accounting/invoices/${invoiceDetails.id}`)
  return within(
    (await screen.findByRole('table', { name: 'Lines as printed' })).closest('main') ?? document.body,
  )
}

it('what is open of an invoice stands above what can be done, and its paper asks for the money (ACC-2)', async () => {
  const page = await show({})
  expect(page.getByText('EUR open')).toBeInTheDocument()
  expect(page.getByText('To pay')).toBeInTheDocument()
  expect(page.getByText('Due', { exact: true })).toBeInTheDocument()
  expect(page.getByText(IBAN)).toBeInTheDocument()
})

it('countries are named on the paper, and what its PDF cannot print is said', async () => {
  hub.procedures.set('modules.accounting.invoices.parties', () => ({
    ...invoiceParties,
    buyer: { ...invoiceParties.buyer, name: '東京堂', city: 'Paris', country: 'FR' },
  }))
  const page = await show({})
  expect(page.getByText('Paris, France')).toBeInTheDocument()
  expect(page.getByText('The PDF cannot print these letters: 東 京 堂.')).toBeInTheDocument()
})

it('nothing of a void invoice is called open or paid', async () => {
  const page = await show({ status: 'void', open: '0.00', settlements: [settled] })
  expect(page.getByText('EUR in total')).toBeInTheDocument()
  expect(page.queryByText(/EUR open/)).toBeNull()
  expect(page.getByRole('heading', { name: 'Credited' })).toBeInTheDocument()
  expect(page.queryByRole('heading', { name: 'Paid' })).toBeNull()
})

it('a credit note asks for no money, as its PDF does not', async () => {
  const page = await show({ kind: 'credit_note', number: 'CN-2026-0001', status: 'paid', open: '0.00' })
  expect(page.getByText('Credit note', { exact: true })).toBeInTheDocument()
  expect(page.getAllByText('Credited')).toHaveLength(2)
  expect(page.getByText('EUR in total')).toBeInTheDocument()
  for (const words of ['To pay', 'Due', IBAN]) expect(page.queryByText(words)).toBeNull()
})

it('an amount that is too long to stand beside words goes below them, and is not broken', async () => {
  const line = {
    description: 'Flour for the year',
    quantity: '1',
    unitCode: 'C62',
    unitPrice: '123456789012.34',
    discountPercent: '0',
    taxCodeId: invoiceIds.customer,
    tax: 'No tax',
    taxPercent: '0',
    accountId: invoiceIds.customer,
    amount: '123456789012.34',
  }
  const page = await show({ lines: [line], open: '123456789012.34', total: '123456789012.34' })
  const row = page.getByRole('row', { name: /Flour/ })
  expect(within(row).getAllByRole('cell')).toHaveLength(2)
  expect(row).toHaveTextContent('Flour for the year1 × 123,456,789,012.34, 0% tax123,456,789,012.34')
  expect(page.getByText('EUR open').parentElement).toHaveClass('text-18')
})
