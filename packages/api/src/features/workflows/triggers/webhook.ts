import { createHmac } from 'node:crypto'
import { inTx } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Hub } from '../../../platform/hub.ts'
import { organizationAt, webhookPath } from '../../../platform/webhooks/address.ts'
import { limitSubject } from '../../../platform/limits/limits.ts'
import { sameBytes, unseal } from '../../../platform/secrets/secrets.ts'
import { AppError } from '../../../shared/errors.ts'
import { tellWorkers } from '../engine/line-up.ts'
import { startRun } from '../engine/start.ts'

/** A secret that is moved to another row opens nothing. */
export const sealPlace = (triggerId: string): string => `workflow-trigger:${triggerId}`

const nameOf = (triggerId: string) => `workflows.${triggerId}`

/** Where other services start a workflow. */
export async function webhooksOf(
  ctx: OrgContext,
  workflowId: string,
): Promise<{ key: string; address: string }[]> {
  const rows = await ctx.db
    .selectFrom('workflowTrigger')
    .select(['id', 'key'])
    .where('workflowId', '=', workflowId)
    .where('kind', '=', 'webhook')
    .orderBy('key')
    .execute()
  const { keys, settings } = ctx.hub
  return rows.map(({ id, key }) => ({
    key,
    address: `${settings.publicUrl}${webhookPath(keys.webhook, { name: nameOf(id), orgId: ctx.org.orgId })}`,
  }))
}

/** What their senders sign with. Throws NOT_FOUND. */
export async function webhookSecret(
  ctx: OrgContext,
  { id, key }: { id: string; key: string },
): Promise<{ secret: string }> {
  const row = await ctx.db
    .selectFrom('workflowTrigger')
    .select(['id', 'secret'])
    .where('workflowId', '=', id)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row?.secret) throw new AppError('NOT_FOUND')
  return { secret: unseal(ctx.hub.keys.seal, row.secret, sealPlace(row.id)) }
}

/** As it came through the door. */
export interface Knock {
  triggerId: string
  token: string
  body: Buffer
  header(name: string): string | null
  ip: string | null
  requestId: string
}

const WINDOW_MS = 5 * 60_000
const unknown = { name: 'webhook.unknown', points: 60, seconds: 60 }
const sent = { name: 'webhook', points: 1_200, seconds: 60 }

/** Signed as Standard Webhooks say: HMAC-SHA256 over "id.timestamp.body", with several signatures while a secret changes. */
function isSigned(secret: string, { header, body }: Knock, now: Date): boolean {
  const id = header('webhook-id')
  const timestamp = header('webhook-timestamp')
  const signatures = header('webhook-signature')
  if (id === null || id.length > 150 || !/^\d{1,12}$/.test(timestamp ?? '') || signatures === null)
    return false
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > WINDOW_MS) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
  return signatures
    .split(' ')
    .some((one) => one.startsWith('v1,') && sameBytes(Buffer.from(one.slice(3), 'base64'), expected))
}

function payloadOf(body: Buffer): unknown {
  try {
    return body.length === 0 ? null : JSON.parse(body.toString('utf8'))
  } catch {
    throw new AppError('BAD_REQUEST', { message: 'The body is not JSON.' })
  }
}

/** Starts the workflow whose webhook this is. The same delivery starts it once. Throws NOT_FOUND or UNAUTHORIZED. */
export async function startByWebhook(hub: Hub, request: Knock): Promise<{ runId: string | null }> {
  const { triggerId, token, ip, requestId } = request
  const orgId = organizationAt(hub.keys.webhook, nameOf(triggerId), token)
  if (orgId === null) {
    await hub.limits.take(unknown, limitSubject(ip))
    throw new AppError('NOT_FOUND')
  }
  await hub.limits.take(sent, orgId)
  const db = hub.db.org(orgId)
  const trigger = await db
    .selectFrom('workflowTrigger')
    .select(['id', 'workflowId', 'secret', 'isOn'])
    .where('id', '=', triggerId)
    .executeTakeFirst()
  if (!trigger?.secret) throw new AppError('NOT_FOUND')
  if (!isSigned(unseal(hub.keys.seal, trigger.secret, sealPlace(triggerId)), request, hub.now()))
    throw new AppError('UNAUTHORIZED', {
      message: 'The signature does not fit: wrong secret, changed bytes, or sent too long ago.',
    })
  const { suspendedAt } = await db
    .selectFrom('organization')
    .select('suspendedAt')
    .where('id', '=', orgId)
    .executeTakeFirstOrThrow()
  if (suspendedAt !== null) throw new AppError('ORGANIZATION_SUSPENDED')
  if (!trigger.isOn) throw new AppError('CONFLICT', { message: 'This workflow is switched off.' })
  const body = payloadOf(request.body)
  const id = request.header('webhook-id') ?? ''
  const runId = await inTx(db, (tx) =>
    startRun(hub, tx, {
      orgId,
      workflowId: trigger.workflowId,
      startedBy: 'webhook',
      cause: `webhook:${triggerId}:${id}`,
      input: { body },
      requestId,
    }),
  )
  tellWorkers(hub)
  return { runId }
}
