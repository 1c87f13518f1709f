import { sql } from '@hub/db'
import type { OrgTables, OrgTx, SystemTx } from '@hub/db'

/** Tables whose rows are found by an id. */
type Identified = {
  [Table in keyof OrgTables]: 'id' extends keyof OrgTables[Table] ? Table : never
}[keyof OrgTables]

/**
 * Keeps a row as it is until the transaction ends. What is read of it after this is what a change may be decided by: of two
 * at once the second sees what the first made of it (CON-5). Rows that only refer to it can still be written.
 */
export async function lockRow(tx: OrgTx, table: Identified, id: string): Promise<void> {
  await sql`select from ${sql.table(table)} where id = ${id} for no key update`.execute(tx)
}

/**
 * Waits for all who stand in the line of this name, and holds up those who come after until the transaction ends. For what is
 * decided by rows that nobody has written yet, such as whether there is room for one more or a name is free: there is no row
 * to lock.
 */
export async function takeTurn(tx: OrgTx | SystemTx, line: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${line}, 0))`.execute(tx)
}
