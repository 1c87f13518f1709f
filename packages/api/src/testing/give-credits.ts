import { sql, uuidv7 } from '@hub/db'
import type { TestHub } from './start-hub.ts'

interface Gift {
  micro: number
  priority?: number
  expiresAt?: Date
}

/** Gives an organization credits as the system does; returns the grant's id. */
export async function giveCredits(
  { hub }: TestHub,
  orgId: string,
  { micro, priority = 100, expiresAt }: Gift,
): Promise<string> {
  const id = uuidv7()
  const request = {
    id,
    source: 'adjustment',
    amount: micro,
    priority,
    expires_at: expiresAt ?? null,
    door: 'system',
  }
  await sql`select app.credit_grant(${orgId}::uuid, ${JSON.stringify(request)}::jsonb)`.execute(hub.db.system)
  return id
}
