import { NIL_ORG, appendAudit as appendToChain, appendAuditFor, appendPlatformAudit } from '@hub/db'
import type { AuditInput, OrgTx, SystemTx } from '@hub/db'
import type { Actor, ApprovedCall, Call } from '../calls/call.ts'

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
  if (actor.impersonatorId !== null) return 'administrator'
  if (actor.machine !== null) return 'machine'
  if (actor.grantId !== null) return 'grant'
  return actor.apiKeyId === null ? 'person' : 'api-key'
}

/** In whose name an entry stands. Who acts in somebody's place stands first, and beside them the person. */
function nameOf(actor: Actor | null): Pick<AuditInput, 'actorId' | 'actorKind' | 'actingFor'> {
  const actorKind = kindOf(actor)
  if (actor === null) return { actorId: null, actorKind }
  const { impersonatorId, userId } = actor
  return impersonatorId === null
    ? { actorId: userId, actorKind }
    : { actorId: impersonatorId, actorKind, actingFor: userId }
}

/** What was approved stands in the name of who approved it; beside them stand who asked, and where. */
const approvedOf = ({ id, askerId, conversationId }: ApprovedCall, actor: Actor | null) => ({
  approval: id,
  ...(askerId !== actor?.userId && { askedBy: askerId }),
  ...(conversationId !== null && { conversation: conversationId }),
})

/** By what the call came, as far as it was more than a page or a command. */
const meansOf = ({ actor, call }: Author) => ({
  ...(actor?.apiKeyId && { apiKey: actor.apiKeyId }),
  ...(actor?.grantId && { grant: actor.grantId }),
  ...(actor?.machine && { machine: actor.name }),
  ...(call.driver && { driver: call.driver }),
  ...(call.approval && approvedOf(call.approval, actor)),
})

/** Entries carry ids; address and device go to the side table that may be erased (AUTH-15). */
function entryOf(author: Author, { action, target, data }: AuditAct): AuditInput {
  const { actor, call } = author
  const isInPerson = actor !== null && actor.impersonatorId === null && actor.machine === null
  return {
    ...nameOf(actor),
    door: call.door,
    action,
    target,
    data: { ...data, ...meansOf(author) },
    requestId: call.requestId,
    subject: {
      email: isInPerson ? actor.email : undefined,
      ip: call.ip ?? undefined,
      device: call.userAgent ?? undefined,
    },
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
