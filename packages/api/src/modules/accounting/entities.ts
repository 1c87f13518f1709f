import { sql } from '@hub/db'
import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../platform/catalog/find.ts'
import { bankEntities } from './bank/entities.ts'
import type { LedgerAccount } from './accounts/schema.ts'
import { numberInSql } from './journals/number-text.ts'
import type { JournalEntry } from './journals/schema.ts'
import { withBook } from './example-book.ts'
import type { ExampleCall } from './example-book.ts'
import { contactEntity } from './contacts/entity.ts'
import { taxEntity } from './taxes/entity.ts'
import { invoiceEntity } from './documents/entity.ts'
import { paymentEntity } from './payments/entity.ts'
import { reminderEntity } from './reminders/entity.ts'
import { refundEntity } from './refunds/entity.ts'

const findAccount: FindDeclaration<LedgerAccount> = {
  path: 'modules.accounting.accounts.list',
  words: 'search',
  row: ({ id, code, name, type }) => ({ id, name: `${code} ${name}`, detail: type }),
}

const findEntry: FindDeclaration<JournalEntry> = {
  path: 'modules.accounting.journals.list',
  words: 'search',
  row: ({ id, number, memo, date, total, currency }) => ({
    id,
    name: `${number} ${memo}`,
    detail: `${date}, ${total} ${currency}`,
  }),
}

async function expenseAccounts(call: ExampleCall) {
  await withBook(call)
  const { items } = (await call('modules.accounting.accounts.list', {
    type: 'expense',
  })) as { items: LedgerAccount[] }
  return items
}

export const accountingEntities = {
  accounting_contact: contactEntity,
  accounting_tax_code: taxEntity,
  accounting_document: invoiceEntity,
  accounting_payment: paymentEntity,
  'accounting_payment.refund_id': refundEntity,
  accounting_reminder: reminderEntity,
  ...bankEntities,
  accounting_account: {
    noun: 'Ledger account',
    synonyms: ['account', 'account of the books'],
    find: findAccount,
    link: '/o/{org}/accounting/ledger?account={id}',
    names: (db, ids) =>
      db
        .selectFrom('accountingAccount')
        .select(['id', sql<string>`code || ' ' || name`.as('name')])
        .where('id', 'in', ids)
        .execute(),
    permission: 'accounting.book.read',
    ofPerson: { none: 'accounts of the books are the organization’s' },
    target: 'account',
    verbs: {
      'accounting.account.created': 'added [the account ]{account}',
      'accounting.account.updated': 'changed [the account ]{account}',
      'accounting.account.archived': 'archived [the account ]{account}',
      'accounting.book.setUp': 'set up the books',
      'accounting.book.closed': 'closed days of the books',
      'accounting.book.reopened': 'opened days of the books again',
      'accounting.book.verified': 'checked the books',
      'accounting.book.exported': 'took a copy of the books',
    },
    // Of the subtype bank, since some acts take no other; one of its own, since a bank account takes it for itself.
    example: async (call) => {
      await withBook(call)
      const account = { name: 'Savings', type: 'asset', subtype: 'bank' }
      const code = `11-${crypto.randomUUID().slice(0, 12)}`
      const made = await call('modules.accounting.accounts.create', { ...account, code })
      const { id } = made as LedgerAccount
      const [expense] = await expenseAccounts(call)
      await call('modules.accounting.journals.post', {
        date: '2026-11-20',
        memo: 'Put aside',
        lines: [
          { accountId: id, debit: '12.00' },
          { accountId: expense?.id, credit: '12.00' },
        ],
      })
      return id
    },
  },
  accounting_entry: {
    noun: 'Journal entry',
    plural: 'Journal entries',
    synonyms: ['posting', 'booking', 'entry'],
    find: findEntry,
    link: '/o/{org}/accounting/journal?entry={id}',
    names: (db, ids) =>
      db
        .selectFrom('accountingEntry as e')
        .select(['e.id', sql<string>`${numberInSql} || ' ' || e.memo`.as('name')])
        .where('e.id', 'in', ids)
        .execute(),
    permission: 'accounting.book.read',
    ofPerson: { file: 'journal.json', whenTheyLeave: 'kept' },
    target: 'entry',
    verbs: {
      'accounting.entry.posted': 'posted {entry}',
      'accounting.entry.reversed': 'took back {entry}',
    },
    example: async (call) => {
      const [first, second] = await expenseAccounts(call)
      const lines = [
        { accountId: first?.id, debit: '12.00' },
        { accountId: second?.id, credit: '12.00' },
      ]
      const posted = await call('modules.accounting.journals.post', {
        date: '2026-11-20',
        memo: 'Moved to the right account',
        lines,
      })
      return (posted as JournalEntry).id
    },
  },
} as const satisfies Record<string, EntityDeclaration>
