import { adminRouter } from './features/admin/router.ts'
import { approvalsRouter } from './features/approvals/router.ts'
import { auditRouter } from './features/audit/router.ts'
import { creditsRouter } from './features/credits/router.ts'
import { opsRouter } from './modules/ops/router.ts'
import { router } from './platform/trpc.ts'
import { systemRouter } from './features/system/router.ts'

/** The whole surface of the product; every door opens from here (CON-1). */
export const appRouter = router({
  admin: adminRouter,
  approvals: approvalsRouter,
  audit: auditRouter,
  credits: creditsRouter,
  modules: router({ ops: opsRouter }),
  system: systemRouter,
})

export type AppRouter = typeof appRouter
