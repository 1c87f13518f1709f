import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { inTx, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../shared/errors.ts'
import { appendAudit } from './audit.ts'
import type { OrgAccess } from './chain/access.ts'
import type { BaseContext } from './context.ts'
import type { Meta } from './meta.ts'
import { sameBytes } from './secrets.ts'

/** A pending approval runs out after a day (DESIGN section 3). */
const LIFETIME_MS = 24 * 3600 * 1000

export interface SignedApproval {
  id: string
  orgId: string
  askerId: string
  procedure: string
  args: unknown
  expiresAt: string
}

/** JSON with sorted keys: jsonb does not keep the order in which a signature was made. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const pairs = Object.entries(value).filter(([, part]) => part !== undefined)
  const sorted = pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`).join(',')}}`
}

/** Signs what will run and for whom, so that a changed row cannot be approved. */
export function signApproval(key: KeyObject, approval: SignedApproval): Buffer {
  const { id, orgId, askerId, procedure, args, expiresAt } = approval
  const until = new Date(expiresAt).toISOString()
  return createHmac('sha256', key)
    .update([id, orgId, askerId, procedure, until, canonicalJson(args)].join('|'))
    .digest()
}

export const isSignedApproval = (key: KeyObject, approval: SignedApproval & { signature: Buffer }) =>
  sameBytes(signApproval(key, approval), approval.signature)

interface Request {
  path: string
  meta: Meta
  input: unknown
}

/** True where the owner of the key said beforehand that this tool may write; never for destructive acts. */
async function isUnasked({ ctx }: { ctx: BaseContext }, { path, meta }: Request): Promise<boolean> {
  if (meta.effect === 'destructive') return false
  const { unaskedTools } = await ctx.identity()
  return unaskedTools.includes(path)
}

/**
 * Puts a write on the table for a person and throws APPROVAL_REQUIRED with the approval's id.
 * Returns only where the key's owner allowed this tool to write unasked.
 */
export async function requestApproval(
  from: { ctx: BaseContext; access: OrgAccess; db: OrgDb },
  request: Request,
): Promise<void> {
  if (await isUnasked(from, request)) return
  const { ctx, access, db } = from
  const { hub, call } = ctx
  const id = uuidv7()
  const now = ctx.now()
  const { idempotencyKey: _key, ...args } = request.input as Record<string, unknown>
  const signed = {
    id,
    orgId: access.org.orgId,
    askerId: access.actor.userId,
    procedure: request.path,
    args,
    expiresAt: new Date(now.getTime() + LIFETIME_MS).toISOString(),
  }
  await inTx(db, async (tx) => {
    await tx
      .insertInto('approval')
      .values({
        ...signed,
        args: JSON.stringify(args),
        askerApiKeyId: access.actor.apiKeyId,
        door: call.door === 'mcp' ? 'mcp' : 'assistant',
        driver: call.driver ?? null,
        signature: signApproval(hub.keys.approval, signed),
        status: 'pending',
        createdAt: now,
      })
      .execute()
    const author = { orgId: access.org.orgId, actor: access.actor, call }
    await appendAudit(tx, author, [
      { action: 'approval.requested', target: { approval: id }, data: { procedure: request.path } },
    ])
  })
  hub.bus.wake(`approvals:${access.org.orgId}`)
  throw new AppError('APPROVAL_REQUIRED', {
    approvalId: id,
    message: `"${request.meta.title}" waits for a person: approve it at ${hub.settings.publicUrl}/o/${access.org.slug}/approvals/${id} within 24 hours. Nothing has been changed yet.`,
  })
}
