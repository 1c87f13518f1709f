import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

/** A finished call answers its key for a day (CON-6). */
const KEPT_MS = 24 * 3600 * 1000
const AT_ONCE = 5_000

/**
 * Forgets stored answers older than a day, a few thousand at a time so that no lock is held for long, and claims of processes
 * that died as long ago.
 */
export async function sweepIdempotency(db: SystemDb, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS).toISOString()
  await sql`select app.idempotency_claims_sweep(${before})`.execute(db)
  for (;;) {
    const { rows } = await sql<{ gone: number }>`
      select app.idempotency_sweep(${before}, ${AT_ONCE}) as gone`.execute(db)
    if ((rows[0]?.gone ?? 0) < AT_ONCE) return
  }
}
