import { z } from 'zod'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { Hub } from '../../platform/hub.ts'
import type { JobDescription, JobKind, JobWork } from '../../platform/jobs/kind.ts'
import { enqueueJob } from '../../platform/jobs/enqueue.ts'
import { canonicalJson } from '../../platform/data/canonical-json.ts'
import { LARGEST_FILE_BYTES } from '../../platform/files/file-store.ts'
import type { OpenedFile } from '../../platform/files/opened-file.ts'
import { sha256 } from '../../platform/secrets/secrets.ts'
import { AppError } from '../../shared/errors.ts'
import { storeFile } from '../files/service.ts'
import type { StartExport, StartedJob } from './schema.ts'

const Payload = z.strictObject({ list: z.string(), filters: z.record(z.string(), z.unknown()) })
export const ExportResult = z.strictObject({
  fileName: z.string(),
  mediaType: z.string(),
  rows: z.int(),
  bytes: z.int(),
})

async function bytesOf({ parts, progress }: OpenedFile, work: JobWork): Promise<Buffer> {
  const kept: Buffer[] = []
  let bytes = 0
  for await (const part of parts) {
    const piece = Buffer.from(part)
    bytes += piece.length
    if (bytes > LARGEST_FILE_BYTES)
      throw new AppError('PAYLOAD_TOO_LARGE', {
        message: 'This list is too long for one file. Narrow it with a filter, then export it again.',
      })
    kept.push(piece)
    if (progress) await work.progress({ done: progress.rows(), total: await progress.total() })
  }
  return Buffer.concat(kept)
}

/** A list as a file. */
export const listExport: JobDescription<typeof Payload> = {
  name: 'list.export',
  title: ({ list }) => `Export of ${list}`,
  payload: Payload,
  queue: 'bulk',
}

/** Makes one while nobody waits. */
export const listExportJob = (hub: () => Hub): JobKind<typeof Payload, typeof ExportResult> => ({
  ...listExport,
  result: ExportResult,
  procedure: 'jobs.startExport',
  attempts: 5,
  firstPauseMs: 5_000,
  timeLimitMs: 30 * 60_000,
  async run(work, { list, filters }) {
    const { orgId, by } = work
    const open = hub().exports.get(list)
    if (!open) throw new AppError('NOT_FOUND', { message: `There is no list "${list}" here.` })
    const file = await open(by, { subject: orgId, request: filters })
    const { fileName, mediaType } = file
    const bytes = await bytesOf(file, work)
    const owner = { organizationId: orgId }
    const { id } = await storeFile(hub(), { owner, kind: 'job', mediaType, bytes })
    const rows = file.progress?.rows() ?? 0
    return { fileId: id, result: { fileName, mediaType, rows, bytes: bytes.length } }
  },
})

/** Asks for a list as a file; the same one asked for again while it is being made is that one. */
export async function startExport(ctx: OrgContext, { list, filters }: StartExport): Promise<StartedJob> {
  const check = ctx.hub.backgroundExports.get(list)
  if (!check)
    throw new AppError('NOT_FOUND', { message: `There is no list "${list}" that could be exported.` })
  const wish = await check({ ...ctx.call, org: ctx.org.orgId }, filters)
  const dedupeKey = sha256(`${ctx.actor.userId}|${list}|${canonicalJson(wish)}`).toString('base64url')
  return ctx.write(async (tx) => {
    const job = await enqueueJob(ctx, tx, { kind: listExport, payload: { list, filters: wish }, dedupeKey })
    if (job.isNew) tx.audit('job.asked', { job: job.id })
    return job
  })
}
