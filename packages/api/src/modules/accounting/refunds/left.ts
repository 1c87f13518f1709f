import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { requireBook } from '../book/queries.ts'
import { findContact } from '../contacts/service.ts'
import { amountText, minorOf } from '../ledger/amounts.ts'
import { moneyInBooks } from '../payments/money.ts'
import type { AskLeft, LeftToPayBack } from './schema.ts'
import { leftByCurrency, leftIn, partsOf, readSources } from './sources.ts'
import type { Owed } from './sources.ts'

/** Said in part: a payment tells the rest. */
type Asked = Omit<AskLeft, 'contactId'> & { contactId?: string | undefined }
type Whose = Omit<Owed, 'currency'> & { currency: string | undefined }

/** Whose money it is. Throws a NOT_FOUND for what is named and not there. */
async function whose(db: OrgDb, input: Asked): Promise<Whose> {
  const { contactId, paymentId, currency } = input
  if (contactId !== undefined) await findContact(db, contactId)
  if (paymentId === undefined) {
    if (contactId === undefined) throw fieldFault('contactId', 'Say who is paid back, or of which payment.')
    return { contactId, paymentId, currency }
  }
  const payment = await db
    .selectFrom('accountingPayment')
    .select(['contactId', 'currency', 'undoneOn'])
    .where('id', '=', paymentId)
    .where('direction', '=', 'in')
    .executeTakeFirst()
  if (!payment) throw new AppError('NOT_FOUND')
  if (payment.undoneOn !== null)
    throw new AppError('CONFLICT', { message: 'This payment was undone already.' })
  if (contactId !== undefined && contactId !== payment.contactId)
    throw fieldFault('contactId', 'This payment is another customer’s.')
  if (currency !== undefined && currency !== payment.currency)
    throw fieldFault('currency', `This payment is in ${payment.currency}.`)
  return { contactId: payment.contactId, paymentId, currency: payment.currency }
}

/** Whose money goes back, and in which currency: the one that is said, or the only one in which something is left. */
export async function owedTo(db: OrgDb, input: Asked): Promise<Owed> {
  const { currency, ...who } = await whose(db, input)
  if (currency !== undefined) return { ...who, currency }
  const left = await leftByCurrency(db, who)
  const [first] = left
  if (!first) throw fieldFault('contactId', 'This customer has nothing left to pay back.')
  if (left.length === 1) return { ...who, currency: first.currency }
  const found = left.map((one) => one.currency).join(' or ')
  throw fieldFault('currency', `Say in which currency: ${found}.`)
}

/** What can be paid back to a customer, and, of one amount at one rate, what the rate made of it meanwhile. */
export async function leftToPayBack({ db }: OrgContext, input: AskLeft): Promise<LeftToPayBack> {
  const { currency, ...who } = await whose(db, input)
  const { name: contact } = await findContact(db, who.contactId)
  const rows = await leftByCurrency(db, who)
  const left = rows
    .filter((row) => currency === undefined || row.currency === currency)
    .map(({ leftMinor, ...row }) => ({ ...row, left: amountText(leftMinor, row.currency) }))
  const [only] = left
  const isOne = only !== undefined && left.length === 1
  const exchange = isOne ? await exchangeOf(db, { ...who, currency: only.currency }, input) : null
  return { contactId: who.contactId, contact, left, exchange }
}

/** None without a rate, or for more than is left. */
async function exchangeOf(
  db: OrgDb,
  owed: Owed,
  { amount: text, rate }: AskLeft,
): Promise<LeftToPayBack['exchange']> {
  const { currency } = owed
  const { baseCurrency } = await requireBook(db)
  if (currency === baseCurrency || rate === undefined) return null
  const sources = await readSources(db, owed)
  const amount = text === undefined ? leftIn(sources) : minorOf(text, { currency, path: 'amount' })
  if (amount <= 0n || amount > leftIn(sources)) return null
  const base = moneyInBooks({ amount, currency, rate }, baseCurrency)
  const before = partsOf(sources, { amount, base, currency }).reduce(
    (sum, { sourceBase }) => sum + sourceBase,
    0n,
  )
  const inBooks = (minor: bigint) => amountText(minor, baseCurrency)
  return { currency: baseCurrency, now: inBooks(base), before: inBooks(before), gain: inBooks(before - base) }
}
