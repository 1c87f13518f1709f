import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { Page } from '../../../shared/list.ts'
import type { PaymentDirection } from '../documents/tables.ts'
import { numberInSql } from '../journals/number-text.ts'

/** Money that moved between the business and customers: payments came in, refunds went out. */
export const selectMoved = (db: OrgDb, direction: PaymentDirection) =>
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
    .select(['p.allocatedMinor', 'p.entryId', 'p.undoneOn', 'p.createdAt'])
    .where('p.direction', '=', direction)

type SelectMoved = ReturnType<typeof selectMoved>
export type MovedRow = Awaited<ReturnType<SelectMoved['executeTakeFirstOrThrow']>>

interface ListMoved {
  search?: string | undefined
  contactId?: string | undefined
  currency?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of them, newest first. */
export function movedPage(
  ctx: OrgContext,
  found: SelectMoved,
  { list, input }: { list: string; input: ListMoved },
): Promise<Page<MovedRow>> {
  const { search = '', contactId, currency } = input
  const words = sql<string>`lower(${numberInSql} || ' ' || c.name || ' ' || p.reference)`
  const narrowed = found
    .where(sql<boolean>`strpos(${words}, lower(${search})) > 0`)
    .$if(contactId !== undefined, (query) => query.where('p.contactId', '=', contactId ?? ''))
    .$if(currency !== undefined, (query) => query.where('p.currency', '=', currency ?? ''))
  return readPage(narrowed, {
    scope: { key: ctx.hub.keys.cursor, list, orgId: ctx.org.orgId },
    columns: [
      { expression: sql`p.paid_on`, type: 'date', direction: 'desc' },
      { expression: sql`p.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
}
