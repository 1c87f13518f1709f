import { router } from '../../platform/calls/trpc.ts'
import { tasksRouter } from './tasks/router.ts'

export const opsRouter = router({ tasks: tasksRouter })
