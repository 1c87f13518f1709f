import { adminRouter } from './features/admin/router.ts'
import { approvalsRouter } from './features/approvals/router.ts'
import { assistantRouter } from './features/assistant/router.ts'
import { auditRouter } from './features/audit/router.ts'
import { authRouter } from './features/auth/router.ts'
import { creditsRouter } from './features/credits/router.ts'
import { organizationsRouter } from './features/organizations/router.ts'
import { systemRouter } from './features/system/router.ts'
import { opsRouter } from './modules/ops/router.ts'
import { router } from './platform/calls/trpc.ts'

/** The whole surface of the product; every door opens from here (CON-1). */
export const appRouter = router({
  admin: adminRouter,
  approvals: approvalsRouter,
  assistant: assistantRouter,
  audit: auditRouter,
  auth: authRouter,
  credits: creditsRouter,
  modules: router({ ops: opsRouter }),
  organizations: organizationsRouter,
  system: systemRouter,
})

export type AppRouter = typeof appRouter
