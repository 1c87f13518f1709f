import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { inTx, sql, uuidv7 } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import { appendAudit } from '../audit/audit.ts'
import type { AuditAct } from '../audit/audit.ts'
import { canonicalJson } from '../data/canonical-json.ts'
import { programOf } from '../calls/call.ts'
import { toolName } from '../catalog/create-catalog.ts'
import type { OrgAccess } from '../calls/chain/access.ts'
import type { BaseContext } from '../calls/context.ts'
import { requireKnownIds } from '../catalog/entities.ts'
import { storeEvents } from '../events/store.ts'
import type { EventSource } from '../events/store.ts'
import type { DomainEvent, PayloadOf } from '../events/topics.ts'
import type { Hub } from '../hub.ts'
import type { Meta } from '../calls/meta.ts'
import { sameBytes } from '../secrets/secrets.ts'
import type { KeyRing } from '../secrets/secrets.ts'

/** A pending approval runs out after a day. */
const LIFETIME_MS = 24 * 3600 * 1000

/** Everything that decides what runs, for whom and at what price. */
export interface SignedApproval {
  id: string
  orgId: string
  askerId: string
  /** The key or grant it was asked through. */
  askerApiKeyId: string | null
  door: 'mcp' | 'assistant'
  driver: string | null
  /** The conversation with the assistant it was asked for in. */
  conversationId: string | null
  procedure: string
  args: Record<string, unknown>
  expiresAt: string
}

/** Signs what will run, for whom and through which door, so that a changed row cannot be approved. */
export function signApproval(key: KeyObject, approval: SignedApproval): Buffer {
  const { id, orgId, askerId, askerApiKeyId, door, driver, conversationId, procedure, args } = approval
  const expiresAt = new Date(approval.expiresAt).toISOString()
  const said = [id, orgId, askerId, askerApiKeyId, door, driver, procedure, expiresAt, args]
  // Left out where there is none, as it was before requests knew of it.
  const text = canonicalJson(conversationId === null ? said : [...said, conversationId])
  return createHmac('sha256', key).update(text).digest()
}

export const isSignedApproval = (
  { all }: KeyRing,
  approval: SignedApproval & { signature: Buffer },
): boolean => all.some((key) => sameBytes(signApproval(key, approval), approval.signature))

/** Where a person decides about it. */
export const approvalPage = ({ settings }: Hub, slug: string, id: string): string =>
  `${settings.publicUrl}/o/${slug}/approvals/${id}`

/** Woken when something becomes of the approval. */
export const approvalTopic = (id: string): string => `approval:${id}`

export const wakeApproval = (hub: Hub, id: string): void => hub.bus.wake(approvalTopic(id))

interface Asker {
  ctx: BaseContext
  access: OrgAccess
  db: OrgDb
}

interface Request {
  path: string
  meta: Meta
  input: unknown
}

/**
 * True where the owner of the key said beforehand that this tool may write; never for destructive acts. That holds for the
 * tool a client names at the MCP door, not for what a model inside the hub decided after reading other people's texts.
 */
async function isUnasked({ ctx }: Asker, { path, meta }: Request): Promise<boolean> {
  if (ctx.call.door !== 'mcp' || meta.effect === 'destructive') return false
  const { unaskedTools } = await ctx.identity()
  return unaskedTools.includes(path) || unaskedTools.includes(toolName(path))
}

type Wish = Omit<SignedApproval, 'id' | 'expiresAt'>

function wishOf({ ctx: { call }, access: { actor, org } }: Asker, { path, input }: Request): Wish {
  // A procedure's input is an object (contract test).
  const { idempotencyKey: _key, ...args } = input as Record<string, unknown>
  return {
    orgId: org.orgId,
    askerId: actor.userId,
    askerApiKeyId: programOf(actor),
    door: call.door === 'mcp' ? 'mcp' : 'assistant',
    driver: call.driver ?? null,
    conversationId: call.origin?.conversationId ?? null,
    procedure: path,
    args,
  }
}

/** A client that asks again for the same act is shown the request that already waits. */
async function findWaiting({ ctx, db }: Asker, wish: Wish): Promise<string | undefined> {
  const row = await db
    .selectFrom('approval')
    .select('id')
    .where('status', '=', 'pending')
    .where('expiresAt', '>', ctx.now().toISOString())
    .where('askerId', '=', wish.askerId)
    .where('procedure', '=', wish.procedure)
    .where('door', '=', wish.door)
    .where(
      sql<boolean>`asker_api_key_id is not distinct from ${wish.askerApiKeyId} and driver is not distinct from ${wish.driver}
        and conversation_id is not distinct from ${wish.conversationId}`,
    )
    .where(sql<boolean>`args = ${JSON.stringify(wish.args)}::jsonb`)
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** What each entry about a request tells of it: what would run, and through which conversation it was asked for. */
export const requestData = ({
  procedure,
  conversationId,
}: Pick<SignedApproval, 'procedure' | 'conversationId'>): Record<string, unknown> => ({
  procedure,
  ...(conversationId !== null && { conversation: conversationId }),
})

const requestedEvent = ({ id, procedure, askerId, door, expiresAt }: SignedApproval): DomainEvent => ({
  topic: 'approval.requested',
  aggregate: `approval:${id}`,
  payload: { approvalId: id, procedure, askedById: askerId, door, expiresAt },
})

interface Decided extends Pick<SignedApproval, 'id' | 'procedure' | 'askerId'> {
  decision: PayloadOf<'approval.decided'>['decision']
  decidedById: string
}

/** What listeners hear when somebody has decided about a request. */
export const decidedEvent = ({ id, procedure, askerId, decision, decidedById }: Decided): DomainEvent => ({
  topic: 'approval.decided',
  aggregate: `approval:${id}`,
  payload: { approvalId: id, procedure, askedById: askerId, decision, decidedById },
})

/** The same wish waits here for itself, so that a client that asks many times at once puts one request on the table. */
const takeTurn = (tx: OrgTx, wish: Wish) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`approval|${canonicalJson(wish)}`}, 0))`.execute(tx)

async function insertRequest(tx: OrgTx, { ctx, access }: Asker, signed: SignedApproval): Promise<void> {
  await tx
    .insertInto('approval')
    .values({
      ...signed,
      args: JSON.stringify(signed.args),
      readBefore: [...(ctx.call.origin?.readBefore ?? [])],
      signature: signApproval(ctx.hub.keys.approval.current, signed),
      status: 'pending',
      createdAt: ctx.now(),
    })
    .execute()
  const author = { orgId: signed.orgId, actor: access.actor, call: ctx.call }
  await appendAudit(tx, author, [
    {
      action: 'approval.requested',
      target: { approval: signed.id },
      data: requestData(signed),
    },
  ])
  await storeEvents(tx, { hub: ctx.hub, orgId: signed.orgId, requestId: ctx.call.requestId }, [
    requestedEvent(signed),
  ])
}

/** The id of the request that waits from now on: a new one, or that of whoever asked for the same at the same moment. */
async function storeRequest(asker: Asker, wish: Wish): Promise<string> {
  const { ctx, db } = asker
  const signed: SignedApproval = {
    ...wish,
    id: uuidv7(),
    expiresAt: new Date(ctx.now().getTime() + LIFETIME_MS).toISOString(),
  }
  const id = await inTx(db, async (tx) => {
    await takeTurn(tx, wish)
    const waiting = await findWaiting({ ...asker, db: tx }, wish)
    if (waiting === undefined) await insertRequest(tx, asker, signed)
    return waiting ?? signed.id
  })
  ctx.hub.outbox.wake()
  wakeApproval(ctx.hub, id)
  return id
}

/** What the audit log calls it when a request goes with what it came from. */
export const WITHDRAWN = 'approval.withdrawn'

interface Withdrawal {
  ids: readonly string[]
  /** Whose act it is. */
  userId: string
  now: Date
  source: EventSource
}

/**
 * Turns down what still waits of these requests, because what asked for them is gone. The caller writes what is answered
 * to the audit log, and wakes who waits for them.
 */
export async function withdrawRequests(
  tx: OrgTx,
  { ids, userId, now, source }: Withdrawal,
): Promise<Pick<AuditAct, 'target' | 'data'>[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('approval')
    .set({ status: 'declined', decidedById: userId, decidedAt: now, version: sql<number>`version + 1` })
    // Nobody said no to it: whoever tells what became of it knows it by this.
    .set({ error: JSON.stringify({ code: WITHDRAWN, message: 'Taken back before anybody decided.' }) })
    .where('id', 'in', ids)
    .where('status', '=', 'pending')
    .returning(['id', 'procedure', 'conversationId', 'askerId'])
    .execute()
  const told = rows.map((row) => decidedEvent({ ...row, decision: 'withdrawn', decidedById: userId }))
  await storeEvents(tx, source, told)
  return rows.map((row) => ({ target: { approval: row.id }, data: requestData(row) }))
}

/**
 * Puts a write on the table for a person and throws APPROVAL_REQUIRED with the approval's id; NOT_FOUND where it is about
 * something that is not there, which nobody should have to look at.
 * Returns only where the key's owner allowed this tool to write unasked.
 */
export async function requestApproval(asker: Asker, request: Request): Promise<void> {
  if (await isUnasked(asker, request)) return
  const wish = wishOf(asker, request)
  await requireKnownIds(asker.db, wish.args, asker.ctx.catalog.get(request.path)?.inputJson ?? {})
  const id = (await findWaiting(asker, wish)) ?? (await storeRequest(asker, wish))
  const page = approvalPage(asker.ctx.hub, asker.access.org.slug, id)
  throw new AppError('APPROVAL_REQUIRED', {
    approvalId: id,
    message: `"${request.meta.title}" waits for a person: approve it at ${page} within 24 hours. Nothing has been changed yet.`,
  })
}
