import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { emptyInvoiceLine, formTotals } from './invoice-form.ts'
import type { InvoiceForm, TaxCode } from './invoice-form.ts'
import { PostingPreview } from './posting-preview.tsx'
import type { LedgerAccount } from './use-ledger-accounts.ts'

afterEach(cleanup)

const account = (code: string, name: string, role: LedgerAccount['role']): LedgerAccount => ({
  id: code,
  code,
  name,
  role,
  type: 'income',
  subtype: 'other',
  currency: null,
  archivedAt: null,
  version: 1,
})
const accounts = [
  account('1200', 'Owed by customers', 'receivable'),
  account('2200', 'Tax', 'tax_out'),
  account('2400', 'County tax', null),
  account('4000', 'Sales', 'sales'),
]
const component = { name: 'State', sign: 1 } as const
const tax: TaxCode = {
  id: 'tax',
  name: 'State and county',
  side: 'sale',
  category: 'S',
  percent: '8.25',
  reason: '',
  components: [
    { ...component, percent: '6.25', accountId: '2200' },
    { ...component, percent: '2', accountId: '2400' },
  ],
  archivedAt: null,
  version: 1,
}
const line = emptyInvoiceLine(tax.id)
const form: InvoiceForm = {
  contact: null,
  issuedOn: '2026-11-20',
  dueOn: '2026-12-04',
  currency: 'USD',
  rate: '0.86',
  pricesIncludeTax: false,
  discountPercent: '0',
  reference: '',
  message: '',
  lines: [{ ...line, values: { ...line.values, item: 'Coffee', price: '1000.05' } }],
}

function show(change: Partial<InvoiceForm> = {}) {
  const changed = { ...form, ...change }
  const totals = formTotals(changed, [tax])
  render(
    <PostingPreview form={changed} totals={totals} parts={{ baseCurrency: 'EUR', accounts, taxes: [tax] }} />,
  )
}
const rows = () => screen.getAllByRole('term').map((name) => name.parentElement?.textContent)

it('an invoice in another currency is shown as it is booked in the currency of the books (ACC-1)', () => {
  show()
  expect(screen.getByText('in EUR, the currency of the books')).toBeInTheDocument()
  expect(rows()).toEqual([
    '1200 Owed by customersdebit930.99',
    '4000 Salescredit860.04',
    '2200 Taxcredit53.75',
    '2400 County taxcredit17.20',
  ])
})

it('asks for the rate where it cannot be read', () => {
  show({ rate: '' })
  expect(screen.getByText('Nothing yet. Write how many EUR one USD is.')).toBeInTheDocument()
})

it('an invoice in the currency of the books needs no rate', () => {
  show({ currency: 'EUR', rate: '' })
  expect(rows()).toEqual([
    '1200 Owed by customersdebit1,082.55',
    '4000 Salescredit1,000.05',
    '2200 Taxcredit62.50',
    '2400 County taxcredit20.00',
  ])
})
