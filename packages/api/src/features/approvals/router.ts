import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { approve } from './approve.ts'
import { declineApproval, editApproval } from './decide.ts'
import { getApproval, listApprovals } from './list.ts'
import * as schema from './schema.ts'

const read = {
  permission: 'approval.read',
  price: 'free',
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const decide = {
  permission: 'approval.decide',
  price: 'free',
  effect: 'write',
  doors: 'browserOnly',
} as const satisfies Partial<Meta>

export const approvalsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List approvals',
      description: 'What assistants asked for, newest first.',
    })
    .input(schema.ListApprovals)
    .output(schema.ApprovalPage)
    .query(({ ctx, input }) => listApprovals(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read an approval',
      description: 'What was asked for, by whom, and what became of it.',
    })
    .input(schema.GetApproval)
    .output(schema.Approval)
    .query(({ ctx, input }) => getApproval(ctx, input)),
  approve: orgProcedure
    .meta({
      ...decide,
      title: 'Approve an act',
      description: 'Runs what was asked for, once, in the name of whoever approves it.',
    })
    .input(schema.ApproveApproval)
    .output(schema.Approval)
    .mutation(({ ctx, input }) => approve(ctx, input)),
  edit: orgProcedure
    .meta({
      ...decide,
      title: 'Change an act before approving',
      description: 'Replaces the details of a waiting request; it still has to be approved.',
    })
    .input(schema.EditApproval)
    .output(schema.Approval)
    .mutation(({ ctx, input }) => editApproval(ctx, input)),
  decline: orgProcedure
    .meta({ ...decide, title: 'Decline an act', description: 'Turns the request down; nothing is changed.' })
    .input(schema.DeclineApproval)
    .output(schema.Approval)
    .mutation(({ ctx, input }) => declineApproval(ctx, input)),
})
