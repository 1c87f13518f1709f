import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { LARGEST_MINOR, convert, rateOf } from '../../../shared/money.ts'
import { accountsByRole } from '../accounts/roles.ts'
import { requireBook } from '../book/queries.ts'
import type { PaymentMethod } from '../documents/tables.ts'
import { digitsOf } from '../ledger/amounts.ts'

interface Money {
  currency: string
  /** Books' currency for one of this; null in the books' own. */
  rate: string | null
  /** Minor units, above 0. */
  amount: bigint
}

/** What an amount comes to in the books' currency. Throws a BAD_REQUEST where the rate is missing, or for another day's. */
export function moneyInBooks({ amount, currency, rate: given }: Money, base: string): bigint {
  if (currency === base) return amount
  const rate = given === null ? null : rateOf(given)
  if (rate === null) throw fieldFault('rate', `Give the rate: how many ${base} one ${currency} is, above 0.`)
  const converted = convert(amount, { rate, from: digitsOf(currency), to: digitsOf(base) })
  if (converted < LARGEST_MINOR) return converted
  throw fieldFault('rate', `At this rate the payment comes to too much in ${base}.`)
}

interface Place {
  accountId: string
  currency: string
}

/** Throws a fault of the field where the account is none that money of this currency lies on. */
export async function requireMoneyAccount(db: OrgDb, { accountId, currency }: Place): Promise<void> {
  const account = await db
    .selectFrom('accountingAccount')
    .select(['code', 'subtype', 'archivedAt', 'currency'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) {
    const message = 'There is no such account in these books.'
    throw new AppError('NOT_FOUND', { message, issues: [{ path: 'accountId', message }] })
  }
  const { code, subtype, archivedAt, currency: only } = account
  if (archivedAt !== null) throw fieldFault('accountId', `Account ${code} is archived. Choose another one.`)
  if (subtype !== 'bank' && subtype !== 'cash')
    throw fieldFault('accountId', `Account ${code} holds no money. Choose a bank or cash account.`)
  if (only !== null && only !== currency) throw fieldFault('accountId', `Account ${code} takes ${only} only.`)
}

interface Unplaced {
  method: PaymentMethod
  currency: string
}

/**
 * Where money of this kind lies where nobody says it: cash in a till, if there is one, and all else at the bank. An account
 * that takes this foreign currency alone comes first, since that is what it was opened for.
 */
export async function usualAccount(db: OrgDb, { method, currency }: Unplaced): Promise<string> {
  const { baseCurrency } = await requireBook(db)
  const rows = await db
    .selectFrom('accountingAccount')
    .select(['id', 'subtype'])
    .where('subtype', 'in', ['bank', 'cash'])
    .where('archivedAt', 'is', null)
    .where((eb) => eb.or([eb('currency', 'is', null), eb('currency', '=', currency)]))
    .$if(currency !== baseCurrency, (query) => query.orderBy(sql`currency is null`))
    .orderBy(sql`role is distinct from 'bank'`)
    .orderBy('code')
    .execute()
  const till = method === 'cash' ? rows.find(({ subtype }) => subtype === 'cash') : undefined
  const found = till ?? rows.find(({ subtype }) => subtype === 'bank')
  return found?.id ?? (await accountsByRole(db, ['bank'])).bank
}
