import { orgProcedure, router } from '../../platform/trpc.ts'
import { getActivity } from './activity.ts'
import { listCalls } from './calls.ts'
import { listAudit } from './list.ts'
import * as schema from './schema.ts'

export const auditRouter = router({
  list: orgProcedure
    .meta({
      title: 'List the audit log',
      description: 'Who did what, when and through which door, newest first.',
      permission: 'audit.read',
      price: null,
      effect: 'read',
      doors: 'all',
    })
    .input(schema.ListAudit)
    .output(schema.AuditPage)
    .query(({ ctx, input }) => listAudit(ctx, input)),
  activity: orgProcedure
    .meta({
      title: 'Read recent activity',
      description: 'The last acts on tasks, approvals, members and credits, as parts of plain sentences.',
      permission: 'organization.read',
      price: null,
      effect: 'read',
      doors: 'all',
    })
    .input(schema.GetActivity)
    .output(schema.Activity)
    .query(({ ctx, input }) => getActivity(ctx, input)),
  calls: orgProcedure
    .meta({
      title: 'List recent calls of API keys',
      description:
        'What API keys called, through which door, how long it took and what it cost, newest first.',
      permission: 'apiKey.read',
      price: null,
      effect: 'read',
      doors: 'all',
    })
    .input(schema.ListCalls)
    .output(schema.ApiCallPage)
    .query(({ ctx, input }) => listCalls(ctx, input)),
})
