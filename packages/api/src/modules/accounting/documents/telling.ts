import { moneyText, sumOfAmounts } from '../../../shared/amount-words.ts'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts, linesOf } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import type { Page } from '../../../shared/list.ts'
import { factLines, howMany, isNothing, pageTold } from '../telling.ts'
import { invoiceEntity } from './entity.ts'
import { InvoiceDetails, InvoicePage } from './schema.ts'
import type { Invoice, InvoiceLine, InvoiceStatus } from './schema.ts'

const stillOpen = ({ open, total, currency }: Invoice): string =>
  open === total ? 'not yet paid' : `${moneyText(open, currency)} of it not yet paid`

const states: Readonly<Record<InvoiceStatus, (invoice: Invoice) => string>> = {
  draft: () => 'a draft, not posted',
  open: (invoice) => `${stillOpen(invoice)}, due on ${dayTextOf(invoice.dueOn)}`,
  part_paid: (invoice) => `${stillOpen(invoice)}, due on ${dayTextOf(invoice.dueOn)}`,
  overdue: (invoice) => `overdue since ${dayTextOf(invoice.dueOn)}, ${stillOpen(invoice)}`,
  paid: () => 'paid',
  void: () => 'voided',
}

/** A credit note is paid by nobody: it is put to an invoice. */
function stateText(invoice: Invoice): string {
  const { kind, status, open, currency } = invoice
  if (kind === 'invoice' || status === 'draft' || status === 'void') return states[status](invoice)
  return isNothing(open)
    ? 'a credit note that is used up'
    : `a credit note, ${moneyText(open, currency)} of it not yet put to an invoice`
}

const facts = (invoice: Invoice): string =>
  `${moneyText(invoice.total, invoice.currency)}, ${stateText(invoice)}`

const nouns = (items: readonly Invoice[]): readonly [string, string] => {
  if (items.every(({ kind }) => kind === 'invoice')) return ['invoice', 'invoices']
  if (items.every(({ kind }) => kind === 'credit_note')) return ['credit note', 'credit notes']
  return ['invoice or credit note', 'invoices and credit notes']
}

/** "2 of them are overdue." */
function overdueText(items: readonly Invoice[]): string {
  const count = items.filter(({ status }) => status === 'overdue').length
  if (count === 0) return ''
  if (items.length === 1) return ' It is overdue.'
  if (count === items.length) return ' All of these are overdue.'
  return count === 1 ? ' 1 of these is overdue.' : ` ${count} of these are overdue.`
}

const isUnpaid = ({ kind, status }: Invoice): boolean =>
  kind === 'invoice' && ['open', 'part_paid', 'overdue'].includes(status)

/** What these come to; null where there are none, or not in one currency. */
function inAll(invoices: readonly Invoice[], amountOf: (one: Invoice) => string): string | null {
  const [first] = invoices
  if (!first || invoices.some(({ currency }) => currency !== first.currency)) return null
  return moneyText(sumOfAmounts(invoices.map(amountOf)), first.currency)
}

/** What several of them have still to bring in. */
function stillToCome(items: readonly Invoice[]): string {
  const unpaid = items.filter(isUnpaid)
  const sum = unpaid.length > 1 ? inAll(unpaid, ({ open }) => open) : null
  return sum === null ? '' : ` In all ${sum} is still to come in.`
}

/** What those that count come to, and how many drafts stand besides. */
function billedText(items: readonly Invoice[]): string {
  const invoices = items.filter(({ kind }) => kind === 'invoice')
  const billed = invoices.filter(({ status }) => status !== 'draft' && status !== 'void')
  const sum = inAll(billed, ({ total }) => total)
  if (items.length === 1 || sum === null) return ''
  const drafts = invoices.filter(({ status }) => status === 'draft').length
  const besides = drafts === 0 ? '' : `; ${drafts} more ${drafts === 1 ? 'is a draft' : 'are drafts'}`
  const come = billed.length === 1 ? 'invoice is posted and comes' : 'invoices are posted and come'
  const who = billed.length === items.length ? 'They come' : `${billed.length} ${come}`
  return ` ${who} to ${sum} in all${besides}.`
}

/** Sums are told only where these are all. */
const sumsText = ({ items, nextCursor }: Page<Invoice>): string =>
  nextCursor === null ? `${billedText(items)}${stillToCome(items)}` : ''

/** What drafts and voided ones come to is owed by nobody. */
export const invoicesTotal = (output: unknown): string | null =>
  sumsText(InvoicePage.parse(output)).trim() || null

export function invoicesTold(output: unknown): ToldAnswer {
  const page = InvoicePage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, nouns(page.items))}.${overdueText(page.items)}${sumsText(page)}`,
    none: 'There is no invoice like that. Say “draft an invoice for” and the customer to begin one.',
    row: (invoice) => invoiceEntity.find.row(invoice),
    facts,
  })
}

/** Units as people write them; a piece is only counted. */
const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  HUR: ['hour', 'hours'],
  DAY: ['day', 'days'],
  MON: ['month', 'months'],
  KGM: ['kg', 'kg'],
  LTR: ['litre', 'litres'],
  MTR: ['metre', 'metres'],
}

function lineText({ quantity, unitCode, description, amount }: InvoiceLine, currency: string): string {
  const unit = units[unitCode]?.[quantity === '1' ? 0 : 1]
  const many = unit === undefined ? quantity : `${quantity} ${unit}`
  return `${description}: ${quantity === '1' && unit === undefined ? '' : `${many}, `}${moneyText(amount, currency)}`
}

function totalText({ net, tax, discount, currency }: InvoiceDetails): string {
  const taxed = isNothing(tax) ? 'no tax' : `${moneyText(tax, currency)} tax`
  const less = !isNothing(discount) && `after a discount of ${moneyText(discount, currency)}`
  return `${joinedParts([`Before tax ${moneyText(net, currency)}`, less, taxed])}.`
}

const settledLines = ({ settlements, currency, kind }: InvoiceDetails): string[] =>
  factLines(settlements, ({ paymentId, on, amount }) => {
    const how = paymentId !== null ? 'Paid' : kind === 'invoice' ? 'Credited' : 'Put to an invoice'
    return `${how} on ${dayTextOf(on)}: ${moneyText(amount, currency)}`
  })

export function invoiceTold(output: unknown): ToldAnswer {
  const invoice = InvoiceDetails.parse(output)
  const { id, name } = invoiceEntity.find.row(invoice)
  const { lines, currency, issuedOn, status, sentAt } = invoice
  const sent = sentAt === null ? 'not yet mailed' : `mailed on ${dayTextOf(sentAt)}`
  return {
    text: linesOf([
      `${name}: ${facts(invoice)}.`,
      status !== 'draft' && `It is of ${dayTextOf(issuedOn)}, ${sent}.`,
      lines.length === 0 ? 'Nothing is on it yet: add lines on its page.' : 'On it:',
      ...factLines(lines, (line) => lineText(line, currency)),
      lines.length > 0 && totalText(invoice),
      ...settledLines(invoice),
    ]),
    shown: [{ id, name }],
  }
}
