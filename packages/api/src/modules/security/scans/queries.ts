import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import type { PartResult } from '../checks/check.ts'
import { mutesOfSite } from '../findings/muted.ts'
import type { Mute } from '../findings/schema.ts'
import type { Observation } from '../observation/observation.ts'
import type { PartSummary, Scan, WholeScan } from './schema.ts'

const columns = [
  'c.id',
  'c.siteId',
  's.host',
  'c.kind',
  'c.score',
  'c.grade',
  'c.parts',
  'c.startedAt',
  'c.finishedAt',
] as const

export const selectScans = (db: OrgDb, today: string) =>
  db
    .selectFrom('securityScan as c')
    .innerJoin('securitySite as s', 's.id', 'c.siteId')
    .select(columns)
    .select(mutesOfSite(today).as('mutes'))

interface ScanRow extends Omit<Scan, 'parts'> {
  parts: PartResult[]
  mutes: Readonly<Record<string, Mute>>
}

function summaryOf({ part, score, grade, checks }: PartResult, mutes: ScanRow['mutes']): PartSummary {
  const failed = checks.filter(({ state }) => state === 'failed')
  const toMend = failed.filter(({ key }) => mutes[key] === undefined)
  return {
    part,
    score,
    grade,
    checks: checks.length,
    looked: checks.filter(({ state }) => state !== 'unknown').length,
    toMend: toMend.length,
    muted: failed.length - toMend.length,
    points: toMend.reduce((sum, { points }) => sum + points, 0),
  }
}

export const toScan = ({ mutes, ...row }: ScanRow): Scan => ({
  ...row,
  parts: row.parts.map((part) => summaryOf(part, mutes)),
})

export const toWholeScan = ({ mutes, ...row }: ScanRow): WholeScan => ({
  ...row,
  parts: row.parts.map((part) => ({
    ...summaryOf(part, mutes),
    checks: part.checks.map(({ part: _part, evidence, ...check }) => ({
      ...check,
      evidence: [...evidence],
      muted: (check.state === 'failed' && mutes[check.key]) || null,
    })),
  })),
})

/** Throws a NOT_FOUND. */
export async function findScan(db: OrgDb, id: string, today: string): Promise<ScanRow> {
  const row = await selectScans(db, today).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** What the latest scan of a site saw; null where it was never scanned. */
export async function latestObservation(db: OrgDb, siteId: string): Promise<Observation | null> {
  const row = await db
    .selectFrom('securityObservation as o')
    .innerJoin('securityScan as c', 'c.id', 'o.scanId')
    .select('o.observed')
    .where('c.siteId', '=', siteId)
    .orderBy('c.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.observed ?? null
}

/** Grades of the latest scans of a site, the newest first. */
export const latestGrades = (db: OrgDb, siteId: string, most: number) =>
  db
    .selectFrom('securityScan')
    .select(['grade', 'score'])
    .where('siteId', '=', siteId)
    .where(sql<boolean>`grade is not null`)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
