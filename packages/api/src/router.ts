import { opsRouter } from './modules/ops/router.ts'
import { router } from './platform/trpc.ts'

/** The whole surface of the product; every door opens from here (CON-1). */
export const appRouter = router({
  modules: router({ ops: opsRouter }),
})

export type AppRouter = typeof appRouter
