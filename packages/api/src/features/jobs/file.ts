import type { Call } from '../../platform/calls/call.ts'
import { contextNow } from '../../platform/calls/context-now.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { fileGone, prepareFile } from '../../platform/files/prepared-files.ts'
import type { OpenedFile, PreparedRequest } from '../../platform/files/opened-file.ts'
import type { Hub } from '../../platform/hub.ts'
import type { PreparedFile } from '../../shared/prepared-file.ts'
import { bytesOf } from '../files/service.ts'
import { ExportResult, listExport } from './list-export.ts'
import type { GetJob } from './schema.ts'

const KIND = 'job.file'

/** The file of one's own job; nobody else's, for it holds what its person could see. */
async function fileOf(ctx: OrgContext, id: string) {
  const job = await ctx.db
    .selectFrom('job')
    .select(['fileId', 'result', 'payload'])
    .where('id', '=', id)
    .where('askedById', '=', ctx.actor.userId)
    .where('kind', '=', listExport.name)
    .executeTakeFirst()
  if (!job || job.fileId === null) throw fileGone()
  return {
    fileId: job.fileId,
    result: ExportResult.parse(job.result),
    payload: listExport.payload.parse(job.payload),
  }
}

/** Prepares what a job made, to be opened once. */
export async function prepareJobFile(ctx: OrgContext, { id }: GetJob): Promise<PreparedFile> {
  await fileOf(ctx, id)
  const subject = ctx.org.orgId
  const prepared = await prepareFile(ctx, { userId: ctx.actor.userId, kind: KIND, subject, request: { id } })
  return ctx.write(async (tx) => {
    tx.audit('job.file.taken', { job: id })
    return prepared
  })
}

async function open(hub: Hub, call: Call, { subject, request }: PreparedRequest): Promise<OpenedFile> {
  const ctx = await contextNow(hub, { ...call, org: subject }, 'jobs.file')
  const { fileId, result, payload } = await fileOf(ctx, String(request['id']))
  // Whoever may no longer see the list does not get what they could see of it then.
  await hub.backgroundExports.get(payload.list)?.({ ...call, org: subject }, payload.filters)
  const bytes = await bytesOf(hub, { kind: 'job', id: fileId })
  if (!bytes) throw fileGone()
  const { fileName, mediaType } = result
  return { fileName, mediaType, parts: [bytes.toString('utf8')] }
}

export const jobFile = { kind: KIND, open }
