import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { muteOf } from './muted.ts'
import type { Finding } from './schema.ts'

const columns = [
  'f.id',
  'f.siteId',
  's.host',
  'f.key',
  'f.part',
  'f.severity',
  'f.points',
  'f.title',
  'f.state',
  'f.evidence',
  'f.taskId',
  'f.openedAt',
  'f.closedAt',
  'f.updatedAt',
  'f.version',
] as const

const isNew = sql<boolean>`f.state = 'open' and f.first_scan_id =
  (select c.id from security_scan c where c.site_id = f.site_id order by c.id desc limit 1)`

export const selectFindings = (db: OrgDb, today: string) =>
  db
    .selectFrom('securityFinding as f')
    .innerJoin('securitySite as s', 's.id', 'f.siteId')
    .select(columns)
    .select([muteOf(today).as('muted'), isNew.as('isNew')])

/** Throws a NOT_FOUND. */
export async function findFinding(db: OrgDb, id: string, today: string): Promise<Finding> {
  const row = await selectFindings(db, today).where('f.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** What a fix is made from. Throws a NOT_FOUND. */
export async function knownFinding(db: OrgDb, id: string) {
  const row = await db
    .selectFrom('securityFinding')
    .select(['id', 'siteId', 'key', 'part', 'result', 'about', 'state', 'evidence'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
