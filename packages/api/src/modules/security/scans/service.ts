import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { enqueueJob } from '../../../platform/jobs/enqueue.ts'
import { whyUnknown } from '../../../platform/outside/known-name.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { knownSite } from '../sites/queries.ts'
import { requireAllowed } from './allowed.ts'
import { compareParts } from './compare.ts'
import { scanDescription } from './job-description.ts'
import { todayOf } from '../findings/muted.ts'
import { findScan, selectScans, toScan, toWholeScan } from './queries.ts'
import { takeStranger } from './strangers.ts'
import type {
  CompareScans,
  GetScan,
  ListScans,
  Scan,
  ScanChange,
  StartedScan,
  StartScan,
  WholeScan,
} from './schema.ts'

export async function listScans(ctx: OrgContext, input: ListScans): Promise<Page<Scan>> {
  const { siteId, kind } = input
  const found = selectScans(ctx.db, todayOf(ctx))
    .$if(siteId !== undefined, (query) => query.where('c.siteId', '=', siteId ?? ''))
    .$if(kind !== undefined, (query) => query.where('c.kind', '=', kind ?? 'quick'))
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.security.scans.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`c.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map(toScan) }
}

export const getScan = async (ctx: OrgContext, { id }: GetScan): Promise<WholeScan> =>
  toWholeScan(await findScan(ctx.db, id, todayOf(ctx)))

const shortly = ({ id, score, grade, startedAt }: ScanChange['before']): ScanChange['before'] => ({
  id,
  score,
  grade,
  startedAt,
})

export async function compareScans(ctx: OrgContext, input: CompareScans): Promise<ScanChange> {
  const scan = (id: string) => findScan(ctx.db, id, todayOf(ctx))
  const [before, after] = await Promise.all([scan(input.before), scan(input.after)])
  if (before.siteId !== after.siteId)
    throw new AppError('BAD_REQUEST', { message: 'These scans are of two websites.' })
  return { before: shortly(before), after: shortly(after), ...compareParts(before.parts, after.parts) }
}

/** Asks for a site to be scanned, as a job. While it is being scanned, that job is answered. */
export async function startScan(ctx: OrgContext, { siteId, kind }: StartScan): Promise<StartedScan> {
  const site = await knownSite(ctx.db, siteId)
  await requireAllowed(ctx, site, kind)
  // A name that was typed wrong costs nothing.
  const unknown = await whyUnknown(site.host, ctx.hub.outside)
  if (unknown !== null)
    throw new AppError('CONFLICT', { message: `${site.host} cannot be scanned. ${unknown}` })
  return ctx.write(async (tx) => {
    const payload = { siteId, host: site.host, kind }
    const { id, isNew } = await enqueueJob(ctx, tx, {
      kind: scanDescription,
      payload,
      dedupeKey: `${siteId}:${kind}`,
    })
    if (isNew && site.proof === null) await takeStranger(ctx, site.host)
    if (isNew) tx.audit('security.site.scanned', { site: siteId }, { kind })
    else ctx.meter(0)
    return { jobId: id }
  })
}
