import { router } from '../../platform/calls/trpc.ts'
import { accountsRouter } from './accounts/router.ts'
import { bankRouter } from './bank/router.ts'
import { bookRouter } from './book/router.ts'
import { customerStatementsRouter } from './customer-statements/router.ts'
import { exportsRouter } from './exports/router.ts'
import { companyRouter } from './company/router.ts'
import { taxesRouter } from './taxes/router.ts'
import { contactsRouter } from './contacts/router.ts'
import { invoicesRouter } from './documents/router.ts'
import { journalsRouter } from './journals/router.ts'
import { paymentsInRouter } from './payments/router.ts'
import { refundsRouter } from './refunds/router.ts'
import { remindersRouter } from './reminders/router.ts'
import { reportsRouter } from './reports/router.ts'

export const accountingRouter = router({
  book: bookRouter,
  accounts: accountsRouter,
  journals: journalsRouter,
  company: companyRouter,
  taxes: taxesRouter,
  contacts: contactsRouter,
  invoices: invoicesRouter,
  paymentsIn: paymentsInRouter,
  refunds: refundsRouter,
  reminders: remindersRouter,
  customerStatements: customerStatementsRouter,
  reports: reportsRouter,
  bank: bankRouter,
  exports: exportsRouter,
})
