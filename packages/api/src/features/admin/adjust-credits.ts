import { sql, uuidv7 } from '@hub/db'
import { appendOrgAudit } from '../../platform/audit/audit.ts'
import type { Author } from '../../platform/audit/audit.ts'
import type { AuthedContext } from '../../platform/calls/context.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { creditsText } from '../../shared/micro.ts'
import type { AdjustCredits, AdjustedBalance } from './schema.ts'

interface Answer {
  outcome: 'done' | 'short'
  available: number
}

type Order = Pick<AdjustCredits, 'orgId' | 'amountMicro' | 'reason'>

/** Books it in the ledger and in both logs, whoever asked. */
export async function bookAdjustment(
  tx: SystemWriteTx,
  { actor, call }: Omit<Author, 'orgId'>,
  { orgId, amountMicro, reason }: Order,
): Promise<AdjustedBalance> {
  const organization = await tx
    .selectFrom('organization')
    .select('id')
    .where('id', '=', orgId)
    .executeTakeFirst()
  if (!organization) throw new AppError('NOT_FOUND', { message: 'There is no such organization.' })
  const request = {
    id: uuidv7(),
    amount: amountMicro,
    source: 'adjustment',
    reason,
    actor_id: actor?.userId ?? null,
    door: call.door,
  }
  const { rows } = await sql<Answer>`
    select outcome, available from app.credit_adjust(${orgId}::uuid, ${JSON.stringify(request)}::jsonb)`.execute(
    tx,
  )
  const answer = rows[0]
  if (answer?.outcome !== 'done') {
    const have = creditsText(answer?.available ?? 0)
    throw new AppError('CONFLICT', {
      message: `The organization has ${have} credits available; no more than that can be taken away.`,
    })
  }
  const act = {
    action: 'credits.adjusted',
    target: { organization: orgId },
    data: { micro: amountMicro, reason },
  }
  tx.audit(act.action, act.target, act.data)
  // The organization's own people see in their log what was done to their credits.
  await appendOrgAudit(tx, { orgId, actor, call }, [act])
  return { availableMicro: answer.available }
}

/** Adds credits or takes them away, never below 0; the reason stands in the organization's history and the audit log (CRED-3). */
export const adjustCredits = (ctx: AuthedContext, input: AdjustCredits): Promise<AdjustedBalance> =>
  ctx.system.write((tx) => bookAdjustment(tx, ctx, input))
