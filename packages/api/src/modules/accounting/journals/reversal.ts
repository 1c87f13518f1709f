import type { OrgDb } from '@hub/db'
import type { NewEntry } from '../ledger/posting.ts'
import { mirroredLines } from './queries.ts'
import type { JournalEntry } from './schema.ts'

/** The mirror of an entry by hand: the same lines with their sides changed, posted once. */
export async function reversalOf(
  db: OrgDb,
  { id, number, memo }: Pick<JournalEntry, 'id' | 'number' | 'memo'>,
): Promise<Omit<NewEntry, 'date'>> {
  const lines = await mirroredLines(db, id)
  return {
    series: 'R',
    reversesId: id,
    sourceKey: `reversal:${id}`,
    byHand: true,
    lines,
    memo: `Takes back ${number}: ${memo}`.slice(0, 300),
  }
}
