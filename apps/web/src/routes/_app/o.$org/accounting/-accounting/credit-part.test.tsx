import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import { book, invoiceDetails, invoiceIds, invoiceParties, personWith } from './testing.ts'

const CREDIT = 'modules.accounting.invoices.credit'
const PREVIEW = 'modules.accounting.invoices.creditPreview'

const line = (description: string, given: object) => ({
  description,
  unitCode: 'C62',
  discountPercent: '0',
  taxCodeId: invoiceIds.customer,
  tax: 'VAT 7 %',
  taxPercent: '7',
  accountId: invoiceIds.customer,
  ...given,
})
const lines = [
  line('House blend, 1 kg', { quantity: '12', unitPrice: '14.2', amount: '170.40' }),
  line('Paper filters', { quantity: '4', unitPrice: '6.5', amount: '26.00' }),
]
const comesTo = {
  currency: 'EUR',
  net: '42.60',
  tax: '2.98',
  total: '45.58',
  left: '106.36',
  free: '10.00',
  lines: [
    { line: 1, quantity: '10', amount: '142.00' },
    { line: 2, quantity: '0', amount: '0.00' },
  ],
}

const hub = appOnHub({
  'auth.me': () => personWith('accounting.book.read', 'accounting.sale.read', 'accounting.sale.write'),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.invoices.parties': () => invoiceParties,
  'modules.accounting.paymentsIn.list': () => ({ items: [], nextCursor: null }),
  'modules.accounting.invoices.get': () => ({ ...invoiceDetails, lines }),
  [PREVIEW]: () => comesTo,
  [CREDIT]: () => invoiceDetails,
})

const sent = (path: string) => hub.calls.filter((call) => call.path === path).map(({ input }) => input)

it('part of a line is credited: what is left, what it comes to, and what the customer has then (ACC-2)', async () => {
  const user = userEvent.setup()
  hub.open(`/o/tide-fennel/accounting/invoices/${invoiceDetails.id}`)
  await user.click(await screen.findByRole('button', { name: 'More acts' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Credit part of it' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Credit part of INV-2026-0041' }))
  const coffee = within(dialog.getByRole('group', { name: /House blend/ }))
  expect(await coffee.findByText('10 of 12 and 142.00 EUR left')).toBeInTheDocument()
  const filters = within(dialog.getByRole('group', { name: /Paper filters/ }))
  expect(filters.getByText('All of it is credited')).toBeInTheDocument()
  expect(filters.queryByRole('textbox')).toBeNull()
  const post = dialog.getByRole('button', { name: 'Post credit note' })
  await user.click(post)
  expect(await dialog.findByText('Write how many, or how much, of a line.')).toBeInTheDocument()
  await user.type(coffee.getByLabelText('Or how much, EUR'), '7')
  await user.type(coffee.getByLabelText('How many'), '3')
  expect(coffee.getByLabelText('Or how much, EUR')).toHaveValue('')
  expect(await dialog.findByText('45.58 EUR')).toBeInTheDocument()
  expect(dialog.getByText(/10.00 EUR of what was paid stays with the customer/)).toBeInTheDocument()
  await user.type(dialog.getByLabelText('Reason'), 'Torn bags')
  const issues = [{ path: 'lines.0.quantity', message: 'Only 2 of line 1 is left to credit.' }]
  hub.procedures.set(CREDIT, () => {
    throw refuse('BAD_REQUEST', 'Something is wrong.', issues)
  })
  await user.click(post)
  expect(await coffee.findByText('Only 2 of line 1 is left to credit.')).toBeInTheDocument()
  hub.procedures.set(CREDIT, () => invoiceDetails)
  await user.click(post)
  expect(await screen.findByText('Credited part of INV-2026-0041.')).toBeInTheDocument()
  expect(sent(CREDIT).at(-1)).toMatchObject({ lines: [{ line: 1, quantity: '3' }], reason: 'Torn bags' })
})
