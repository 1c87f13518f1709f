import { setTimeout as wait } from 'node:timers/promises'
import { NIL_ORG, sql, verifyAuditSlice, verifyLedger } from '@hub/db'
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

/** How often what could not be read is looked at again, a minute apart. */
const ROUNDS = 3
const AGAIN_MS = 60_000
/** What PostgreSQL answers where a page of a table or an index is no page. */
const UNREADABLE = /^XX00[12]$/

interface Part {
  name: string
  /** What does not add up, in words. */
  faults: () => Promise<string[]>
}

/** What is wrong with the end of one audit log. */
async function auditFaults(
  handle: Parameters<typeof verifyAuditSlice>[0],
  orgId: string,
  name: string,
): Promise<string[]> {
  const heads = await sql<{ seq: number }>`select seq from audit_head where org_id = ${orgId}`.execute(handle)
  const after = Math.max(Number(heads.rows[0]?.seq ?? 0) - LAST_ENTRIES, 0)
  const { bad } = await verifyAuditSlice(handle, orgId, { after, size: 2 * LAST_ENTRIES })
  return bad ? [`audit log of ${name}: ${bad.fault} from entry ${bad.seq}`] : []
}

/** The platform's log and every organization. */
async function partsOf(db: Database): Promise<Part[]> {
  const all = await db.system.selectFrom('organization').select(['id', 'slug']).orderBy('id').execute()
  const platform = 'the platform'
  return [
    { name: platform, faults: () => auditFaults(db.system, NIL_ORG, platform) },
    ...all.map(({ id, slug }) => ({
      name: slug,
      async faults() {
        const { differences } = await verifyLedger(db.org(id), id)
        const credits = differences.map((one) => `credits of ${slug}: ${one}`)
        return [...credits, ...(await auditFaults(db.org(id), id, slug))]
      },
    })),
  ]
}

/** A page that cannot be read is damage; anything else may be well a minute later. */
function damageIn(error: unknown, name: string): string[] | null {
  const found = error instanceof Error ? error : new Error(String(error))
  const code = 'code' in found ? String(found.code) : ''
  return UNREADABLE.test(code) ? [`${name} cannot be read: ${found.message}`] : null
}

/** What is seen so far. */
interface Seen {
  checked: number
  isDone: boolean
  /** What could not be looked at; null while nothing is known of what there is. */
  left: Part[] | null
  faults: string[]
}

const NAME = 'integrity'

function healthOf({ checked, isDone, left, faults }: Seen): ServiceHealth {
  const notLookedAt = isDone ? (left ?? []).map((part) => part.name).slice(0, MOST_FAULTS) : []
  const facts = {
    organizationsChecked: checked,
    faults: faults.slice(0, MOST_FAULTS).join('\n') || null,
    notLookedAt: notLookedAt.join(', ') || null,
  }
  const degraded = (detail: string): ServiceHealth => ({ name: NAME, status: 'degraded', detail, facts })
  if (faults.length > 0) return degraded('credits or audit logs are damaged: restore a backup')
  if (isDone && left?.length !== 0)
    return degraded('not all credits and audit logs could be looked at: run “npm run hub -- doctor”')
  return {
    name: NAME,
    status: 'ok',
    detail: isDone ? 'credits and audit logs add up' : 'is looked at',
    facts,
  }
}

interface Looking extends Pick<Hub, 'db' | 'log'> {
  seen: Seen
  signal: AbortSignal
  pause: (ms: number) => Promise<void>
}

/** Answers whether it could be looked at. */
async function lookAt({ seen, signal, log }: Looking, part: Part): Promise<boolean> {
  try {
    seen.faults.push(...(await part.faults()))
  } catch (err) {
    signal.throwIfAborted()
    const damage = damageIn(err, part.name)
    if (!damage) {
      log.warn({ err }, `credits and audit log of ${part.name} could not be looked at`)
      return false
    }
    seen.faults.push(...damage)
  }
  seen.checked += 1
  return true
}

async function round(looking: Looking): Promise<void> {
  const { db, seen, signal, pause } = looking
  const parts = seen.left ?? (await partsOf(db).catch(() => null))
  signal.throwIfAborted()
  if (!parts) return
  const again: Part[] = []
  for (const part of parts) {
    if (!(await lookAt(looking, part))) again.push(part)
    await pause(PAUSE_MS)
  }
  seen.left = again
}

interface Waits {
  firstMs: number
  againMs: number
}

/**
 * Looks once, in the background, whether credits and the ends of the audit logs are as they were written. A database that
 * was copied while it ran, or put back in part, starts without a word otherwise.
 */
export function watchIntegrity(
  { db, log }: Pick<Hub, 'db' | 'log'>,
  { firstMs, againMs }: Waits = { firstMs: FIRST_WAIT_MS, againMs: AGAIN_MS },
): Integrity {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (ms: number) => wait(ms, undefined, { signal, ref: false })
  const seen: Seen = { checked: 0, isDone: false, left: null, faults: [] }

  async function look(): Promise<void> {
    await pause(firstMs)
    for (let done = 1; done <= ROUNDS; done += 1) {
      await round({ db, log, seen, signal, pause })
      if (seen.left?.length === 0) break
      if (done < ROUNDS) await pause(againMs)
    }
    seen.isDone = true
    if (seen.faults.length > 0)
      log.error({ faults: seen.faults.slice(0, MOST_FAULTS) }, 'the database is damaged: restore a backup')
  }

  const looking = look().catch((err: unknown) => {
    if (!signal.aborted) log.error({ err }, 'the look at credits and audit logs was cut short')
  })
  return {
    health: () => healthOf(seen),
    async stop() {
      stopping.abort()
      await looking
    },
  }
}
