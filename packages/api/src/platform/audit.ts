import { NIL_ORG, sql } from '@hub/db'
import type { OrgTx, SystemTx } from '@hub/db'
import type { Actor, Call } from './call.ts'

export interface AuditAct {
  action: string
  target: Record<string, string>
  data: Record<string, unknown>
}

/** In whose name an entry stands, and where the call came from. */
export interface Author {
  /** NIL_ORG for the platform's chain. */
  orgId: string
  actor: Actor | null
  call: Call
}

/** Entries carry ids; address and device go to the side table that may be erased (AUTH-15). */
function entryOf({ actor, call }: Author, { action, target, data }: AuditAct): Record<string, unknown> {
  return {
    actor_id: actor?.userId ?? null,
    actor_kind: actor === null ? 'anonymous' : actor.apiKeyId === null ? 'person' : 'api-key',
    door: call.door,
    action,
    target,
    data: {
      ...data,
      ...(actor?.apiKeyId && { apiKey: actor.apiKeyId }),
      ...(call.driver && { driver: call.driver }),
    },
    request_id: call.requestId,
    subject: { email: actor?.email ?? null, ip: call.ip, device: call.userAgent },
  }
}

/** Appends to the author's chain. It takes the chain's lock, so it is the last statement of a transaction. */
export async function appendAudit(
  tx: OrgTx | SystemTx,
  author: Author,
  acts: readonly AuditAct[],
): Promise<void> {
  const entries = JSON.stringify(acts.map((act) => entryOf(author, act)))
  if (author.orgId === NIL_ORG) await sql`select app.audit_append_platform(${entries}::jsonb)`.execute(tx)
  else await sql`select app.audit_append(${entries}::jsonb)`.execute(tx)
}
