import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Hub } from '../../../platform/hub.ts'
import { sealedColumns } from '../../../platform/secrets/sealed.ts'
import { seal, unseal } from '../../../platform/secrets/secrets.ts'
import { newStandardSecret, OLD_SECRET_MS } from '../../../platform/webhooks/standard.ts'
import { AppError } from '../../../shared/errors.ts'

/** A secret that is moved to another row opens nothing. */
const sealPlace = (triggerId: string): string => `workflow-trigger:${triggerId}`

export const sealedTriggers = sealedColumns({
  title: 'secrets of webhooks that start workflows',
  of: 'organizations',
  table: 'workflow_trigger',
  key: { id: 'uuid' },
  columns: ['secret', 'old_secret'],
  context: (_orgId, [id = '']) => sealPlace(id),
})

export const newSecret = ({ keys }: Hub, triggerId: string): { text: string; sealed: Buffer } => {
  const text = newStandardSecret()
  return { text, sealed: seal(keys.seal, text, sealPlace(triggerId)) }
}

interface Kept {
  id: string
  secret: Buffer | null
  oldSecret: Buffer | null
  oldSecretUntil: string | null
}

/** What opens a webhook at this moment. */
export function secretsOf(hub: Hub, { id, secret, oldSecret, oldSecretUntil }: Kept): string[] {
  const isOldOpen = oldSecretUntil !== null && new Date(oldSecretUntil) > hub.now()
  return [secret, isOldOpen ? oldSecret : null]
    .filter((sealed) => sealed !== null)
    .map((sealed) => unseal(hub.keys.seal, sealed, sealPlace(id)))
}

interface Webhook {
  id: string
  key: string
}

/** What its senders sign with. Throws NOT_FOUND. */
export async function webhookSecret(ctx: OrgContext, { id, key }: Webhook): Promise<{ secret: string }> {
  const row = await ctx.db
    .selectFrom('workflowTrigger')
    .select(['id', 'secret'])
    .where('workflowId', '=', id)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row?.secret) throw new AppError('NOT_FOUND')
  return { secret: unseal(ctx.hub.keys.seal, row.secret, sealPlace(row.id)) }
}

/** A new secret; the one before opens the webhook for another day. Throws NOT_FOUND. */
export async function rotateWebhookSecret(
  ctx: OrgContext,
  { id, key }: Webhook,
): Promise<{ secret: string }> {
  return ctx.write(async (tx) => {
    const row = await tx
      .selectFrom('workflowTrigger')
      .select('id')
      .where('workflowId', '=', id)
      .where('key', '=', key)
      .where('secret', 'is not', null)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    const { text, sealed } = newSecret(ctx.hub, row.id)
    await tx
      .updateTable('workflowTrigger')
      .set((eb) => ({
        oldSecret: eb.ref('secret'),
        oldSecretUntil: new Date(ctx.now().getTime() + OLD_SECRET_MS),
        secret: sealed,
      }))
      .where('id', '=', row.id)
      .execute()
    tx.audit('workflow.webhook_secret_rotated', { workflow: id })
    return { secret: text }
  })
}
