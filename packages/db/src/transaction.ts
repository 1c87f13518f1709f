import type { IsolationLevel } from 'kysely'
import type { OrgDb, OrgTx } from './org-db.ts'
import type { SystemDb, SystemTx } from './system-db.ts'

/** Where each statement is not to see what was committed meanwhile: `repeatable read` sees one moment. */
interface TxSettings {
  isolationLevel?: IsolationLevel
}

/**
 * Runs `fn` in a transaction, or in the one the handle is already in. `ctx.write` is built on it; features
 * call that.
 */
export function inTx<R>(db: OrgDb, fn: (tx: OrgTx) => Promise<R>, settings?: TxSettings): Promise<R>
export function inTx<R>(db: SystemDb, fn: (tx: SystemTx) => Promise<R>, settings?: TxSettings): Promise<R>
export function inTx<R>(
  db: OrgDb | SystemDb,
  fn: (tx: never) => Promise<R>,
  { isolationLevel }: TxSettings = {},
): Promise<R> {
  // Kysely's types lose the brand on the way into a transaction; the overloads above restore it.
  if (db.isTransaction) return fn(db as never)
  // Both begin alike, whatever their tables are.
  const begun = (db as OrgDb).transaction()
  return (isolationLevel ? begun.setIsolationLevel(isolationLevel) : begun).execute((tx) => fn(tx as never))
}
