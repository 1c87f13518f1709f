import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { todayOf } from '../documents/queries.ts'
import { numberInSql } from '../journals/number-text.ts'
import { amountText, minorOf } from '../ledger/amounts.ts'
import { usualAccount } from '../payments/money.ts'
import { refundedFrom } from '../payments/rows.ts'
import { payBack } from './record.ts'
import type { GetRefund, ListRefunds, RecordRefund, Refund, UndoRefund, WholeRefund } from './schema.ts'
import { owedTo } from './left.ts'
import { takeBackRefund } from './undo.ts'

const selectRefunds = (db: OrgDb) =>
  db
    .selectFrom('accountingPayment as p')
    .leftJoin('accountingEntry as e', 'e.id', 'p.entryId')
    .leftJoin('accountingContact as c', 'c.id', 'p.contactId')
    .leftJoin('accountingAccount as a', 'a.id', 'p.accountId')
    .select([
      'p.id',
      sql<string>`coalesce(${numberInSql}, '')`.as('number'),
      'p.contactId',
      sql<string>`coalesce(c.name, '')`.as('contact'),
    ])
    .select(['p.paidOn', 'p.method', 'p.reference', 'p.accountId', 'p.currency'])
    .select([sql<string>`coalesce(a.code || ' ' || a.name, '')`.as('account'), 'p.amountMinor'])
    .select(['p.entryId', 'p.undoneOn', 'p.createdAt'])
    .where('p.direction', '=', 'out')

type RefundRow = Awaited<ReturnType<ReturnType<typeof selectRefunds>['executeTakeFirstOrThrow']>>

const toRefund = ({ amountMinor, ...row }: RefundRow): Refund => ({
  ...row,
  amount: amountText(amountMinor, row.currency),
})

export async function listRefunds(ctx: OrgContext, input: ListRefunds): Promise<Page<Refund>> {
  const { search = '', contactId } = input
  const found = selectRefunds(ctx.db)
    .where(
      sql<boolean>`strpos(lower(${numberInSql} || ' ' || c.name || ' ' || p.reference), lower(${search})) > 0`,
    )
    .$if(contactId !== undefined, (query) => query.where('p.contactId', '=', contactId ?? ''))
  const { items, nextCursor } = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.refunds.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`p.paid_on`, type: 'date', direction: 'desc' },
      { expression: sql`p.id`, type: 'uuid', direction: 'desc' },
    ],
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
  const row = await selectRefunds(db).where('p.id', '=', id).executeTakeFirst()
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
