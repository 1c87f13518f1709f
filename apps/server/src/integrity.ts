import { setTimeout as wait } from 'node:timers/promises'
import { verifyAuditSlice, verifyLedger } from '@hub/db'
import type { Database } from '@hub/db'
import type { Hub } from '@hub/api/server'
import type { ServiceHealth } from './http/health-checks.ts'

/** Pages come first: people sign in while the hub looks at itself. */
const FIRST_WAIT_MS = 10_000
const PAUSE_MS = 20
/** Of each audit log the last entries; `npm run hub -- audit verify` looks at all of them. */
const LAST_ENTRIES = 500
/** More than these nobody reads. */
const MOST_FAULTS = 20

export interface Integrity {
  health(): ServiceHealth
  stop(): Promise<void>
}

/** What does not add up in one organization, in words. */
export async function faultsOf(db: Database, { id, slug }: { id: string; slug: string }): Promise<string[]> {
  const handle = db.org(id)
  const { differences } = await verifyLedger(handle, id)
  const faults = differences.map((one) => `credits of ${slug}: ${one}`)
  const head = await handle.selectFrom('auditHead').select('seq').executeTakeFirst()
  const after = Math.max((head?.seq ?? 0) - LAST_ENTRIES, 0)
  const { bad } = await verifyAuditSlice(handle, id, { after, size: 2 * LAST_ENTRIES })
  return bad ? [...faults, `audit log of ${slug}: ${bad.fault} from entry ${bad.seq}`] : faults
}

/**
 * Looks once, in the background, whether credits and the ends of the audit logs are as they were written. A database that
 * was copied while it ran, or put back in part, starts without a word otherwise.
 */
export function watchIntegrity({ db, log }: Pick<Hub, 'db' | 'log'>, firstWaitMs = FIRST_WAIT_MS): Integrity {
  const stopping = new AbortController()
  const { signal } = stopping
  let checked = 0
  let isDone = false
  const faults: string[] = []

  async function look(): Promise<void> {
    await wait(firstWaitMs, undefined, { signal, ref: false })
    const all = await db.system.selectFrom('organization').select(['id', 'slug']).orderBy('id').execute()
    for (const one of all) {
      signal.throwIfAborted()
      faults.push(...(await faultsOf(db, one)))
      checked += 1
      await wait(PAUSE_MS, undefined, { signal, ref: false })
    }
    isDone = true
    if (faults.length > 0)
      log.error({ faults: faults.slice(0, MOST_FAULTS) }, 'the database is damaged: restore a backup')
  }

  const looking = look().catch((err: unknown) => {
    if (!signal.aborted) log.warn({ err }, 'the look at credits and audit logs was cut short')
  })
  return {
    health() {
      const name = 'integrity'
      const facts = { organizationsChecked: checked, faults: faults.slice(0, MOST_FAULTS).join('\n') || null }
      if (faults.length > 0)
        return {
          name,
          status: 'degraded',
          detail: 'credits or audit logs are damaged: restore a backup',
          facts,
        }
      return { name, status: 'ok', detail: isDone ? 'credits and audit logs add up' : 'is looked at', facts }
    },
    async stop() {
      stopping.abort()
      await looking
    },
  }
}
