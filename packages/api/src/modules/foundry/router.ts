import { router } from '../../platform/calls/trpc.ts'
import { datasetsRouter } from './datasets/router.ts'
import { objectsRouter } from './objects/router.ts'
import { queriesRouter } from './queries/router.ts'
import { linksRouter, typesRouter } from './types/router.ts'
import { viewsRouter } from './views/router.ts'

export const foundryRouter = router({
  datasets: datasetsRouter,
  types: typesRouter,
  links: linksRouter,
  objects: objectsRouter,
  queries: queriesRouter,
  views: viewsRouter,
})
