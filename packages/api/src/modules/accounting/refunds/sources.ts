import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { amountText } from '../ledger/amounts.ts'
import { share } from '../payments/plan.ts'

/** Whose money goes back: all that is left with a customer, or what is left of one payment. */
export interface Owed {
  contactId: string
  paymentId: string | undefined
  currency: string
}

/** A payment of which something is left, held until the transaction ends. */
interface Source {
  id: string
  paidOn: string
  amount: bigint
  base: bigint
  allocated: bigint
  released: bigint
}

/** What one payment gives of a refund, with what that stands for in the books' currency on either side. */
export interface Part {
  source: Source
  amount: bigint
  documentBase: bigint
  sourceBase: bigint
}

const selectLeft = (db: OrgDb, { contactId, paymentId }: Pick<Owed, 'contactId' | 'paymentId'>) =>
  db
    .selectFrom('accountingPayment')
    .where('direction', '=', 'in')
    .where('contactId', '=', contactId)
    .where('undoneOn', 'is', null)
    .where(sql<boolean>`allocated_minor < amount_minor`)
    .$if(paymentId !== undefined, (query) => query.where('id', '=', paymentId ?? ''))

const selectSources = (db: OrgDb, owed: Owed) =>
  selectLeft(db, owed)
    .select(['id', 'paidOn', 'amountMinor', 'baseMinor', 'allocatedMinor', 'releasedMinor'])
    .where('currency', '=', owed.currency)

type SourceRow = Awaited<ReturnType<ReturnType<typeof selectSources>['executeTakeFirstOrThrow']>>

/** The oldest first; of one day in the order in which they were written down. */
const oldestFirst = (rows: readonly SourceRow[]): Source[] =>
  rows
    .map(({ amountMinor, baseMinor, allocatedMinor, releasedMinor, ...row }) => ({
      ...row,
      amount: BigInt(amountMinor),
      base: BigInt(baseMinor),
      allocated: BigInt(allocatedMinor),
      released: BigInt(releasedMinor),
    }))
    .toSorted((a, b) => (a.paidOn === b.paidOn ? 0 : a.paidOn < b.paidOn ? -1 : 1))

/** Payments with something left, in one order for everybody who holds them. */
export const lockSources = async (tx: OrgDb, owed: Owed): Promise<Source[]> =>
  oldestFirst(await selectSources(tx, owed).orderBy('id').forUpdate().execute())

/** The same, for whoever only looks. */
export const readSources = async (db: OrgDb, owed: Owed): Promise<Source[]> =>
  oldestFirst(await selectSources(db, owed).orderBy('id').execute())

const leftOf = ({ amount, allocated }: Source): bigint => amount - allocated
export const leftIn = (sources: readonly Source[]): bigint =>
  sources.reduce((sum, source) => sum + leftOf(source), 0n)

/** So much of these payments, the oldest first. Throws a BAD_REQUEST where that is more than is left. */
export function partsOf(
  sources: readonly Source[],
  { amount, base, currency }: { amount: bigint; base: bigint; currency: string },
): Part[] {
  const left = leftIn(sources)
  if (amount > left)
    throw fieldFault('amount', `Only ${amountText(left, currency)} ${currency} is left to pay back.`)
  const parts: Part[] = []
  let [taken, released] = [0n, 0n]
  for (const source of sources) {
    if (taken === amount) break
    const rest = amount - taken
    const part = leftOf(source) < rest ? leftOf(source) : rest
    const documentBase = share(part, { amount, taken, base, released })
    const sourceBase = share(part, { ...source, taken: source.allocated })
    parts.push({ source, amount: part, documentBase, sourceBase })
    taken += part
    released += documentBase
  }
  return parts
}

/** What is left with a customer, or of one payment, by currency, and the day the first of it came in. */
export const leftByCurrency = (db: OrgDb, of: Pick<Owed, 'contactId' | 'paymentId'>) =>
  selectLeft(db, of)
    .select(['currency', sql<string>`sum(amount_minor - allocated_minor)::text`.as('leftMinor')])
    .select(sql<string>`min(paid_on)::text`.as('from'))
    .groupBy('currency')
    .orderBy('currency')
    .execute()

/** The day on which the last of it came in. */
export const cameOn = (parts: readonly Part[]): string =>
  parts.reduce((day, { source }) => (source.paidOn > day ? source.paidOn : day), '')

/** The day from which on this money was free: it came in, or was taken off an invoice. */
export async function freeFrom(db: OrgDb, parts: readonly Part[]): Promise<string> {
  const { last } = await db
    .selectFrom('accountingAllocation')
    .select(sql<string | null>`max(allocated_on)::text`.as('last'))
    .where(
      'paymentId',
      'in',
      parts.map(({ source }) => source.id),
    )
    .where('undoesId', 'is not', null)
    .executeTakeFirstOrThrow()
  const came = cameOn(parts)
  return last !== null && last > came ? last : came
}

/** More or less of each payment is used. The condition decides who has the last cent, whatever was read before. */
export async function moveUsed(
  tx: OrgDb,
  parts: readonly { paymentId: string; amount: bigint; sourceBase: bigint }[],
): Promise<void> {
  for (const { paymentId, amount, sourceBase } of parts) {
    const moved = await tx
      .updateTable('accountingPayment')
      .set({
        allocatedMinor: sql<number>`allocated_minor + ${amount.toString()}::bigint`,
        releasedMinor: sql<number>`released_minor + ${sourceBase.toString()}::bigint`,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', paymentId)
      .where('undoneOn', 'is', null)
      .where(sql<boolean>`allocated_minor + ${amount.toString()}::bigint between 0 and amount_minor`)
      .executeTakeFirst()
    if (moved.numUpdatedRows !== 1n)
      throw new AppError('CONFLICT', { message: 'Somebody else used this money just now. Look at it again.' })
  }
}
