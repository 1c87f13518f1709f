import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { Page } from '../../../shared/list.ts'
import { invoiceDetails, isInStatus, selectInvoices, partiesOf, toInvoice } from './queries.ts'
import type { GetInvoice, Invoice, InvoiceDetails, InvoiceParties, ListInvoices } from './schema.ts'

/** Invoices and credit notes, newest first or by the day they are due. */
export async function listInvoices(ctx: OrgContext, input: ListInvoices): Promise<Page<Invoice>> {
  const { search, status, contactId, currency, from, to, sort } = input
  const words = sql<string>`lower(coalesce(d.number, '') || ' ' || coalesce(d.buyer ->> 'name', c.name) || ' ' || d.reference)`
  const found = selectInvoices(ctx)
    .$if(search !== undefined, (query) =>
      query.where(sql<boolean>`strpos(${words}, lower(${search ?? ''})) > 0`),
    )
    .$if(contactId !== undefined, (query) => query.where('d.contactId', '=', contactId ?? ''))
    .$if(currency !== undefined, (query) => query.where('d.currency', '=', currency ?? ''))
    .$if(from !== undefined, (query) => query.where('d.issuedOn', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('d.issuedOn', '<=', to ?? ''))
    .$if(status !== undefined, (query) => query.where(isInStatus(ctx, status ?? 'unpaid')))
  const direction = sort === 'due' ? 'asc' : 'desc'
  const { items, nextCursor } = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.invoices.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sort === 'due' ? sql`d.due_on` : sql`d.issued_on`, type: 'date', direction },
      { expression: sql`d.id`, type: 'uuid', direction },
    ],
    input,
  })
  return { items: items.map(toInvoice), nextCursor }
}

export const getInvoice = (ctx: OrgContext, { id }: GetInvoice): Promise<InvoiceDetails> =>
  invoiceDetails(ctx, id)

export const getInvoiceParties = (ctx: OrgContext, { id }: GetInvoice): Promise<InvoiceParties> =>
  partiesOf(ctx, id)
