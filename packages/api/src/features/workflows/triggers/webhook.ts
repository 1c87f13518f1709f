import { inTx } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { isTooDeep } from '../../../platform/calls/nesting.ts'
import type { Hub } from '../../../platform/hub.ts'
import { organizationAt, webhookPath } from '../../../platform/webhooks/address.ts'
import { limits, requireOpen, takeSigned } from '../../../platform/webhooks/receive.ts'
import { verified } from '../../../platform/webhooks/sender.ts'
import type { WebhookRequest } from '../../../platform/webhooks/sender.ts'
import { standardSender } from '../../../platform/webhooks/standard.ts'
import { limitSubject } from '../../../platform/limits/limits.ts'
import { AppError } from '../../../shared/errors.ts'
import { tellWorkers } from '../engine/line-up.ts'
import { startRun } from '../engine/start.ts'
import { triggersOf } from './triggers-of.ts'
import { secretsOf } from './webhook-secret.ts'

const nameOf = (triggerId: string) => `workflows.${triggerId}`

/** Where other services start a workflow. */
export async function webhooksOf(
  ctx: OrgContext,
  workflowId: string,
): Promise<{ key: string; address: string }[]> {
  const rows = await triggersOf(ctx, workflowId, 'webhook')
  const { keys, settings } = ctx.hub
  return rows.map(({ id, key }) => ({
    key,
    address: `${settings.publicUrl}${webhookPath(keys.webhook, { name: nameOf(id), orgId: ctx.org.orgId })}`,
  }))
}

/** As it came through the door. */
export interface Knock extends WebhookRequest {
  triggerId: string
  token: string
  ip: string | null
  requestId: string
}

function parsed(body: Buffer): unknown {
  try {
    return body.length === 0 ? null : JSON.parse(body.toString('utf8'))
  } catch {
    throw new AppError('BAD_REQUEST', { message: 'The body is not JSON.' })
  }
}

function payloadOf(body: Buffer): unknown {
  const payload = parsed(body)
  if (isTooDeep(payload)) throw new AppError('BAD_REQUEST', { message: 'The body is nested too deeply.' })
  return payload
}

/** The trigger and what its sender signed for it; null where the signature does not fit. Throws NOT_FOUND. */
async function signedFor(hub: Hub, orgId: string, request: Knock) {
  const trigger = await hub.db
    .org(orgId)
    .selectFrom('workflowTrigger')
    .select(['id', 'workflowId', 'secret', 'oldSecret', 'oldSecretUntil', 'isOn'])
    .where('id', '=', request.triggerId)
    .executeTakeFirst()
  if (!trigger?.secret) throw new AppError('NOT_FOUND')
  const delivery = secretsOf(hub, trigger)
    .map((secret) => verified(standardSender, { request, secret, now: hub.now() }))
    .find((one) => one !== null)
  return delivery ? { trigger, delivery } : null
}

/** Starts the workflow whose webhook this is. The same delivery starts it once. Throws NOT_FOUND or UNAUTHORIZED. */
export async function startByWebhook(hub: Hub, request: Knock): Promise<{ runId: string | null }> {
  const { triggerId, token, ip, requestId } = request
  const orgId = organizationAt(hub.keys.webhook, nameOf(triggerId), token)
  if (orgId === null) {
    await hub.limits.take(limits.unknown, limitSubject(ip))
    throw new AppError('NOT_FOUND')
  }
  const { trigger, delivery } = await takeSigned(hub, { subject: orgId, ip }, () =>
    signedFor(hub, orgId, request),
  )
  await requireOpen(hub, orgId)
  if (!trigger.isOn) throw new AppError('CONFLICT', { message: 'This workflow is switched off.' })
  const body = payloadOf(request.body)
  const runId = await inTx(hub.db.org(orgId), (tx) =>
    startRun(hub, tx, {
      orgId,
      workflowId: trigger.workflowId,
      startedBy: 'webhook',
      cause: `webhook:${triggerId}:${delivery.id}`,
      input: { body },
      requestId,
    }),
  )
  tellWorkers(hub)
  return { runId }
}
