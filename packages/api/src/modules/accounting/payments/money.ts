import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { LARGEST_MINOR, convert, rateOf } from '../../../shared/money.ts'
import { accountsByRole } from '../accounts/roles.ts'
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

/** Throws a fault of the field where the account is none that money lies on. */
export async function requireMoneyAccount(db: OrgDb, id: string): Promise<void> {
  const account = await db
    .selectFrom('accountingAccount')
    .select(['code', 'subtype', 'archivedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!account) {
    const message = 'There is no such account in these books.'
    throw new AppError('NOT_FOUND', { message, issues: [{ path: 'accountId', message }] })
  }
  if (account.archivedAt !== null)
    throw fieldFault('accountId', `Account ${account.code} is archived. Choose another one.`)
  if (account.subtype !== 'bank' && account.subtype !== 'cash')
    throw fieldFault('accountId', `Account ${account.code} holds no money. Choose a bank or cash account.`)
}

/** Where money of this kind lies where nobody says it: cash in the till, if there is one, and all else at the bank. */
export async function usualAccount(db: OrgDb, method: PaymentMethod): Promise<string> {
  const { bank } = await accountsByRole(db, ['bank'])
  if (method !== 'cash') return bank
  const till = await db
    .selectFrom('accountingAccount')
    .select('id')
    .where('subtype', '=', 'cash')
    .where('archivedAt', 'is', null)
    .orderBy('code')
    .executeTakeFirst()
  return till?.id ?? bank
}
