import { sql } from '@hub/db'
import type { OrgDb, SystemDb } from '@hub/db'
import type { Logger } from 'pino'
import type { AuditAct } from '../audit/audit.ts'
import type { CreditLine, TokenUsage } from './credit-lines.ts'
import type { Metrics } from '../logs/metrics.ts'

/**
 * Inside the work's own transaction: after a crash the sweeper settles marked holds and frees the others. With the act that
 * the audit log will tell of the work, the history of the credits can tell what was paid for.
 */
export async function markHoldWorked(db: OrgDb, holdId: string, act?: AuditAct): Promise<void> {
  const told = act === undefined ? null : JSON.stringify(act)
  await sql`select app.credit_mark_worked(${holdId}::uuid, ${told}::jsonb)`.execute(db)
}

/** Keeps a long call's hold alive; holds live 30 s after their last renewal. */
async function renewHold(db: OrgDb, holdId: string): Promise<void> {
  await sql`select app.credit_renew(${holdId}::uuid)`.execute(db)
}

/** A running call renews its hold three times in the 30 s it lives. */
const RENEW_EVERY_MS = 10_000

export interface Charge {
  /** null where the call is free. */
  holdId: string | null
  /** Sets what the work really cost in micro-credits, at most the hold; without it the whole hold is charged. */
  meter: (actualMicro: number, usage?: TokenUsage) => void
}

interface HeldWork<R> {
  db: OrgDb
  line: CreditLine
  log: Logger
  metrics: Pick<Metrics, 'credits'>
  holdId: string
  /** What is on hold, in micro-credits. */
  heldMicro: number
  /** Charged unless the work meters itself. */
  micro: number
  /** Tells results that stand for a failure; work that throws has failed anyway. */
  failed?: (result: R) => boolean
  /** Told what was charged. */
  charged?: (micro: number) => void
}

/** Runs work under a hold: renews it meanwhile, then settles it, or frees it where the work failed. */
export async function chargeWork<R>(work: HeldWork<R>, run: (charge: Charge) => Promise<R>): Promise<R> {
  const { db, line, log, metrics, holdId, heldMicro, micro, failed, charged } = work
  metrics.credits('reserved', heldMicro)
  let actual: { micro: number; usage?: TokenUsage | undefined } = { micro }
  const renewal = setInterval(() => {
    renewHold(db, holdId).catch((err: unknown) => log.warn({ err, holdId }, 'hold not renewed'))
  }, RENEW_EVERY_MS)
  // The outcome of the work stands whatever happens here; a hold left open is closed by the sweeper.
  const close = (closing: Promise<void>) =>
    closing.catch((err: unknown) => log.error({ err, holdId }, 'hold left to the sweeper'))
  const free = async () => {
    await close(line.free(holdId))
    metrics.credits('voided', heldMicro)
  }
  try {
    // What was set aside is the most that was agreed to, whatever the work says it took.
    const meter: Charge['meter'] = (spent, usage) =>
      void (actual = { micro: Math.min(spent, heldMicro), usage })
    const result = await run({ holdId, meter })
    if (failed?.(result)) {
      await free()
    } else {
      await close(line.settle(holdId, actual))
      metrics.credits('settled', actual.micro)
      if (heldMicro > actual.micro) metrics.credits('voided', heldMicro - actual.micro)
      charged?.(actual.micro)
    }
    return result
  } catch (error) {
    await free()
    throw error
  } finally {
    clearInterval(renewal)
  }
}

const SWEEP_AT_MOST = 500

/**
 * Closes holds nobody renewed for 30 s (charged where their work had committed, freed where not) and burns grants that
 * have run out. Returns how many it closed. Harmless to run on several servers at once.
 */
export async function sweepCredits(db: SystemDb): Promise<number> {
  const now = sql<string>`now()`
  const due = await db
    .selectFrom('creditHold')
    .select('orgId')
    .where('expiresAt', '<', now)
    .where(sql<boolean>`(status = 'open' or (status = 'expired' and worked_at is not null))`)
    .union(
      db.selectFrom('creditGrant').select('orgId').where('remaining', '>', 0).where('expiresAt', '<=', now),
    )
    .execute()
  let swept = 0
  for (const { orgId } of due) {
    const { rows } = await sql<{
      swept: number
    }>`select swept from app.credit_sweep(${orgId}::uuid, ${SWEEP_AT_MOST})`.execute(db)
    swept += rows[0]?.swept ?? 0
  }
  return swept
}
