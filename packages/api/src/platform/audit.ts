import { NIL_ORG, appendAudit as appendToChain, appendAuditFor, appendPlatformAudit } from '@hub/db'
import type { AuditInput, OrgTx, SystemTx } from '@hub/db'
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

function kindOf(actor: Actor | null): string {
  if (actor === null) return 'anonymous'
  if (actor.grantId !== null) return 'grant'
  return actor.apiKeyId === null ? 'person' : 'api-key'
}

/** Entries carry ids; address and device go to the side table that may be erased (AUTH-15). */
function entryOf({ actor, call }: Author, { action, target, data }: AuditAct): AuditInput {
  return {
    actorId: actor?.userId ?? null,
    actorKind: kindOf(actor),
    door: call.door,
    action,
    target,
    data: {
      ...data,
      ...(actor?.apiKeyId && { apiKey: actor.apiKeyId }),
      ...(actor?.grantId && { grant: actor.grantId }),
      ...(call.driver && { driver: call.driver }),
      ...(call.approvalId && { approval: call.approvalId }),
    },
    requestId: call.requestId,
    subject: { email: actor?.email, ip: call.ip ?? undefined, device: call.userAgent ?? undefined },
  }
}

/** Appends to the author's chain. It takes the chain's lock, so it is the last statement of a transaction. */
export async function appendAudit(
  tx: OrgTx | SystemTx,
  author: Author,
  acts: readonly AuditAct[],
): Promise<void> {
  const entries = acts.map((act) => entryOf(author, act))
  // The author's organization says which handle the transaction came from.
  if (author.orgId === NIL_ORG) await appendPlatformAudit(tx as SystemTx, entries)
  else await appendToChain(tx as OrgTx, entries)
}

/** System work writing an organization's chain, where its transaction is bound to none. */
export async function appendOrgAudit(tx: SystemTx, author: Author, acts: readonly AuditAct[]): Promise<void> {
  await appendAuditFor(
    tx,
    author.orgId,
    acts.map((act) => entryOf(author, act)),
  )
}
