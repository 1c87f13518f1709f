import type { Meta } from '../../platform/calls/meta.ts'
import { fileLimit } from '../../platform/files/prepared-files.ts'
import { adminProcedure, orgProcedure, router } from '../../platform/calls/trpc.ts'
import { getActivity } from './activity.ts'
import { listCalls } from './calls.ts'
import { PreparedFile } from '../../shared/prepared-file.ts'
import { exportAudit, exportPlatformAudit } from './export.ts'
import {
  getAuditEntry,
  getPlatformEntry,
  listActions,
  listAudit,
  listPlatformActions,
  listPlatformAudit,
} from './list.ts'
import * as schema from './schema.ts'
import { verifyAudit, verifyPlatformAudit } from './verify.ts'

const read = {
  permission: 'audit.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>

const platform = {
  permission: 'platform.admin',
  price: 'free',
  effect: 'read',
  doors: 'noTools',
} as const satisfies Partial<Meta>

/** A part is a fifth of a second of work for the database; a log of a million entries has forty. */
const parts = { name: 'audit.verify', per: 'actor', points: 300, seconds: 600 } as const

const platformRouter = router({
  list: adminProcedure
    .meta({
      ...platform,
      title: 'List the log of the platform',
      description: 'Who did what on this hub or in one organization, newest first, with address and device.',
    })
    .input(schema.ListPlatformAudit)
    .output(schema.AuditPage)
    .query(({ ctx, input }) => listPlatformAudit(ctx, input)),
  get: adminProcedure
    .meta({
      ...platform,
      title: 'Read one entry of a log',
      description: 'All that one entry of the log of the platform or of one organization says.',
    })
    .input(schema.GetPlatformEntry)
    .output(schema.AuditDetail)
    .query(({ ctx, input }) => getPlatformEntry(ctx, input)),
  actions: adminProcedure
    .meta({
      ...platform,
      title: 'List the actions of a log',
      description: 'The actions that occur in the log of the platform or of one organization.',
    })
    .input(schema.ListPlatformActions)
    .output(schema.AuditActions)
    .query(({ ctx, input }) => listPlatformActions(ctx, input)),
  verify: adminProcedure
    .meta({
      ...platform,
      limit: parts,
      title: 'Check a log',
      description: 'Recomputes part of the log of the platform or of one organization.',
    })
    .input(schema.VerifyPlatformAudit)
    .output(schema.AuditVerdict)
    .query(({ ctx, input }) => verifyPlatformAudit(ctx, input)),
  export: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      doors: 'browserOnly',
      stepUp: true,
      secret: true,
      limit: fileLimit('audit.export'),
      title: 'Export a log',
      description: 'Prepares a file of the log of the platform or of one organization.',
    })
    .input(schema.ExportPlatformAudit)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => exportPlatformAudit(ctx, input)),
})

export const auditRouter = router({
  list: orgProcedure
    .meta({
      followsAll: true,
      title: 'List the audit log',
      description:
        'Who did what and when, newest first. A search in a long log may stop early: lookedBackTo says how far back it is, nextCursor goes on.',
      permission: 'audit.read',
      price: null,
      effect: 'read',
      doors: 'all',
    })
    .input(schema.ListAudit)
    .output(schema.AuditPage)
    .query(({ ctx, input }) => listAudit(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read one entry of the audit log',
      description: 'All that one entry says, with names in place of ids.',
    })
    .input(schema.GetAuditEntry)
    .output(schema.AuditDetail)
    .query(({ ctx, input }) => getAuditEntry(ctx, input)),
  actions: orgProcedure
    .meta({
      ...read,
      title: 'List the actions of the audit log',
      description: 'The actions that occur in the log, for a filter.',
    })
    .output(schema.AuditActions)
    .query(({ ctx }) => listActions(ctx)),
  verify: orgProcedure
    .meta({
      ...read,
      permission: 'organization.own',
      price: 'free',
      limit: parts,
      title: 'Check the audit log',
      description:
        'Recomputes part of the log and names the first entry that was changed, removed or added. Ask again with nextAfter until it is null.',
    })
    .input(schema.VerifyAudit)
    .output(schema.AuditVerdict)
    .query(({ ctx, input }) => verifyAudit(ctx, input)),
  export: orgProcedure
    .meta({
      permission: 'audit.read',
      price: 'free',
      effect: 'write',
      doors: 'browserOnly',
      stepUp: true,
      secret: true,
      limit: fileLimit('audit.export'),
      title: 'Export the audit log',
      description: 'Prepares a file of the entries that fit the filters. It opens once, within ten minutes.',
    })
    .input(schema.ExportAudit)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => exportAudit(ctx, input)),
  platform: platformRouter,
  activity: orgProcedure
    .meta({
      followsAll: true,
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
