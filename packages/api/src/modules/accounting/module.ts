import type { HubModule } from '../../platform/module.ts'
import * as accounts from './accounts/schema.ts'
import * as book from './book/schema.ts'
import { accountingEntities } from './entities.ts'
import { accountingEvents } from './events.ts'
import { bookExport } from './exports/export.ts'
import * as exports from './exports/schema.ts'
import * as journals from './journals/schema.ts'
import { verifyNightly } from './jobs.ts'
import { verifyBooks } from './ledger/verify.ts'
import { accountingMigrations } from './migrations/index.ts'
import { accountingNotifications } from './notifications.ts'
import { accountingPermissions } from './permissions.ts'
import { accountingPersonalData } from './personal-data.ts'
import { accountingPhrases } from './phrases.ts'
import * as reports from './reports/schema.ts'
import { accountingRouter } from './router.ts'
import { accountingSamples } from './samples/samples.ts'
import { accountingTables } from './tables.ts'

/** The books: what the business has, owes, earns and spends. */
export const accounting = {
  name: 'accounting',
  title: 'Accounting',
  router: accountingRouter,
  schemas: [book, accounts, journals, reports, exports],
  permissions: accountingPermissions,
  // What a business earns is nobody's to see until an owner says so.
  roleLevels: { member: 'none', viewer: 'none' },
  migrations: accountingMigrations,
  tables: accountingTables,
  sets: { bookkeeper: 'write' },
  entities: accountingEntities,
  activity: { 'accounting.entry': 'accounting.book.read', 'accounting.account': 'accounting.book.read' },
  personal: accountingPersonalData,
  phrases: accountingPhrases,
  events: accountingEvents,
  notifications: accountingNotifications,
  machines: {
    'accounting.keeper': {
      title: 'Accounting: nightly check',
      permissions: ['accounting.book.read', 'accounting.book.write'],
    },
  },
  jobs: [verifyNightly],
  exports: [bookExport],
  verify: verifyBooks,
  samples: accountingSamples,
  tests: {
    inputs: {
      'book.setUp': { baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01' },
      'accounts.create': { code: '6450' },
      'journals.post': { lines: [{ debit: '12.00' }, { credit: '12.00' }] },
    },
    needs: {
      'accounts.create': ['accounting_account'],
      'reports.trialBalance': ['accounting_account'],
      'reports.profitAndLoss': ['accounting_account'],
      'reports.balanceSheet': ['accounting_account'],
      'exports.prepare': ['accounting_account'],
    },
  },
} as const satisfies HubModule<'accounting', typeof accountingRouter>
