import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { isMuted } from '../findings/muted.ts'
import type { Site, SiteSchedule } from './schema.ts'

const columns = [
  's.id',
  's.host',
  's.proof',
  's.provedAt',
  's.score',
  's.grade',
  's.previousGrade as wasGrade',
  's.scannedAt',
  's.createdAt',
  's.updatedAt',
  's.version',
] as const

/** Open findings of a site that nobody muted, by severity. */
const toMend = (today: string) => sql<Site['toMend']>`(
  select jsonb_build_object(
    'high', count(*) filter (where f.severity = 'high'),
    'medium', count(*) filter (where f.severity = 'medium'),
    'low', count(*) filter (where f.severity = 'low'))
  from security_finding f
  where f.site_id = s.id and f.state = 'open'
    and not ${isMuted(today)})`

const muted = (today: string) => sql<number>`(select count(*)::int from security_finding f
  where f.site_id = s.id and f.state = 'open' and ${isMuted(today)})`

export const selectSites = (db: OrgDb, today: string) =>
  db
    .selectFrom('securitySite as s')
    .select(columns)
    .select([toMend(today).as('toMend'), muted(today).as('muted')])

/** Throws a NOT_FOUND. */
export async function findSite(db: OrgDb, id: string, today: string): Promise<Site> {
  const row = await selectSites(db, today).where('s.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

export interface KnownSite {
  id: string
  host: string
  token: string
  proof: Site['proof']
  provedAt: string | null
}

/** What acts on a site have to know of it. Throws a NOT_FOUND. */
export async function knownSite(db: OrgDb, id: string): Promise<KnownSite> {
  const row = await db
    .selectFrom('securitySite')
    .select(['id', 'host', 'token', 'proof', 'provedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

export async function scheduleOf(db: OrgDb, siteId: string): Promise<SiteSchedule | null> {
  const row = await db
    .selectFrom('securitySchedule')
    .select(['kind', 'weekday', 'nextAt', 'held'])
    .where('siteId', '=', siteId)
    .executeTakeFirst()
  return row ?? null
}

export async function latestScanId(db: OrgDb, siteId: string): Promise<string | null> {
  const row = await db
    .selectFrom('securityScan')
    .select('id')
    .where('siteId', '=', siteId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.id ?? null
}
