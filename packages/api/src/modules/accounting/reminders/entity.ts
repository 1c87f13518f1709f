import { sql } from '@hub/db'
import type { EntityDeclaration } from '../../../platform/catalog/entities.ts'
import { exampleInvoice } from '../example-book.ts'
import type { Reminder } from './schema.ts'

/** Shown at its invoice. */
export const reminderEntity = {
  noun: 'Reminder',
  synonyms: ['payment reminder', 'dunning letter'],
  names: async (db, ids) => {
    const rows = await db
      .selectFrom('accountingReminder as r')
      .innerJoin('accountingDocument as d', 'd.id', 'r.documentId')
      .select(['r.id', 'r.documentId', sql<string>`coalesce(d.number, '')`.as('number')])
      .where('r.id', 'in', ids)
      .execute()
    return rows.map(({ id, number, documentId }) => ({
      id,
      name: `Reminder of ${number}`,
      partOf: { entity: 'accounting_document', id: documentId },
    }))
  },
  permission: 'accounting.sale.read',
  ofPerson: { file: 'reminders.json', whenTheyLeave: 'kept' },
  target: 'reminder',
  verbs: {},
  example: async (call) => {
    const invoiceId = await exampleInvoice(call)
    await call('modules.accounting.reminders.send', { invoiceId, recipient: 'books@lantern.example' })
    const { items } = (await call('modules.accounting.reminders.list', { invoiceId })) as {
      items: Reminder[]
    }
    return items[0]?.id ?? ''
  },
} as const satisfies EntityDeclaration
