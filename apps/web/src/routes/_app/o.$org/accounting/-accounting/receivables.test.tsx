import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { book, invoiceIds, personWith } from './testing.ts'

const owed = {
  notDue: '0.00',
  upTo30: '379.22',
  upTo60: '0.00',
  upTo90: '0.00',
  over90: '0.00',
  open: '379.22',
  credit: '10000.00',
  total: '-9620.78',
}
const sheet = {
  asOf: '2026-11-20',
  currency: 'EUR',
  rows: [{ contactId: invoiceIds.customer, contact: 'Lantern Street Bakery', ...owed }],
  contacts: 1,
  totals: owed,
  inBooks: '-9620.78',
  isBalanced: true,
}
const contact = {
  id: invoiceIds.customer,
  name: 'Lantern Street Bakery',
  isCustomer: true,
  isVendor: false,
  email: 'books@lantern.example',
  phone: '',
  street: '',
  postcode: '',
  city: '',
  country: 'IE',
  taxId: '',
  termsDays: 30,
  note: '',
  archivedAt: null,
  version: 1,
}
const nothing = { items: [], nextCursor: null }

const hub = appOnHub({
  'auth.me': () => personWith('accounting.book.read', 'accounting.sale.read', 'accounting.contact.read'),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.contacts.list': () => ({ items: [contact], nextCursor: null }),
  'modules.accounting.contacts.get': () => contact,
  'modules.accounting.invoices.list': () => nothing,
  'modules.accounting.reports.receivables': () => sheet,
})

it('what a customer owes is what is open of invoices; credit stands beside it (ACC-2)', async () => {
  hub.open('/o/tide-fennel/accounting/reports?report=receivables')
  const table = within(await screen.findByRole('table', { name: 'Who owes us' }))
  const [head, row] = table.getAllByRole('row')
  expect(
    within(head as HTMLElement)
      .getAllByRole('columnheader')
      .slice(-2),
  ).toMatchObject([{ textContent: 'Owed' }, { textContent: 'Credit' }])
  const cells = within(row as HTMLElement).getAllByRole('cell')
  expect(cells.at(-2)).toHaveTextContent('379.22')
  expect(cells.at(-1)).toHaveTextContent('10,000.00')
  expect(cells[0]).toHaveTextContent('379.22 1–30 days late10,000.00 of credit')
  expect(screen.getByText(/open invoices, less credit, come to what the books hold/)).toBeInTheDocument()
})

it('the customer is told of in the same way, with the days to pay in plain words', async () => {
  hub.open(`/o/tide-fennel/accounting/contacts?contact=${contact.id}`)
  const facts = (await screen.findByText(/^Owes/)).parentElement
  expect(facts).toHaveTextContent('30 days to payOwes 379.22 EURCredit 10,000.00 EUR')
})
