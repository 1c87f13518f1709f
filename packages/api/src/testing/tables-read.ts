import { inTx, sql } from '@hub/db'
import type { Database, OrgDb, OrgTx, SystemDb } from '@hub/db'
import type { Hub } from '../platform/hub.ts'

type Counts = ReadonlyMap<string, number>

/** How often the transaction so far has looked into each table, also within functions and policies. */
async function looked(tx: OrgDb | SystemDb): Promise<Counts> {
  const { rows } = await sql<{ name: string; scans: number }>`
    select relname as name, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as scans
    from pg_stat_xact_user_tables where schemaname = 'app'`.execute(tx as OrgDb)
  return new Map(rows.map(({ name, scans }) => [name, Number(scans)]))
}

/** One transaction for each organization and one for system work, all open at once. */
function inEach(
  db: Database,
  [first, ...others]: readonly string[],
  run: (bound: Database, handles: readonly (OrgDb | SystemDb)[]) => Promise<void>,
): Promise<void> {
  if (first === undefined) return inTx(db.system, (system) => run({ ...db, system }, [system]))
  return inTx(db.org(first), (tx: OrgTx) =>
    inEach(db, others, (bound, handles) =>
      run({ ...bound, org: (orgId) => (orgId === first ? tx : bound.org(orgId)) }, [tx, ...handles]),
    ),
  )
}

/**
 * The tables that PostgreSQL looked into for a piece of work of these organizations. `begin` forgets those of before; the
 * work gets a hub whose statements are counted.
 */
export async function tablesRead(
  hub: Hub,
  orgIds: readonly string[],
  work: (counted: Hub, begin: () => Promise<void>) => Promise<unknown>,
): Promise<string[]> {
  const names = new Set<string>()
  await inEach(hub.db, orgIds, async (db, handles) => {
    const counts = () => Promise.all(handles.map(looked))
    let before = await counts()
    await work({ ...hub, db }, async () => void (before = await counts()))
    for (const [index, after] of (await counts()).entries())
      for (const [name, scans] of after) if (scans > (before[index]?.get(name) ?? 0)) names.add(name)
  })
  return [...names].toSorted()
}
