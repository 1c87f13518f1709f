import type { OrgDb, OrgTx } from './org-db.ts'
import type { SystemDb, SystemTx } from './system-db.ts'

/**
 * Runs `fn` in a transaction, or in the one the handle is already in. `ctx.write` is built on it; features
 * call that.
 */
export function inTx<R>(db: OrgDb, fn: (tx: OrgTx) => Promise<R>): Promise<R>
export function inTx<R>(db: SystemDb, fn: (tx: SystemTx) => Promise<R>): Promise<R>
export function inTx<R>(db: OrgDb | SystemDb, fn: (tx: never) => Promise<R>): Promise<R> {
  // Kysely's types lose the brand on the way into a transaction; the overloads above restore it.
  if (db.isTransaction) return fn(db as never)
  // Both begin alike, whatever their tables are.
  return (db as OrgDb).transaction().execute((tx) => fn(tx as never))
}
