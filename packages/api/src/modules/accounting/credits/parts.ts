import { fieldFault } from '../../../shared/field-fault.ts'
import { formatMoney, mulDiv } from '../../../shared/money.ts'
import { decimalText } from '../decimal-text.ts'
import { amountText, digitsOf, minorOf } from '../ledger/amounts.ts'
import { quantityOf } from './invoice.ts'
import type { CreditableInvoice, CreditableLine } from './invoice.ts'

/** What is to be credited of one line; all that is left of it where neither is said. */
export interface CreditWish {
  line: number
  quantity?: string | undefined
  amount?: string | undefined
}

/** A line of a credit note. */
export interface CreditLine {
  of: CreditableLine
  quantity: string
  unitCode: string
  unitPrice: string
  discountPercent: string
  /** As the line is printed: before the discount on the whole, with tax where prices include it. */
  amount: bigint
}

const size = (value: bigint) => (value < 0n ? -value : value)
const QUANTITY_DIGITS = 6
const PIECE = 'C62'

/** The lines of a credit note, checked against what is left. Throws a BAD_REQUEST that names the wish which cannot be. */
export function creditLines(
  invoice: CreditableInvoice,
  wishes: readonly CreditWish[],
  pathOf: (at: number) => string,
): CreditLine[] {
  const named = new Set<number>()
  return wishes.map((wish, at) => {
    const path = (field: string) => `${pathOf(at)}${field}`
    const of = invoice.lines.find(({ n }) => n === wish.line)
    if (!of) throw fieldFault(path('line'), `${invoice.number} has ${lineCount(invoice)}.`)
    if (named.has(of.n)) throw fieldFault(path('line'), `Line ${of.n} is named twice.`)
    named.add(of.n)
    if (wish.quantity !== undefined && wish.amount !== undefined)
      throw fieldFault(path('amount'), 'Say how many, or how much, not both.')
    const left = of.amount - of.credited
    if (left === 0n) throw fieldFault(path('line'), `Nothing of line ${of.n} is left to credit.`)
    if (wish.quantity !== undefined) return byQuantity(of, { text: wish.quantity, path, invoice })
    if (wish.amount !== undefined) return byAmount(of, { text: wish.amount, path, invoice })
    return rest(of, invoice)
  })
}

const lineCount = ({ lines }: CreditableInvoice) =>
  lines.length === 1 ? 'one line' : `lines 1 to ${lines.length}`

/** All that is left of an invoice. */
export const restOf = (invoice: CreditableInvoice): CreditLine[] =>
  invoice.lines
    .filter(({ amount, credited }) => amount !== credited || amount === 0n)
    .map((of) => rest(of, invoice))

interface Said {
  text: string
  path: (field: string) => string
  invoice: CreditableInvoice
}

/** Counted from the first credit on, so that one of three, three times, comes to the line to the cent. */
function byQuantity(of: CreditableLine, { text, path, invoice }: Said): CreditLine {
  const [asked, all] = [quantityOf(text), quantityOf(of.quantity)]
  const before = of.byQuantity.quantity
  if (asked === 0n || asked < 0n !== all < 0n)
    throw fieldFault(
      path('quantity'),
      `Give a quantity ${all < 0n ? 'below' : 'above'} 0, as line ${of.n} has.`,
    )
  if (size(before + asked) > size(all))
    throw fieldFault(
      path('quantity'),
      `Only ${quantityText(all - before)} of line ${of.n} is left to credit.`,
    )
  const amount = mulDiv(of.amount, before + asked, all) - of.byQuantity.amount
  requireLeft(of, { amount, path: path('quantity'), invoice })
  return { ...priceOf(of), of, quantity: decimalText(text), amount }
}

function byAmount(of: CreditableLine, { text, path, invoice }: Said): CreditLine {
  const asked = minorOf(text, { currency: invoice.currency, path: path('amount') })
  if (asked <= 0n) throw fieldFault(path('amount'), 'Give an amount above 0.')
  const amount = of.amount < 0n ? -asked : asked
  requireLeft(of, { amount, path: path('amount'), invoice })
  return atAmount(of, amount, invoice)
}

function requireLeft(
  of: CreditableLine,
  { amount, path, invoice }: { amount: bigint; path: string; invoice: CreditableInvoice },
): void {
  const left = of.amount - of.credited
  if (amount === 0n) throw fieldFault(path, `So little of line ${of.n} comes to nothing.`)
  if (size(amount) <= size(left)) return
  const text = `${amountText(size(left), invoice.currency)} ${invoice.currency}`
  throw fieldFault(path, `Only ${text} of line ${of.n} is left to credit.`)
}

/** So many of a line as were not credited at its price. */
export const quantityLeft = (of: CreditableLine): string =>
  quantityText(quantityOf(of.quantity) - of.byQuantity.quantity)

/** What was credited by pieces so far ends by pieces; else it is so much money. */
function rest(of: CreditableLine, invoice: CreditableInvoice): CreditLine {
  const amount = of.amount - of.credited
  const quantity = quantityOf(of.quantity) - of.byQuantity.quantity
  if (of.byQuantity.amount === of.credited && quantity !== 0n)
    return { ...priceOf(of), of, quantity: quantityText(quantity), amount }
  return atAmount(of, amount, invoice)
}

const priceOf = ({ unitCode, unitPrice, discountPercent }: CreditableLine) => ({
  unitCode,
  unitPrice,
  discountPercent,
})

const atAmount = (of: CreditableLine, amount: bigint, { currency }: CreditableInvoice): CreditLine => ({
  of,
  quantity: amount < 0n ? '-1' : '1',
  unitCode: PIECE,
  unitPrice: formatMoney(size(amount), digitsOf(currency)),
  discountPercent: '0',
  amount,
})

const quantityText = (quantity: bigint) => decimalText(formatMoney(quantity, QUANTITY_DIGITS))
