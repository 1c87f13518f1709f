import { sql } from 'kysely'
import type { Kysely } from 'kysely'

const NAME = /^[a-z][a-z0-9_.]*$/

/** Quotes a name of ours for a trigger's argument. */
function argument(name: string): string {
  if (!NAME.test(name)) throw new TypeError(`"${name}" is not a plain name.`)
  return `'${name}'`
}

/** Columns whose change alone makes no answer old, or none at all that one would notice. */
type Columns = readonly [string, ...string[]]

interface Raise {
  table: string
  call: string
  columns?: Columns
}

/** Deferred: the epoch's row is locked for the commit alone, and always last. */
async function raiseAtCommit(db: Kysely<unknown>, { table, call, columns }: Raise): Promise<void> {
  const update = columns ? `update of ${columns.join(', ')}` : 'update'
  const create = (name: string, event: string, when = '') =>
    sql
      .raw(
        `create constraint trigger ${name} after ${event} on app.${table}
         deferrable initially deferred for each row ${when} execute function ${call}`,
      )
      .execute(db)
  await create('epoch_rows', 'insert or delete')
  await create('epoch_changes', update, 'when (old.* is distinct from new.*)')
}

/**
 * From now on each change of a row raises the epoch of a feature in the row's organization, whoever makes it: a service
 * of any feature, system work, a hand in the database. Answers kept of reads of that feature are found no more.
 */
export async function raisesEpoch(db: Kysely<unknown>, table: string, feature: string): Promise<void> {
  await raiseAtCommit(db, { table, call: `app.raise_epoch(${argument(feature)})` })
}

/**
 * The same for a table of people: it raises the epoch in each organization that the person named in the column `person`
 * belongs to. Only the columns named count where a row is updated.
 */
export async function raisesFellowEpochs(
  db: Kysely<unknown>,
  table: string,
  { feature, person, columns }: { feature: string; person: string; columns: Columns },
): Promise<void> {
  const call = `app.raise_fellow_epochs(${argument(feature)}, ${argument(person)})`
  await raiseAtCommit(db, { table, call, columns })
}
