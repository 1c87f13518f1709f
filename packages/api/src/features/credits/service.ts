import { sql, uuidv7 } from '@hub/db'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { signUpGrantMicro } from '../../platform/credits/price-book.ts'

export { sentencesPaidFor } from './history.ts'
export { limitsIn } from './limits.ts'

/**
 * Gives the organization of a newly verified person the sign-up credits: 100 credits, once for each person whatever the
 * number of organizations. The person is the organization's first owner. Returns whether credits were given.
 */
export async function grantSignUpCredits(tx: SystemWriteTx, orgId: string): Promise<boolean> {
  const owner = await tx
    .selectFrom('organizationMember')
    .select('userId')
    .where('orgId', '=', orgId)
    .where('role', '=', 'owner')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!owner) return false
  const first = await tx
    .insertInto('creditSignUp')
    .values({ userId: owner.userId, grantedIn: orgId })
    .onConflict((conflict) => conflict.column('userId').doNothing())
    .returning('userId')
    .executeTakeFirst()
  if (!first) return false
  const grant = {
    id: uuidv7(),
    source: 'sign-up',
    amount: signUpGrantMicro,
    actor_id: owner.userId,
    door: 'system',
  }
  await sql`select app.credit_grant(${orgId}::uuid, ${JSON.stringify(grant)}::jsonb)`.execute(tx)
  tx.audit('credits.granted', { organization: orgId }, { source: 'sign-up', micro: signUpGrantMicro })
  return true
}
