import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { accountsByRole } from '../accounts/roles.ts'
import { findContact } from '../contacts/service.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { numberText } from '../journals/number-text.ts'
import { amountText } from '../ledger/amounts.ts'
import { postEntries } from '../ledger/posting.ts'
import { keptLines, lockDraft, priced } from './drafts.ts'
import { saleLines } from './entry.ts'
import { buyerOf, savedInvoice, sellerOf } from './queries.ts'
import type { SavedInvoice, NewInvoiceLine, PostInvoice } from './schema.ts'

/**
 * Posts a draft: it gets its number, the customer owes it, and from then on it never changes. What is printed is kept as it
 * is then, so that a customer who moves later does not move on old invoices.
 */
export async function postInvoice(ctx: OrgContext, { id, version }: PostInvoice): Promise<SavedInvoice> {
  return ctx.write(async (tx) => {
    const draft = await lockDraft(tx, id, version)
    await findContact(tx, draft.contactId)
    const lines = await keptLines(tx, id)
    requireComplete(lines)
    const { row, parts, baseCurrency } = await priced(tx, draft, lines)
    const { total } = parts.totals
    if (total === 0n)
      throw fieldFault('lines', 'An invoice over nothing is not posted. Give a line a quantity and a price.')
    const accounts = await accountsByRole(tx, ['receivable', 'rounding'])
    const { name: buyer } = await buyerOf(tx, draft.contactId)
    const [entry] = await postEntries(ctx, tx, [
      {
        series: 'INV',
        date: draft.issuedOn,
        dayField: 'issuedOn',
        scope: 'sale',
        sourceKey: `invoice:${id}`,
        memo: `Invoice to ${buyer}`,
        lines: saleLines({ ...draft, ...parts, baseCurrency }, accounts),
      },
    ])
    if (!entry) throw new Error('An entry was posted that nobody can name.')
    const number = numberText({ series: 'INV', ...entry })
    const reader = { ...ctx, db: tx }
    const at = ctx.now()
    await tx
      .updateTable('accountingDocument')
      .set({
        state: 'posted',
        number,
        entryId: entry.id,
        postedAt: at,
        updatedAt: at,
        ...row,
        seller: JSON.stringify(await sellerOf(reader)),
        buyer: JSON.stringify(await buyerOf(tx, draft.contactId)),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit('accounting.invoice.posted', { invoice: id }, { number })
    tx.emit({
      topic: 'accounting.invoice.posted',
      aggregate: `invoice:${id}`,
      payload: {
        invoiceId: id,
        number,
        contactId: draft.contactId,
        currency: draft.currency,
        total: amountText(total, draft.currency),
        dueOn: draft.dueOn,
      },
    })
    return savedInvoice(reader, id)
  })
}

/** A draft may be saved half written; what a customer gets may not. */
function requireComplete(lines: readonly NewInvoiceLine[]): void {
  if (lines.length === 0) throw fieldFault('lines', 'Add a line first: what was sold, and for how much.')
  const unnamed = lines.findIndex(({ description }) => description === '')
  if (unnamed !== -1) throw fieldFault(`lines.${unnamed}.description`, 'Say what was sold in this line.')
  const none = lines.findIndex(({ quantity }) => Number(quantity) === 0)
  if (none !== -1) throw fieldFault(`lines.${none}.quantity`, 'Give a quantity other than 0.')
}
