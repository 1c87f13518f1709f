import { sql } from '@hub/db'
import type { OrgDb, SystemDb } from '@hub/db'
import type { Position } from './position.ts'

/** Longer than anybody who comes back wants to be told each change; older positions read everything anew. */
export const KEPT_MS = 6 * 3_600_000
/** More changes than this nobody reads one by one. */
export const AT_MOST = 1_000

/** A row that changed: which, and what was done to it. */
export interface Change {
  orgId: string
  xid: string
  at: string
  action: string
  /** As entries of the audit log name it. */
  target: Record<string, unknown>
  actorId: string | null
  personId: string | null
  requestId: string | null
}

/** What was committed between two looks. */
export interface Read {
  position: Position
  /** At most one more than `AT_MOST`. */
  changes: readonly Change[]
}

interface Answer {
  snapshot: string
  at: number
  changes: Change[]
}

/** Both in one statement, which sees by one snapshot. */
const selected = (rows: ReturnType<typeof sql>) => sql<Answer>`
  select pg_current_snapshot()::text as snapshot, floor(extract(epoch from statement_timestamp()) * 1000)::float8 as at,
    coalesce((select json_agg(json_build_object('orgId', c.org_id, 'xid', c.xid::text, 'at', c.at, 'action', c.action,
      'target', c.target, 'actorId', c.actor_id, 'personId', c.person_id, 'requestId', c.request_id) order by c.position)
      from (${rows}) c), '[]') as changes`

// A database that was moved to another server counts transactions anew: rows of before are not news there.
const since = (snapshot: string) => sql`
  xid >= pg_snapshot_xmin(${snapshot}::text::pg_snapshot) and xid < pg_snapshot_xmax(pg_current_snapshot())
  and not pg_visible_in_snapshot(xid, ${snapshot}::text::pg_snapshot)`

function readOf({ rows: [row] }: { rows: Answer[] }): Read {
  if (!row) throw new Error('The database said nothing of its snapshot.')
  return { position: { at: row.at, snapshot: row.snapshot }, changes: row.changes }
}

/** What was committed in one organization since a position. */
export async function changesSince(db: OrgDb, { snapshot }: Position): Promise<Read> {
  const rows = sql`select * from live_change where ${since(snapshot)} order by position limit ${AT_MOST + 1}`
  return readOf(await selected(rows).execute(db))
}

/** What was committed in one organization of late. */
export async function changesOfLate(db: OrgDb, seconds: number): Promise<Read> {
  const rows = sql`select * from live_change where at > now() - make_interval(secs => ${seconds})
    order by position limit ${AT_MOST + 1}`
  return readOf(await selected(rows).execute(db))
}

/** What was committed in these organizations since a position; without one nothing yet. */
export async function changesIn(
  db: SystemDb,
  orgIds: readonly string[],
  position: Position | null,
): Promise<Read> {
  const rows = position
    ? sql`select * from live_change where org_id = any(${[...orgIds]}::uuid[]) and ${since(position.snapshot)}
        order by position limit ${AT_MOST + 1}`
    : sql`select * from live_change where false`
  return readOf(await selected(rows).execute(db))
}

/** Takes away what nobody can ask for any more. */
export async function sweepChanges(db: SystemDb, now: Date): Promise<void> {
  await db.deleteFrom('livePresence').where('expiresAt', '<', now.toISOString()).execute()
  await db
    .deleteFrom('liveChange')
    .where('at', '<', new Date(now.getTime() - KEPT_MS - 600_000).toISOString())
    .execute()
}
