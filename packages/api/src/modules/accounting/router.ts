import { router } from '../../platform/calls/trpc.ts'
import { accountsRouter } from './accounts/router.ts'
import { bookRouter } from './book/router.ts'
import { exportsRouter } from './exports/router.ts'
import { journalsRouter } from './journals/router.ts'
import { reportsRouter } from './reports/router.ts'

export const accountingRouter = router({
  book: bookRouter,
  accounts: accountsRouter,
  journals: journalsRouter,
  reports: reportsRouter,
  exports: exportsRouter,
})
