import { moneyText } from '../../shared/amount-words.ts'
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
      .innerJoin('accountingContact as c', 'c.id', 'accountingDocument.contactId')
      .select(['accountingDocument.id', 'accountingBook.baseCurrency as currency', 'c.name as contact'])
      .select([
        sql<number>`count(*) over ()::int`.as('count'),
        sql<number>`${today}::date - due_on`.as('late'),
        sql<string>`(sum(base_minor - released_minor) over ())::text`.as('open'),
      ])
      .where('accountingDocument.kind', '=', 'invoice')
      .where('accountingDocument.state', '=', 'posted')
      .where(sql<boolean>`settled_minor < total_minor and due_on < ${today}::date`)
      .orderBy('accountingDocument.dueOn')
      .orderBy('accountingDocument.id')
      .limit(3)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, open, currency, contact, late } = first
    const toCome = `${moneyText(amountText(open, currency), currency)} is still to come`
    return {
      words:
        count === 1
          ? `${contact} is ${late === 1 ? 'a day' : `${late} days`} late: ${toCome}`
          : `${count} invoices are overdue: ${toCome}`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

export const accountingBriefing: readonly BriefingDeclaration[] = [overdue]
