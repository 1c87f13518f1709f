import { totalsOf } from '@hub/api/schemas/shared/document-totals'
import { formatMoney } from '@hub/api/schemas/shared/money'
import type { Line, LineColumn } from '@hub/ui/line-editor'
import { digitsOf } from './currency-digits.ts'
import { isUnwritten, numbersOf } from './invoice-form.ts'
import type { InvoiceForm, TaxCode } from './invoice-form.ts'

/** What one line comes to as it is written, before the discount on the whole. */
function amountOf(line: Line, digits: number): string | null {
  if (isUnwritten(line)) return null
  const tax = { id: '', category: 'Z', percent: '0' }
  const terms = { digits, pricesIncludeTax: false, discountPercent: '0' }
  return formatMoney(totalsOf([{ ...numbersOf(line), tax }], terms).total, digits)
}

/** The cells of a line. A discount has its own once a line has one. */
export function invoiceColumns({ currency, lines }: InvoiceForm, taxes: readonly TaxCode[]): LineColumn[] {
  const digits = digitsOf(currency)
  const discount: LineColumn = {
    id: 'discount',
    label: 'Less %',
    kind: 'number',
    decimals: 6,
    min: '0',
    className: 'w-20',
  }
  const hasDiscount = lines.some(({ values }) => !['', '0', undefined].includes(values['discount']))
  return [
    { id: 'item', label: 'Item', kind: 'text' },
    { id: 'quantity', label: 'Qty', kind: 'number', decimals: 6, className: 'w-20' },
    {
      id: 'price',
      label: 'Price',
      kind: 'number',
      decimals: 8,
      minDecimals: digits,
      min: '0',
      className: 'w-28',
    },
    ...(hasDiscount ? [discount] : []),
    {
      id: 'tax',
      label: 'Tax',
      kind: 'choice',
      options: taxes.map(({ id, name }) => ({ value: id, label: name })),
      className: 'w-32',
    },
    {
      id: 'amount',
      label: `Amount, ${currency}`,
      kind: 'amount',
      decimals: digits,
      of: (line) => amountOf(line, digits),
      className: 'w-32',
    },
  ]
}
