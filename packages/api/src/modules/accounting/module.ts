import { withExamples } from '../../platform/catalog/phrases.ts'
import examples from './examples.json' with { type: 'json' }
import type { HubModule } from '../../platform/module.ts'
import * as accounts from './accounts/schema.ts'
import { accountingBriefing } from './briefing.ts'
import * as bank from './bank/schema.ts'
import * as book from './book/schema.ts'
import * as company from './company/schema.ts'
import * as contacts from './contacts/schema.ts'
import * as credits from './credits/schema.ts'
import { statementFile } from './customer-statements/export.ts'
import * as customerStatements from './customer-statements/schema.ts'
import * as documents from './documents/schema.ts'
import { invoicePdf } from './documents/print/export.ts'
import { accountingEntities } from './entities.ts'
import { accountingEvents } from './events.ts'
import { bookExport } from './exports/export.ts'
import * as exports from './exports/schema.ts'
import * as journals from './journals/schema.ts'
import { tellOverdueDaily, verifyNightly } from './jobs.ts'
import { verifyBooks } from './ledger/verify.ts'
import { accountingLists } from './lists.ts'
import { accountingMigrations } from './migrations/index.ts'
import { accountingNotifications } from './notifications.ts'
import * as payments from './payments/schema.ts'
import * as taxes from './taxes/schema.ts'
import { accountingPermissions } from './permissions.ts'
import { accountingPersonalData } from './personal-data.ts'
import { accountingPhrases } from './phrases.ts'
import * as refunds from './refunds/schema.ts'
import * as reminders from './reminders/schema.ts'
import * as reports from './reports/schema.ts'
import { accountingPrompts } from './prompts.ts'
import { accountingRouter } from './router.ts'
import { accountingTestCases } from './test-cases.ts'
import { accountingSamples } from './samples/samples.ts'
import { accountingTables } from './tables.ts'
import { accountingTour } from './tour.ts'

/** The books: what the business has, owes, earns and spends. */
export const accounting = {
  name: 'accounting',
  title: 'Accounting',
  about: 'Invoices, bills, bank lines, taxes and reports: what the business has, owes, earns and spends.',
  router: accountingRouter,
  schemas: [
    bank,
    book,
    accounts,
    journals,
    company,
    taxes,
    contacts,
    documents,
    payments,
    refunds,
    credits,
    customerStatements,
    reminders,
    reports,
    exports,
  ],
  permissions: accountingPermissions,
  // What a business earns is nobody's to see until an owner says so.
  roleLevels: { member: 'none', viewer: 'none' },
  migrations: accountingMigrations,
  tables: accountingTables,
  sets: { bookkeeper: 'write' },
  entities: accountingEntities,
  activity: {
    'accounting.entry': { permission: 'accounting.book.read', comesAlong: true },
    'accounting.account': 'accounting.book.read',
    'accounting.contact': 'accounting.contact.read',
    'accounting.company': 'accounting.sale.read',
    'accounting.tax': 'accounting.book.read',
    'accounting.invoice': 'accounting.sale.read',
    'accounting.payment': 'accounting.sale.read',
    'accounting.refund': 'accounting.sale.read',
    'accounting.bank': 'accounting.bank.read',
    'accounting.match': 'accounting.bank.read',
  },
  personal: accountingPersonalData,
  prompts: accountingPrompts,
  phrases: withExamples(accountingPhrases, examples),
  lists: accountingLists,
  events: accountingEvents,
  notifications: accountingNotifications,
  machines: {
    'accounting.keeper': {
      title: 'Accounting: nightly check',
      permissions: ['accounting.book.read', 'accounting.book.write'],
    },
    'accounting.clerk': {
      title: 'Accounting: overdue invoices',
      permissions: ['accounting.sale.read', 'accounting.sale.write'],
    },
  },
  jobs: [verifyNightly, tellOverdueDaily],
  briefing: accountingBriefing,
  exports: [bookExport, invoicePdf, statementFile],
  verify: verifyBooks,
  samples: accountingSamples,
  tour: accountingTour,
  tests: accountingTestCases,
} as const satisfies HubModule<'accounting', typeof accountingRouter>
