import { totalsOf } from '@hub/api/schemas/shared/document-totals'
import type { Totals } from '@hub/api/schemas/shared/document-totals'
import type { Line } from '@hub/ui/line-editor'
import { newKey } from '../../../../../idempotency.ts'
import { digitsOf } from './currency-digits.ts'
import type { Accounting } from './book-page.tsx'
import { isBlank, valueIn } from './entry-lines.ts'
import type { InvoiceDetails } from './invoice-words.ts'

export type TaxCode = Accounting['taxes']['list']['items'][number]

/** An invoice as it stands in its fields. */
export interface InvoiceForm {
  contact: { value: string; label: string } | null
  issuedOn: string | null
  dueOn: string | null
  currency: string
  rate: string
  pricesIncludeTax: boolean
  discountPercent: string
  reference: string
  message: string
  /** Cells besides what is shown: the unit and the account, which stay as they are. */
  lines: readonly Line[]
}

export const emptyInvoiceLine = (taxCodeId: string): Line => ({
  id: newKey(),
  values: { quantity: '1', tax: taxCodeId },
})

/** Nothing was written in it: its quantity and tax are there from the beginning. */
export const isUnwritten = (line: Line): boolean =>
  isBlank({ ...line, values: { ...line.values, quantity: '', tax: '', unit: '', account: '', discount: '' } })

export function formOf(invoice: InvoiceDetails): InvoiceForm {
  const { contactId, contact, lines, issuedOn, dueOn, currency, rate, pricesIncludeTax } = invoice
  return {
    contact: {
      value: contactId,
      label: contact,
    },
    issuedOn,
    dueOn,
    currency,
    rate,
    pricesIncludeTax,
    discountPercent: invoice.discountPercent,
    reference: invoice.reference,
    message: invoice.message,
    lines: lines.map((line) => ({
      id: newKey(),
      values: {
        item: line.description,
        quantity: line.quantity,
        price: line.unitPrice,
        tax: line.taxCodeId,
        unit: line.unitCode,
        account: line.accountId,
        discount: line.discountPercent,
      },
    })),
  }
}

/** The lines that are sent: those in which something was written. */
export const writtenLines = ({ lines }: Pick<InvoiceForm, 'lines'>) =>
  lines.filter((line) => !isUnwritten(line))

/** Decimals of a quantity and of a price, as the hub takes them. */
const NUMBER = {
  quantity: /^-?\d{1,12}(\.\d{1,6})?$/,
  price: /^\d{1,12}(\.\d{1,8})?$/,
  percent: /^\d{1,3}(\.\d{1,6})?$/,
}

/** What cannot be read yet counts as nothing. */
const numberIn = (line: Line, column: string, shape: RegExp): string => {
  const text = valueIn(line, column)
  return shape.test(text) ? text : '0'
}

/** The cells of a line as numbers. */
export const numbersOf = (line: Line) => ({
  quantity: numberIn(line, 'quantity', NUMBER.quantity),
  unitPrice: numberIn(line, 'price', NUMBER.price),
  discountPercent: numberIn(line, 'discount', NUMBER.percent),
})

export type InvoiceInput = NonNullable<ReturnType<typeof inputOf>>

/** The form as it is saved; null until it is known for whom it is, and from when. A rate that is missing is refused. */
export function inputOf(form: InvoiceForm, baseCurrency: string) {
  const { contact, issuedOn, dueOn, currency, rate, pricesIncludeTax, discountPercent } = form
  if (contact === null || issuedOn === null || dueOn === null) return null
  return {
    contactId: contact.value,
    issuedOn,
    dueOn,
    currency,
    pricesIncludeTax,
    ...(currency !== baseCurrency && { rate }),
    discountPercent: NUMBER.percent.test(discountPercent) ? discountPercent : '0',
    reference: form.reference.trim(),
    message: form.message.trim(),
    lines: writtenLines(form).map((line) => ({
      description: valueIn(line, 'item'),
      ...numbersOf(line),
      ...(valueIn(line, 'tax') !== '' && { taxCodeId: valueIn(line, 'tax') }),
      ...(valueIn(line, 'unit') !== '' && { unitCode: valueIn(line, 'unit') }),
      ...(valueIn(line, 'account') !== '' && { accountId: valueIn(line, 'account') }),
    })),
  }
}

/** What the written lines come to, as the hub will calculate it. */
export function formTotals(form: InvoiceForm, taxes: readonly TaxCode[]): Totals {
  const none = { id: '', category: 'Z', percent: '0' }
  const priced = writtenLines(form).map((line) => ({
    ...numbersOf(line),
    tax: taxes.find(({ id }) => id === valueIn(line, 'tax')) ?? none,
  }))
  return totalsOf(priced, {
    digits: digitsOf(form.currency),
    pricesIncludeTax: form.pricesIncludeTax,
    discountPercent: NUMBER.percent.test(form.discountPercent) ? form.discountPercent : '0',
  })
}
