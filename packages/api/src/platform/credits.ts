import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../shared/errors.ts'
import { creditsText } from '../shared/micro.ts'

export interface ReserveRequest {
  /** Names the intended charge: replays of one keyed call share it. */
  idem: Buffer
  micro: number
  procedure: string
  door: string
  driver: string | null
  actorId: string
  apiKeyId: string | null
}

/** Puts the worst case on hold before the work; refuses without touching the balance when it does not reach. */
export async function reserve(db: OrgDb, request: ReserveRequest): Promise<string> {
  const { rows } = await sql<{
    outcome: 'held' | 'short' | 'running'
    holdId: string | null
    available: number
  }>`
    select outcome, hold_id, available from app.credit_reserve(${JSON.stringify({
      idem: request.idem.toString('hex'),
      micro: request.micro,
      procedure: request.procedure,
      door: request.door,
      driver: request.driver,
      actor_id: request.actorId,
      api_key_id: request.apiKeyId,
    })}::jsonb)`.execute(db)
  const answer = rows[0]
  if (answer?.outcome === 'held' && answer.holdId) return answer.holdId
  if (answer?.outcome === 'running') throw new AppError('IN_FLIGHT', { retryAfter: 1 })
  const have = creditsText(answer?.available ?? 0)
  throw new AppError('PAYMENT_REQUIRED', {
    message: `This needs ${creditsText(request.micro)} credits and ${have} are left. Ask an admin to add credits; the built-in assistant and the pages of the hub stay free.`,
  })
}

/** Charges what the work really cost and frees the rest; a second settle of one hold changes nothing. */
export async function settle(db: OrgDb, holdId: string, micro: number): Promise<void> {
  await sql`select app.credit_settle(${holdId}, ${micro})`.execute(db)
}

/** Frees a hold whose work failed. */
export async function voidHold(db: OrgDb, holdId: string): Promise<void> {
  await sql`select app.credit_void(${holdId})`.execute(db)
}

/** Inside the work's own transaction: after a crash the sweeper settles marked holds and frees the others. */
export async function markHoldWorked(db: OrgDb, holdId: string): Promise<void> {
  await sql`select app.credit_mark_worked(${holdId})`.execute(db)
}

/** Keeps a long call's hold alive; holds live 30 s after their last renewal. */
export async function renewHold(db: OrgDb, holdId: string): Promise<void> {
  await sql`select app.credit_renew(${holdId})`.execute(db)
}
