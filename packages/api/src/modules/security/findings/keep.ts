import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { Check, Part, PartResult } from '../checks/check.ts'
import { isGone } from '../scans/compare.ts'

interface Scanned {
  site: { id: string; host: string }
  scanId: string
  parts: readonly PartResult[]
}

/** So many scans in a row have to see it before people are told. */
const AGREED = 2

interface Told {
  id: string
  key: string
  severity: Check['severity']
  title: string
}

const payloadOf = (site: Scanned['site'], { id, key, severity, title }: Told) => ({
  siteId: site.id,
  host: site.host,
  findingId: id,
  key,
  severity,
  title,
})

export interface KeptFindings {
  /** How many it saw that the scan before did not. */
  opened: number
  /** Those that an earlier scan saw and this one could not look at. */
  standing: { part: Part; points: number }[]
}

/** Brings the findings of a site to what a scan saw. */
export async function keepFindings(ctx: OrgContext, tx: OrgWriteTx, scanned: Scanned): Promise<KeptFindings> {
  const failed = scanned.parts.flatMap(({ checks }) => checks.filter(({ state }) => state === 'failed'))
  let opened = 0
  for (const check of failed) if (await keepOpen(ctx, tx, { ...scanned, check })) opened += 1
  const seen = new Set(failed.map(({ key }) => key))
  return { opened, standing: (await closeGone(ctx, tx, scanned)).filter(({ key }) => !seen.has(key)) }
}

/** Answers whether it is new. */
async function keepOpen(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { site, scanId, check }: Scanned & { check: Check },
): Promise<boolean> {
  const now = ctx.now()
  const { key, part, severity, points, result, title, about } = check
  const told = { severity, points, result, title, about, evidence: JSON.stringify(check.evidence) }
  const row = await tx
    .insertInto('securityFinding')
    .values({
      ...told,
      id: uuidv7(),
      orgId: ctx.org.orgId,
      siteId: site.id,
      key,
      part,
      state: 'open',
      seen: 1,
      firstScanId: scanId,
      lastScanId: scanId,
      openedAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'siteId', 'key']).doUpdateSet({
        ...told,
        seen: sql<number>`case security_finding.state when 'open' then security_finding.seen + 1 else 1 end`,
        firstScanId: sql<string>`case security_finding.state when 'open' then security_finding.first_scan_id else excluded.first_scan_id end`,
        openedAt: sql<string>`case security_finding.state when 'open' then security_finding.opened_at else excluded.opened_at end`,
        toldAt: sql<string | null>`case security_finding.state when 'open' then security_finding.told_at end`,
        // A task that was made for the time before has been done.
        taskId: sql<string | null>`case security_finding.state when 'open' then security_finding.task_id end`,
        state: 'open',
        lastScanId: scanId,
        closedAt: null,
        updatedAt: now,
        version: sql<number>`security_finding.version + 1`,
      }),
    )
    .returning(['id', 'key', 'severity', 'title', 'seen', 'toldAt'])
    .executeTakeFirstOrThrow()
  if (row.seen >= AGREED && row.toldAt === null) {
    await tx.updateTable('securityFinding').set({ toldAt: now }).where('id', '=', row.id).execute()
    tx.emit({
      topic: 'security.finding.opened',
      aggregate: `site:${site.id}`,
      payload: payloadOf(site, row),
    })
  }
  return row.seen === 1
}

/** Answers those that stay. */
async function closeGone(ctx: OrgContext, tx: OrgWriteTx, { site, parts }: Scanned) {
  const open = await tx
    .selectFrom('securityFinding')
    .select(['id', 'key', 'part', 'points'])
    .where('siteId', '=', site.id)
    .where('state', '=', 'open')
    .execute()
  const gone = open.filter(({ key }) => isGone(key, parts)).map(({ id }) => id)
  const stays = open.filter(({ id }) => !gone.includes(id))
  if (gone.length === 0) return stays
  const now = ctx.now()
  const closed = await tx
    .updateTable('securityFinding')
    .set({ state: 'closed', closedAt: now, updatedAt: now, version: sql<number>`version + 1` })
    .where('id', 'in', gone)
    .returning(['id', 'key', 'severity', 'title', 'toldAt'])
    .execute()
  for (const row of closed)
    // Who never heard of it need not hear that it is over.
    if (row.toldAt !== null)
      tx.emit({
        topic: 'security.finding.closed',
        aggregate: `site:${site.id}`,
        payload: payloadOf(site, row),
      })
  return stays
}
