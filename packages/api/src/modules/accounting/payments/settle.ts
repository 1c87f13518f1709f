import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { accountsByRole } from '../accounts/roles.ts'
import { amountText } from '../ledger/amounts.ts'
import type { NewEntry, NewLine } from '../ledger/posting.ts'
import type { OpenInvoice, Planned } from './plan.ts'
import type { LiveAllocation } from './rows.ts'

/** Invoices held until the transaction ends, in one order for everybody. Throws a NOT_FOUND for one that is not posted. */
export async function lockInvoices(
  tx: OrgDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OpenInvoice>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('accountingDocument')
    .select(['id', 'number', 'contactId', 'currency', 'issuedOn', 'state'])
    .select(['totalMinor', 'baseMinor', 'settledMinor', 'releasedMinor'])
    .where('id', 'in', ids)
    .where('kind', '=', 'invoice')
    .orderBy('id')
    .forUpdate()
    .execute()
  const found = new Map(
    rows.map(({ state: _state, number, ...row }) => [
      row.id,
      {
        ...row,
        number: number ?? '',
        totalMinor: BigInt(row.totalMinor),
        baseMinor: BigInt(row.baseMinor),
        settledMinor: BigInt(row.settledMinor),
        releasedMinor: BigInt(row.releasedMinor),
      },
    ]),
  )
  const missing = ids.findIndex((id) => !found.has(id))
  if (missing !== -1) {
    const message = 'There is no such invoice.'
    throw new AppError('NOT_FOUND', {
      message,
      issues: [{ path: `allocations.${missing}.invoiceId`, message }],
    })
  }
  const draft = rows.findIndex(({ state }) => state === 'draft')
  if (draft !== -1)
    throw new AppError('CONFLICT', { message: 'Post the invoice first; drafts are not paid.' })
  const gone = rows.find(({ state }) => state === 'void')
  if (gone) {
    const message = `${gone.number ?? 'This invoice'} is void: a credit note took it back, and nothing of it is paid.`
    throw new AppError('CONFLICT', { message })
  }
  return found
}

export interface Settling {
  ctx: OrgContext
  paymentId: string
  on: string
  planned: readonly Planned[]
}

/** Writes down what was put to invoices, and says which of them are paid by it. */
export async function settle(tx: OrgWriteTx, { ctx, paymentId, on, planned }: Settling): Promise<void> {
  for (const { invoice, amount, documentBase, sourceBase } of planned) {
    await allocate(tx, { ctx, on, documentId: invoice.id, paymentId, amount, documentBase, sourceBase })
    if (invoice.settledMinor + amount === invoice.totalMinor) tellPaid(tx, invoice)
  }
}

type Amounts = Pick<Planned, 'amount' | 'documentBase' | 'sourceBase'>
type AllocatedAmounts = Pick<LiveAllocation, 'amountMinor' | 'documentBaseMinor' | 'sourceBaseMinor'>

const mirror = (live: AllocatedAmounts): Amounts => ({
  amount: -BigInt(live.amountMinor),
  documentBase: -BigInt(live.documentBaseMinor),
  sourceBase: -BigInt(live.sourceBaseMinor),
})

/** The other way round, for what takes back what these did. */
export const mirrored = (live: readonly AllocatedAmounts[]): Amounts[] => live.map(mirror)

interface Allocation extends Amounts {
  ctx: OrgContext
  on: string
  /** The invoice it is put to. */
  documentId: string
  /** Where it comes from: a payment or a credit note. */
  paymentId?: string
  creditId?: string
  /** The row that this one takes back. */
  undoesId?: string
}

/** Puts money or a credit note to an invoice, as one row that never changes. Throws a CONFLICT beyond what is open. */
export async function allocate(tx: OrgDb, of: Allocation): Promise<void> {
  const { ctx, on, documentId, amount, documentBase, sourceBase } = of
  await moveSettled(tx, { id: documentId, amount, base: documentBase })
  await tx
    .insertInto('accountingAllocation')
    .values({
      id: uuidv7(),
      orgId: ctx.org.orgId,
      documentId,
      paymentId: of.paymentId ?? null,
      creditId: of.creditId ?? null,
      undoesId: of.undoesId ?? null,
      allocatedOn: on,
      amountMinor: amount.toString(),
      documentBaseMinor: documentBase.toString(),
      sourceBaseMinor: sourceBase.toString(),
      createdById: ctx.actor.userId,
      createdAt: ctx.now(),
    })
    .execute()
}

export interface Unsettling extends Omit<Settling, 'planned'> {
  live: readonly LiveAllocation[]
}

/** What was put to an invoice comes off by a row of its own, so that how it stood on a day before never changes. */
export async function unsettle(tx: OrgWriteTx, { ctx, paymentId, on, live }: Unsettling): Promise<void> {
  for (const row of live)
    await allocate(tx, { ctx, on, documentId: row.documentId, paymentId, undoesId: row.id, ...mirror(row) })
}

type PaidInvoice = Pick<OpenInvoice, 'id' | 'number' | 'contactId' | 'currency' | 'totalMinor'>

export function tellPaid(tx: OrgWriteTx, { id, number, contactId, currency, totalMinor }: PaidInvoice): void {
  tx.emit({
    topic: 'accounting.invoice.paid',
    aggregate: `invoice:${id}`,
    payload: { invoiceId: id, number, contactId, currency, total: amountText(totalMinor, currency) },
  })
}

/** The condition decides who has the last cent, whatever was read before. */
async function moveSettled(
  tx: OrgDb,
  { id, amount, base }: { id: string; amount: bigint; base: bigint },
): Promise<void> {
  const moved = await tx
    .updateTable('accountingDocument')
    .set({
      settledMinor: sql<number>`settled_minor + ${amount.toString()}::bigint`,
      releasedMinor: sql<number>`released_minor + ${base.toString()}::bigint`,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .where('state', '=', 'posted')
    .where(sql<boolean>`settled_minor + ${amount.toString()}::bigint between 0 and total_minor`)
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n)
    throw new AppError('CONFLICT', { message: 'Somebody else paid this invoice just now. Look at it again.' })
}

interface Difference {
  contactId: string
  currency: string
  baseCurrency: string
  on: string
  sourceKey: string
  /** Takes back what was posted before, on the account on which it was. */
  isUndone?: boolean
  planned: readonly Amounts[]
}

/**
 * What exchange rates made of money between the invoice and its payment: the customer's account is brought to nothing in the
 * books' currency as well, and the difference is a gain or a loss. None where everything is in the books' currency.
 */
export async function exchangeDifference(tx: OrgDb, difference: Difference): Promise<NewEntry[]> {
  const { contactId, currency, baseCurrency, on, sourceKey, planned, isUndone = false } = difference
  const [amount, documentBase, sourceBase] = (['amount', 'documentBase', 'sourceBase'] as const).map((part) =>
    planned.reduce((sum, one) => sum + one[part], 0n),
  )
  if (amount === undefined || documentBase === undefined || sourceBase === undefined) return []
  const gain = sourceBase - documentBase
  if (gain === 0n || currency === baseCurrency) return []
  const accounts = await accountsByRole(tx, ['receivable', 'fx_gain', 'fx_loss', 'fx_trading'])
  const owed = { accountId: accounts.receivable, currency, contactId }
  const isGain = gain > 0n !== isUndone
  const lines: NewLine[] = [
    { ...owed, amount, base: sourceBase },
    { ...owed, amount: -amount, base: -documentBase },
    {
      accountId: isGain ? accounts.fx_gain : accounts.fx_loss,
      currency: baseCurrency,
      amount: -gain,
      base: -gain,
    },
    // Closes the books' currency within the entry; it is worth nothing there, so no report sees it.
    { accountId: accounts.fx_trading, currency: baseCurrency, amount: gain, base: 0n },
  ]
  const memo = isGain ? 'Gain on exchange' : 'Loss on exchange'
  return [{ series: 'J', date: on, dayField: 'paidOn', scope: 'bank', sourceKey, memo, lines }]
}
