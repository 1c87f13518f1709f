import { sql } from '@hub/db'
import type { OrgTx } from '@hub/db'

export interface LoadCounts {
  created: number
  changed: number
  removed: number
  /** How many there are now. */
  records: number
}

/** What came of a load, from the records themselves: one that died and went on counts each once. */
export async function countLoad(
  tx: OrgTx,
  { datasetId, loadId }: { datasetId: string; loadId: string },
): Promise<LoadCounts> {
  const { rows } = await sql<LoadCounts>`
    select count(*) filter (where first_load_id = ${loadId} and removed_at is null)::int as created,
      count(*) filter (where load_id = ${loadId} and first_load_id <> ${loadId} and removed_at is null)::int as changed,
      count(*) filter (where load_id = ${loadId} and removed_at is not null)::int as removed,
      count(*) filter (where removed_at is null)::int as records
    from foundry_record where dataset_id = ${datasetId}`.execute(tx)
  return rows[0] ?? { created: 0, changed: 0, removed: 0, records: 0 }
}
