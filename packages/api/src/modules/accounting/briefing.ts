import { sql } from '@hub/db'
import type { BriefingDeclaration } from '../../platform/catalog/briefing.ts'
import { amountText } from './ledger/amounts.ts'

const overdue: BriefingDeclaration = {
  name: 'accounting.overdue',
  act: 'Follow up',
  kind: 'needs',
  urgency: 'deadline',
  permission: 'accounting.sale.read',
  entity: 'accounting_document',
  link: '/o/{org}/accounting/invoices?status=overdue',
  async read({ db, today }) {
    const rows = await db
      .selectFrom('accountingDocument')
      .innerJoin('accountingBook', (join) => join.onTrue())
      .select(['accountingDocument.id', 'accountingBook.baseCurrency as currency'])
      .select([
        sql<number>`count(*) over ()::int`.as('count'),
        sql<string>`(sum(base_minor - released_minor) over ())::text`.as('open'),
      ])
      .where('kind', '=', 'invoice')
      .where('state', '=', 'posted')
      .where(sql<boolean>`settled_minor < total_minor and due_on < ${today}::date`)
      .orderBy('dueOn')
      .orderBy('accountingDocument.id')
      .limit(3)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, open, currency } = first
    const amount = `${amountText(open, currency)} ${currency}`
    return {
      words:
        count === 1
          ? `1 invoice is overdue: ${amount} is still to come`
          : `${count} invoices are overdue: ${amount} is still to come`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

export const accountingBriefing: readonly BriefingDeclaration[] = [overdue]
