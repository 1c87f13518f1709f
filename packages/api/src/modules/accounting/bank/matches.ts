import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { rateOf } from '../../../shared/money.ts'
import type { LedgerAccount } from '../accounts/schema.ts'
import { findLedgerAccount } from '../accounts/service.ts'
import { requireBook } from '../book/queries.ts'
import { todayOf } from '../documents/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { findEntry } from '../journals/queries.ts'
import { reversalOf, takeEntryTurn } from '../journals/reversal.ts'
import { inBase } from '../ledger/amounts.ts'
import { postEntries } from '../ledger/posting.ts'
import type { Wish } from '../payments/plan.ts'
import { recordPayment } from '../payments/record.ts'
import { lockPayment } from '../payments/rows.ts'
import { undoPayment } from '../payments/undo.ts'
import { takeBackRefund } from '../refunds/undo.ts'
import { dayOf, referenceOf, wanted } from './accepting.ts'
import type { Accepting, Made } from './accepting.ts'
import { findOpenBankAccount, lockBankAccount } from './accounts.ts'
import { openEntries, openInvoices, openPayments } from './candidates.ts'
import { payBackFrom } from './pay-back.ts'
import { paidTogether } from './paid-together.ts'
import { findOpenLine } from './open-line.ts'
import type { OpenLine } from './open-line.ts'
import { findMatchRow, toMatch } from './match-rows.ts'
import { releaseLine } from './release.ts'
import type { AcceptMatch, Match, UndoMatch } from './schema.ts'

/** Matches a line to what the books say it is, or writes that into the books first. A line is matched once. */
export async function acceptMatch(ctx: OrgContext, input: AcceptMatch): Promise<Match> {
  return ctx.write(async (tx) => {
    const line = await findOpenLine(tx, input.bankLineId)
    await requireNamed(tx, input)
    await findOpenBankAccount(tx, line.bankAccountId)
    await lockBankAccount(tx, line.bankAccountId)
    await takeWhole(tx, line.id)
    const made = await makers[input.kind](tx, { ctx, line, input })
    const id = uuidv7()
    await tx
      .insertInto('accountingMatch')
      .values({
        id,
        orgId: ctx.org.orgId,
        bankLineId: line.id,
        amountMinor: line.amount.toString(),
        ...made,
        createdById: ctx.actor.userId,
        createdAt: ctx.now(),
      })
      .execute()
    tx.audit('accounting.match.accepted', { match: id, bankLine: line.id }, { kind: input.kind })
    return toMatch(await findMatchRow(tx, id))
  })
}

/** Throws a NOT_FOUND for what is named and not there, whatever kind of match is wanted. */
async function requireNamed(tx: OrgDb, input: AcceptMatch): Promise<void> {
  const named = [
    ['accountingDocument', input.invoiceId],
    ['accountingPayment', input.paymentId],
    ['accountingEntry', input.entryId],
    ['accountingContact', input.contactId],
    ['accountingAccount', input.accountId],
  ] as const
  for (const [table, id] of named) {
    if (id === undefined) continue
    const row = await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
  }
}

/** The rows that change decide: of twenty at once one matches the line. */
async function takeWhole(tx: OrgDb, lineId: string): Promise<void> {
  const row = await tx
    .updateTable('accountingBankLine')
    .set({ matchedMinor: sql<number>`amount_minor` })
    .where('id', '=', lineId)
    .where('matchedMinor', '=', 0)
    .returning('id')
    .executeTakeFirst()
  if (row) return
  // Whoever removed its import was waited for: then it is not there any more.
  await findOpenLine(tx, lineId)
  throw new AppError('CONFLICT', { message: 'This line is matched already.' })
}

const makers: Record<AcceptMatch['kind'], (tx: OrgWriteTx, accepting: Accepting) => Promise<Made>> = {
  invoice: payInvoice,
  payment: takePayment,
  entry: takeEntry,
  refund: payBackFrom,
  account: postToAccount,
}

const saidBy = ({ counterparty, text }: OpenLine): string =>
  [...new Set([counterparty, text])].filter((part) => part !== '').join(', ')

/** All that the line pays together with this invoice; undefined where that is it alone. */
async function paidWith(tx: OrgDb, line: OpenLine, invoiceId: string): Promise<Wish[] | undefined> {
  const groups = paidTogether(line, await openInvoices(tx, [line]))
  const ours = groups.find((some) => some.some(({ id }) => id === invoiceId))
  return ours?.map(({ id }) => ({ invoiceId: id, amount: null }))
}

/** Records the money as a payment of the invoice's customer. What is more than the invoice stays with the customer. */
async function payInvoice(tx: OrgWriteTx, { ctx, line, input }: Accepting): Promise<Made> {
  const id = wanted(input.invoiceId, { field: 'invoiceId', what: 'invoice' })
  const invoice = await tx
    .selectFrom('accountingDocument')
    .select(['contactId', 'currency', 'totalMinor', 'settledMinor'])
    .where('id', '=', id)
    .where('kind', '=', 'invoice')
    .executeTakeFirst()
  if (!invoice) throw new AppError('NOT_FOUND')
  if (line.amount < 0n)
    throw fieldFault('invoiceId', 'This money went out. An invoice is paid by money that comes in.')
  if (invoice.currency !== line.currency)
    throw fieldFault('invoiceId', `The invoice is in ${invoice.currency}, and the line in ${line.currency}.`)
  const open = BigInt(invoice.totalMinor - invoice.settledMinor)
  if (open <= 0n) throw fieldFault('invoiceId', 'Nothing of this invoice is open.')
  const payment = await recordPayment(ctx, tx, {
    direction: 'in',
    contactId: invoice.contactId,
    paidOn: dayOf(line, input),
    dayField: 'on',
    method: 'bank',
    reference: referenceOf(line),
    accountId: line.accountId,
    currency: line.currency,
    rate: input.rate ?? null,
    amount: line.amount,
    allocations: (await paidWith(tx, line, id)) ?? [
      {
        invoiceId: id,
        amount: open < line.amount ? open : line.amount,
      },
    ],
  })
  return { paymentId: payment.id, entryId: null, isMade: true }
}

const notThis = (what: string) =>
  new AppError('CONFLICT', {
    message: `This ${what} is of another amount, account or day, or is matched already. Look at the line again.`,
  })

async function takePayment(tx: OrgWriteTx, { line, input }: Accepting): Promise<Made> {
  const id = wanted(input.paymentId, { field: 'paymentId', what: 'payment' })
  const payment = await tx
    .selectFrom('accountingPayment')
    .select('direction')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!payment) throw new AppError('NOT_FOUND')
  // Whoever undoes it at this moment is waited for.
  await lockPayment(tx, id, payment.direction)
  if (!(await openPayments(tx, [line])).some((one) => one.id === id)) throw notThis('payment')
  return { paymentId: id, entryId: null, isMade: false }
}

async function takeEntry(tx: OrgWriteTx, { line, input }: Accepting): Promise<Made> {
  const { id } = await findEntry(tx, wanted(input.entryId, { field: 'entryId', what: 'entry' }))
  await takeEntryTurn(tx, id)
  if (!(await openEntries(tx, [line])).some((one) => one.id === id)) throw notThis('entry')
  return { paymentId: null, entryId: id, isMade: false }
}

/** What follows documents, is put away or holds another currency takes no line of a bank. */
function requireTakes({ code, role, archivedAt, currency }: LedgerAccount, given: string): void {
  if (role === 'receivable' || role === 'payable')
    throw fieldFault(
      'accountId',
      `Account ${code} follows invoices and bills. Match the invoice or its payment.`,
    )
  if (archivedAt !== null) throw fieldFault('accountId', `Account ${code} is archived. Choose another one.`)
  if (currency !== null && currency !== given)
    throw fieldFault('accountId', `Account ${code} takes ${currency} only.`)
}

/** Posts the line straight to a ledger account, such as bank fees. */
async function postToAccount(tx: OrgWriteTx, { ctx, line, input }: Accepting): Promise<Made> {
  const account = await findLedgerAccount(
    tx,
    wanted(input.accountId, { field: 'accountId', what: 'ledger account' }),
  )
  const { id: accountId } = account
  if (accountId === line.accountId)
    throw fieldFault('accountId', 'Choose another account than the one of the bank itself.')
  const { amount, currency } = line
  requireTakes(account, currency)
  const { baseCurrency } = await requireBook(tx)
  const rate = input.rate === undefined ? null : rateOf(input.rate)
  if (currency !== baseCurrency && rate === null)
    throw fieldFault('rate', `Give the rate: how many ${baseCurrency} one ${currency} is, above 0.`)
  const [base = 0n] = inBase([amount], { currency, base: baseCurrency, rate: rate ?? 0n })
  const memo = (input.memo ?? saidBy(line)).slice(0, 200)
  const [entry] = await postEntries(ctx, tx, [
    {
      series: 'J',
      date: dayOf(line, input),
      dayField: 'on',
      memo,
      scope: 'bank',
      byHand: true,
      lines: [
        {
          accountId: line.accountId,
          currency,
          amount,
          base,
        },
        {
          accountId,
          currency,
          amount: -amount,
          base: -base,
        },
      ],
    },
  ])
  return { paymentId: null, entryId: entry?.id ?? null, isMade: true }
}

/** Opens the line again, and takes back what matching it wrote into the books. */
export async function undoMatch(ctx: OrgContext, { id }: UndoMatch): Promise<Match> {
  return ctx.write(async (tx) => {
    const match = await findMatchRow(tx, id)
    if (match.entryId !== null) await takeEntryTurn(tx, match.entryId)
    const undone = await tx
      .updateTable('accountingMatch')
      .set({ undoneAt: ctx.now(), undoneById: ctx.actor.userId })
      .where('id', '=', id)
      .where('undoneAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!undone) throw new AppError('CONFLICT', { message: 'This match was undone already.' })
    await tx
      .updateTable('accountingBankLine')
      .set({ matchedMinor: 0 })
      .where('id', '=', match.bankLineId)
      .execute()
    if (match.isMade) await takeBack(ctx, tx, match)
    tx.audit('accounting.match.undone', { match: id, bankLine: match.bankLineId })
    return toMatch(await findMatchRow(tx, id))
  })
}

/** Somebody may have taken it back by hand already. */
async function takeBack(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { paymentId, entryId, lastDay }: Awaited<ReturnType<typeof findMatchRow>>,
): Promise<void> {
  const today = todayOf(ctx)
  const on = today > lastDay ? today : lastDay
  if (paymentId !== null) {
    const { undoneOn, direction } = await tx
      .selectFrom('accountingPayment')
      .select(['undoneOn', 'direction'])
      .where('id', '=', paymentId)
      .executeTakeFirstOrThrow()
    const undo = direction === 'in' ? undoPayment : takeBackRefund
    if (undoneOn === null) await undo(ctx, tx, { id: paymentId, on })
  }
  if (entryId === null) return
  const entry = await findEntry(tx, entryId)
  if (entry.reversedById !== null) return
  await postEntries(ctx, tx, [{ ...(await reversalOf(tx, entry)), date: on, scope: 'bank' }])
  // A transfer is a line of the other bank as well.
  await releaseLine(ctx, tx, { entryId })
  tx.audit('accounting.entry.reversed', { entry: entryId })
}
