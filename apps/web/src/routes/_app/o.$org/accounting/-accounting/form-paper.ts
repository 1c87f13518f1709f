import { formatMoney } from '@hub/api/schemas/shared/money'
import type { Totals } from '@hub/api/schemas/shared/document-totals'
import { digitsOf } from './currency-digits.ts'
import type { Accounting } from './book-page.tsx'
import { valueIn } from './entry-lines.ts'
import { numbersOf, writtenLines } from './invoice-form.ts'
import type { InvoiceForm, TaxCode } from './invoice-form.ts'
import type { Paper } from './invoice-paper.tsx'
import type { WholeInvoice } from './invoice-words.ts'

interface PaperOf {
  form: InvoiceForm
  totals: Totals
  taxes: readonly TaxCode[]
  company: Accounting['company']['get']
  buyer: Accounting['contacts']['get'] | undefined
}

/** The invoice that is being written, as it would be printed now. */
export function paperOfForm({ form, totals, taxes, company, buyer }: PaperOf): Paper {
  const digits = digitsOf(form.currency)
  const amount = (minor: bigint) => formatMoney(minor, digits)
  const taxOf = (id: string) => taxes.find((tax) => tax.id === id)
  return {
    kind: 'invoice',
    number: 'Draft, no number yet',
    seller: {
      ...company,
      name: company.legalName,
    },
    buyer: buyer ?? null,
    issuedOn: form.issuedOn,
    dueOn: form.dueOn,
    reference: form.reference,
    message: form.message,
    currency: form.currency,
    lines: writtenLines(form).map((line, at) => ({
      description: valueIn(line, 'item'),
      quantity: numbersOf(line).quantity,
      unitPrice: priceText(numbersOf(line).unitPrice, digits),
      tax: `${taxOf(valueIn(line, 'tax'))?.percent ?? '0'}%`,
      amount: amount(totals.lines[at]?.amount ?? 0n),
    })),
    discount: amount(totals.discount),
    net: amount(totals.net),
    taxes: totals.taxes.map(({ taxCodeId, taxable, tax }) => ({
      name: taxOf(taxCodeId)?.name ?? 'Tax',
      taxable: amount(taxable),
      tax: amount(tax),
    })),
    rounding: amount(totals.rounding),
    total: amount(totals.total),
  }
}

/** A saved document as it is printed. */
export function paperOf(invoice: WholeInvoice): Paper {
  const { number, lines, currency, ...rest } = invoice
  return {
    ...rest,
    number: number ?? 'Draft, no number yet',
    currency,
    lines: lines.map((line) => ({
      ...line,
      unitPrice: priceText(line.unitPrice, digitsOf(currency)),
      tax: `${line.taxPercent}%`,
    })),
  }
}

/** A price has the digits of its currency at least. */
function priceText(price: string, digits: number): string {
  const [whole = '0', fraction = ''] = price.split('.')
  const padded = fraction.padEnd(digits, '0')
  return padded === '' ? whole : `${whole}.${padded}`
}
