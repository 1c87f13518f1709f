import { mulDiv } from '../../../shared/money.ts'
import { amountText } from '../ledger/amounts.ts'
import { fieldFault } from '../../../shared/field-fault.ts'

/** A posted invoice that somebody pays, as it is while it is held. */
export interface OpenInvoice {
  id: string
  number: string
  contactId: string
  currency: string
  issuedOn: string
  totalMinor: bigint
  baseMinor: bigint
  settledMinor: bigint
  releasedMinor: bigint
}

/** Money that can be put to invoices. */
export interface Source {
  contactId: string
  currency: string
  amount: bigint
  base: bigint
  allocated: bigint
  released: bigint
}

export interface Wish {
  invoiceId: string
  /** Null: all that is open, as far as the money goes. */
  amount: bigint | null
}

export interface Planned {
  invoice: OpenInvoice
  amount: bigint
  /** What this much of the invoice, and of the money, stands for in the books' currency. */
  documentBase: bigint
  sourceBase: bigint
}

/** A share in the books' currency: by the amount, and the last takes what is left, so that nothing remains over. */
export function share(
  amount: bigint,
  of: { amount: bigint; taken: bigint; base: bigint; released: bigint },
): bigint {
  return of.taken + amount === of.amount ? of.base - of.released : mulDiv(amount, of.base, of.amount)
}

/** What is put to which invoice. Throws a BAD_REQUEST that names the wish which cannot be. */
export function planAllocations(
  source: Source,
  wishes: readonly Wish[],
  invoices: ReadonlyMap<string, OpenInvoice>,
): Planned[] {
  const planned: Planned[] = []
  let { allocated, released } = source
  wishes.forEach((wish, at) => {
    const path = `allocations.${at}`
    const invoice = invoices.get(wish.invoiceId)
    if (!invoice) throw new Error('An invoice was not read that is to be paid.')
    const open = invoice.totalMinor - invoice.settledMinor
    const left = source.amount - allocated
    requireFitting(source, invoice, path)
    if (planned.some((one) => one.invoice.id === invoice.id))
      throw fieldFault(`${path}.invoiceId`, `${invoice.number} is named twice.`)
    if (open === 0n) throw fieldFault(`${path}.invoiceId`, `${invoice.number} is paid already.`)
    const amount = wish.amount ?? (open < left ? open : left)
    const text = (minor: bigint) => `${amountText(minor, source.currency)} ${source.currency}`
    if (amount <= 0n) throw fieldFault(`${path}.amount`, 'Nothing of the payment is left for this invoice.')
    if (amount > open) throw fieldFault(`${path}.amount`, `Only ${text(open)} of ${invoice.number} is open.`)
    if (amount > left) throw fieldFault(`${path}.amount`, `Only ${text(left)} of the payment is left.`)
    const documentBase = share(amount, {
      amount: invoice.totalMinor,
      taken: invoice.settledMinor,
      base: invoice.baseMinor,
      released: invoice.releasedMinor,
    })
    const sourceBase = share(amount, { ...source, taken: allocated, released })
    allocated += amount
    released += sourceBase
    planned.push({ invoice, amount, documentBase, sourceBase })
  })
  return planned
}

function requireFitting(source: Source, invoice: OpenInvoice, path: string): void {
  if (invoice.contactId !== source.contactId)
    throw fieldFault(`${path}.invoiceId`, `${invoice.number} is another customer’s.`)
  if (invoice.currency !== source.currency)
    throw fieldFault(
      `${path}.invoiceId`,
      `${invoice.number} is in ${invoice.currency}, the payment in ${source.currency}.`,
    )
}
