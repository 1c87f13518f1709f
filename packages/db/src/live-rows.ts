import { sql } from 'kysely'
import type { Kysely } from 'kysely'

const NAME = /^[a-z][A-Za-z0-9_.]*$/

/** Quotes a name of ours for a trigger's argument. */
function argument(name: string): string {
  if (name !== '' && !NAME.test(name)) throw new TypeError(`"${name}" is not a plain name.`)
  return `'${name}'`
}

export interface LiveRows {
  /** As in the audit log: the part before the first dot is the area whose reads show it. */
  action: string
  /** The key under which entries of the audit log name such a row; without it nobody is told which row it was. */
  target?: string
  /** The column with the id that is told. */
  id?: string
  /** The column of the person whose own the row is, where others are not told of it. */
  person?: string
  /** An update counts only where this holds, of `old` and `new`; every other change counts always. */
  when?: string
}

/**
 * From now on each change of a row of the table is told to open pages and programs, in the transaction that makes it.
 * What leaves an entry in the audit log is told already; this is for what changes without one.
 */
export async function tellsLive(db: Kysely<unknown>, table: string, rows: LiveRows): Promise<void> {
  const { action, target = '', id = '', person = '', when = 'old.* is distinct from new.*' } = rows
  const call = `app.tell_live_row(${[action, target, id, person].map(argument).join(', ')})`
  await sql
    .raw(
      `create trigger live_rows after insert or delete on app.${table} for each row execute function ${call}`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger live_changes after update on app.${table} for each row when (${when}) execute function ${call}`,
    )
    .execute(db)
}
