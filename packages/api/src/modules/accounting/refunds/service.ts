import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { todayOf } from '../documents/queries.ts'
import { numberInSql } from '../journals/number-text.ts'
import { amountText, minorOf } from '../ledger/amounts.ts'
import { usualAccount } from '../payments/money.ts'
import { movedPage, selectMoved } from '../payments/moved.ts'
import type { MovedRow } from '../payments/moved.ts'
import { refundedFrom } from '../payments/rows.ts'
import { payBack } from './record.ts'
import type { GetRefund, ListRefunds, RecordRefund, Refund, UndoRefund, WholeRefund } from './schema.ts'
import { owedTo } from './left.ts'
import { takeBackRefund } from './undo.ts'

const toRefund = ({ amountMinor, allocatedMinor: _all, ...row }: MovedRow): Refund => ({
  ...row,
  amount: amountText(amountMinor, row.currency),
})

export async function listRefunds(ctx: OrgContext, input: ListRefunds): Promise<Page<Refund>> {
  const { items, nextCursor } = await movedPage(ctx, selectMoved(ctx.db, 'out'), {
    list: 'modules.accounting.refunds.list',
    input,
  })
  return { items: items.map(toRefund), nextCursor }
}

export async function getRefund({ db }: OrgContext, { id }: GetRefund): Promise<WholeRefund> {
  const refund = await findRefund(db, id)
  const from = await refundedFrom(db, id)
  const numbers = await paymentNumbers(
    db,
    from.map(({ paymentId }) => paymentId),
  )
  return {
    ...refund,
    payments: from.map(({ paymentId, amountMinor }) => ({
      paymentId,
      number: numbers.get(paymentId) ?? '',
      amount: amountText(amountMinor, refund.currency),
    })),
  }
}

async function paymentNumbers(db: OrgDb, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('accountingPayment as p')
    .innerJoin('accountingEntry as e', 'e.id', 'p.entryId')
    .select(['p.id', numberInSql.as('number')])
    .where('p.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, number }) => [id, number]))
}

async function findRefund(db: OrgDb, id: string): Promise<Refund> {
  const row = await selectMoved(db, 'out').where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toRefund(row)
}

/** Records what a customer got back. What is left out follows from the payment, or from what is left with the customer. */
export async function recordRefund(ctx: OrgContext, input: RecordRefund): Promise<Refund> {
  const { method, reference, rate = null, amount } = input
  return ctx.write(async (tx) => {
    const owed = await owedTo(tx, input)
    const { currency } = owed
    const minor = amount === undefined ? null : minorOf(amount, { currency, path: 'amount' })
    if (minor !== null && minor <= 0n) throw fieldFault('amount', 'Give an amount above 0.')
    const { paidOn = todayOf(ctx), accountId = await usualAccount(tx, { method, currency }) } = input
    const refund = {
      ...owed,
      paidOn,
      dayField: 'paidOn' as const,
      method,
      reference,
      accountId,
      rate,
      amount: minor,
    }
    return findRefund(tx, await payBack(ctx, tx, refund))
  })
}

export async function undoRefund(ctx: OrgContext, { id, on }: UndoRefund): Promise<Refund> {
  return ctx.write(async (tx) => {
    const { paidOn } = await findRefund(tx, id)
    const today = todayOf(ctx)
    await takeBackRefund(ctx, tx, { id, on: on ?? (today > paidOn ? today : paidOn) })
    return findRefund(tx, id)
  })
}
