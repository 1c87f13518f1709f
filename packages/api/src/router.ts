import { adminRouter } from './features/admin/router.ts'
import { approvalsRouter } from './features/approvals/router.ts'
import { assistantRouter } from './features/assistant/router.ts'
import { auditRouter } from './features/audit/router.ts'
import { authRouter } from './features/auth/router.ts'
import { creditsRouter } from './features/credits/router.ts'
import { endpointsRouter } from './features/endpoints/router.ts'
import { eventsRouter } from './features/events/router.ts'
import { filesRouter } from './features/files/router.ts'
import { workflowsRouter } from './features/workflows/router.ts'
import { jobsRouter } from './features/jobs/router.ts'
import { notificationsRouter } from './features/notifications/router.ts'
import { liveRouter } from './features/live/router.ts'
import { organizationsRouter } from './features/organizations/router.ts'
import { viewsRouter } from './features/views/router.ts'
import { systemRouter } from './features/system/router.ts'
import { exactModules } from './modules/index.ts'
import type { HubModule } from './platform/module.ts'
import { router } from './platform/calls/trpc.ts'

type TopLevel = { isTopLevel: true }
type RoutersUnder<Modules extends readonly HubModule[]> = {
  [Module in Modules[number] as Module extends TopLevel ? never : Module['name']]: Module['router']
}
type RoutersBeside<Modules extends readonly HubModule[]> = {
  [Module in Modules[number] as Module extends TopLevel ? Module['name'] : never]: Module['router']
}

const routersOf = (modules: readonly HubModule[]) =>
  Object.fromEntries(modules.map((module) => [module.name, module.router]))

/** The whole surface of a hub with these modules; every door opens from here (CON-1). */
export const routerOf = <const Modules extends readonly HubModule[]>(modules: Modules) =>
  router({
    admin: adminRouter,
    approvals: approvalsRouter,
    assistant: assistantRouter,
    audit: auditRouter,
    auth: authRouter,
    credits: creditsRouter,
    endpoints: endpointsRouter,
    events: eventsRouter,
    files: filesRouter,
    jobs: jobsRouter,
    workflows: workflowsRouter,
    live: liveRouter,
    modules: router(routersOf(modules.filter(({ isTopLevel }) => !isTopLevel)) as RoutersUnder<Modules>),
    notifications: notificationsRouter,
    organizations: organizationsRouter,
    system: systemRouter,
    views: viewsRouter,
    ...(routersOf(modules.filter(({ isTopLevel }) => isTopLevel)) as RoutersBeside<Modules>),
  })

export const appRouter = routerOf(exactModules)

export type AppRouter = typeof appRouter
