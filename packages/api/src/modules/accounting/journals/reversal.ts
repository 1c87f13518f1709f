import type { OrgDb, OrgTx } from '@hub/db'
import { takeTurn } from '../../../platform/data/locks.ts'
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

/** Entries never change, so there is no row to hold: whoever takes one back and whoever matches it wait for each other here. */
export const takeEntryTurn = (tx: OrgTx, id: string): Promise<void> => takeTurn(tx, `accounting.entry|${id}`)
