import { router } from '../../platform/calls/trpc.ts'
import { notesRouter } from './notes/router.ts'
import { tasksRouter } from './tasks/router.ts'

export const opsRouter = router({ tasks: tasksRouter, notes: notesRouter })
