import { sql, uuidv7 } from '@hub/db'
import type { OrgDb, SystemDb } from '@hub/db'
import type { Logger } from 'pino'
import { AppError } from '../shared/errors.ts'
import { creditsText } from '../shared/micro.ts'
import type { Metrics } from './metrics.ts'

export interface ReserveRequest {
  /** Names the intended charge: repeats of one keyed call share it. null for a call that nobody can repeat. */
  idem: Buffer | null
  /** The most it may cost, above 0. */
  micro: number
  procedure: string
  door: string
  driver: string | null
  actorId: string
  apiKeyId: string | null
  priceVersion: number
}

/** What a model used; kept with the charge so that it can be derived again. */
export interface TokenUsage {
  model: string
  inputTokens: number
  outputTokens: number
}

interface ReserveAnswer {
  outcome: 'held' | 'short' | 'running' | 'done'
  holdId: string | null
  available: number
}

/**
 * Puts the worst case on hold before the work. "done": a call under the same key was already charged, and its answer is
 * to be looked up. Throws PAYMENT_REQUIRED without touching the balance when it does not reach, IN_FLIGHT for a repeat
 * while the first call runs.
 */
export async function reserve(db: OrgDb, request: ReserveRequest): Promise<{ holdId: string } | 'done'> {
  const { rows } = await sql<ReserveAnswer>`
    select outcome, hold_id, available from app.credit_reserve(${JSON.stringify({
      id: uuidv7(),
      idem: request.idem?.toString('hex') ?? null,
      amount: request.micro,
      procedure: request.procedure,
      door: request.door,
      driver: request.driver,
      actor_id: request.actorId,
      api_key_id: request.apiKeyId,
      price_version: request.priceVersion,
    })}::jsonb)`.execute(db)
  const answer = rows[0]
  if (answer?.outcome === 'held' && answer.holdId) return { holdId: answer.holdId }
  if (answer?.outcome === 'done') return 'done'
  if (answer?.outcome === 'running') throw new AppError('IN_FLIGHT', { retryAfter: 1 })
  const have = creditsText(answer?.available ?? 0)
  throw new AppError('PAYMENT_REQUIRED', {
    message: `This needs ${creditsText(request.micro)} credits and ${have} are left. Ask an admin to add credits; the built-in assistant and the pages of the hub stay free.`,
  })
}

/** Charges what the work really cost and frees the rest; a second settle of one hold changes nothing. */
export async function settle(
  db: OrgDb,
  holdId: string,
  actual: { micro: number; usage?: TokenUsage | undefined },
): Promise<void> {
  const { usage } = actual
  const tokens = usage
    ? { model: usage.model, input_tokens: usage.inputTokens, output_tokens: usage.outputTokens }
    : {}
  await sql`select app.credit_settle(${holdId}::uuid, ${actual.micro}::bigint, ${JSON.stringify(tokens)}::jsonb)`.execute(
    db,
  )
}

/** Frees a hold whose call failed; work that had committed by then is charged all the same. */
export async function voidHold(db: OrgDb, holdId: string): Promise<void> {
  await sql`select app.credit_void(${holdId}::uuid)`.execute(db)
}

/** Inside the work's own transaction: after a crash the sweeper settles marked holds and frees the others. */
export async function markHoldWorked(db: OrgDb, holdId: string): Promise<void> {
  await sql`select app.credit_mark_worked(${holdId}::uuid)`.execute(db)
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
  /** Sets what the work really cost in micro-credits; without it the whole hold is charged. */
  meter: (actualMicro: number, usage?: TokenUsage) => void
}

interface HeldWork<R> {
  db: OrgDb
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
  const { db, log, metrics, holdId, heldMicro, micro, failed, charged } = work
  metrics.credits('reserved', heldMicro)
  let actual: { micro: number; usage?: TokenUsage | undefined } = { micro }
  const renewal = setInterval(() => {
    renewHold(db, holdId).catch((err: unknown) => log.warn({ err, holdId }, 'hold not renewed'))
  }, RENEW_EVERY_MS)
  // The outcome of the work stands whatever happens here; a hold left open is closed by the sweeper.
  const close = (closing: Promise<void>) =>
    closing.catch((err: unknown) => log.error({ err, holdId }, 'hold left to the sweeper'))
  const free = async () => {
    await close(voidHold(db, holdId))
    metrics.credits('voided', heldMicro)
  }
  try {
    const result = await run({ holdId, meter: (spent, usage) => void (actual = { micro: spent, usage }) })
    if (failed?.(result)) {
      await free()
    } else {
      await close(settle(db, holdId, actual))
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
