import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { CreditableInvoice } from './invoice.ts'
import type { CreditLine } from './parts.ts'
import type { CreditTotals } from './totals.ts'

interface NewCredit {
  invoice: CreditableInvoice
  lines: readonly CreditLine[]
  totals: CreditTotals
  base: bigint
  creditId: string
  number: string
  entryId: string
  on: string
  reason: string
}

/** Names and terms are those of the invoice as it was printed. */
export async function insertCredit(
  tx: OrgWriteTx,
  { ctx, credit }: { ctx: OrgContext; credit: NewCredit },
): Promise<void> {
  const { invoice, totals, base, creditId, number, entryId, on, reason } = credit
  const at = ctx.now()
  const posted = sql`${on}::date, ${on}::date, ${number}, ${entryId}::uuid, ${reason}, ${ctx.actor.userId}::uuid,
    ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz`
  const sums = sql`${totals.net.toString()}::bigint, ${totals.tax.toString()}::bigint, ${totals.rounding.toString()}::bigint,
    ${totals.total.toString()}::bigint, ${base.toString()}::bigint`
  // As a draft at first, since lines are refused where a document is posted.
  await sql`
    insert into accounting_document (issued_on, due_on, number, entry_id, message, created_by_id, created_at, updated_at,
      net_minor, tax_minor, rounding_minor, total_minor, base_minor, id, kind, state, corrects_id, contact_id, delivered_on,
      currency, rate, prices_include_tax, discount_percent, reference, seller, buyer)
    select ${posted}, ${sums}, ${creditId}, 'credit_note', 'draft', id, contact_id, delivered_on, currency, rate,
      prices_include_tax, discount_percent, reference, seller, buyer
    from accounting_document where id = ${invoice.id}`.execute(tx)
  await insertParts(tx, ctx.org.orgId, credit)
  await tx
    .updateTable('accountingDocument')
    .set({
      state: 'posted',
      postedAt: at,
      settledMinor: sql<number>`total_minor`,
      releasedMinor: sql<number>`base_minor`,
    })
    .where('id', '=', creditId)
    .execute()
}

/** A line keeps the number of the line it takes back. */
async function insertParts(
  tx: OrgWriteTx,
  orgId: string,
  { creditId: documentId, lines, totals }: NewCredit,
): Promise<void> {
  await tx
    .insertInto('accountingDocumentLine')
    .values(
      lines.map(({ of, amount, ...line }, at) => ({
        ...line,
        orgId,
        documentId,
        n: of.n,
        description: of.description,
        taxCodeId: of.taxCodeId,
        accountId: of.accountId,
        amountMinor: amount.toString(),
        netMinor: String(totals.lines[at]?.net ?? 0n),
      })),
    )
    .execute()
  await tx
    .insertInto('accountingDocumentTax')
    .values(
      totals.taxes.map(({ taxable, tax, ...code }) => ({
        ...code,
        orgId,
        documentId,
        taxableMinor: taxable.toString(),
        taxMinor: tax.toString(),
      })),
    )
    .execute()
}
