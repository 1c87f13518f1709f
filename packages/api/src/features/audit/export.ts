import { NIL_ORG } from '@hub/db'
import { appendOrgAudit } from '../../platform/audit.ts'
import type { AuthedContext, BaseContext, OrgContext } from '../../platform/context.ts'
import { newToken, sha256 } from '../../platform/secrets.ts'
import { AppError } from '../../shared/errors.ts'
import { entriesOf, ownChain, platformChain } from './entries.ts'
import type { Chain } from './entries.ts'
import type { AuditFilters, ExportAudit, ExportPlatformAudit, PreparedExport } from './schema.ts'

const OPEN_MS = 10 * 60_000

interface Wish {
  userId: string
  request: { format: 'csv' | 'jsonl'; filters: AuditFilters }
}

/** The address holds a secret that only the same person's session can use, once. */
async function prepare(
  { hub, now }: Pick<BaseContext, 'hub' | 'now'>,
  chain: Chain,
  { userId, request }: Wish,
): Promise<PreparedExport> {
  const query = await entriesOf(chain, request.filters)
  if (!(await query.limit(1).executeTakeFirst()))
    throw new AppError('NOT_FOUND', { message: 'The log holds nothing that fits these filters.' })
  const token = newToken()
  const at = now()
  const { system } = hub.db
  await system.deleteFrom('auditExport').where('expiresAt', '<', at.toISOString()).execute()
  await system
    .insertInto('auditExport')
    .values({
      tokenHash: sha256(token),
      userId,
      chain: chain.orgId,
      request: JSON.stringify(request),
      expiresAt: new Date(at.getTime() + OPEN_MS),
    })
    .execute()
  return { path: `/exports/audit/${token}` }
}

/** Prepares a file of the organization's audit log; who took it and with which filters stands in the log itself. */
export async function exportAudit(
  ctx: OrgContext,
  { format, idempotencyKey: _key, ...filters }: ExportAudit,
): Promise<PreparedExport> {
  const prepared = await prepare(ctx, ownChain(ctx), {
    userId: ctx.actor.userId,
    request: { format, filters },
  })
  return ctx.write(async (tx) => {
    tx.audit('audit.exported', { organization: ctx.org.orgId }, { format, ...filters })
    return prepared
  })
}

/** The same of the platform's log or any organization's; the organization sees in its own log that it was taken. */
export async function exportPlatformAudit(
  ctx: AuthedContext,
  { format, organizationId, idempotencyKey: _key, ...filters }: ExportPlatformAudit,
): Promise<PreparedExport> {
  const chain = await platformChain(ctx, organizationId)
  const { orgId } = chain
  const prepared = await prepare(ctx, chain, { userId: ctx.actor.userId, request: { format, filters } })
  return ctx.system.write(async (tx) => {
    const target: Record<string, string> = orgId === NIL_ORG ? {} : { organization: orgId }
    const act = { action: 'audit.exported', target, data: { format, ...filters } }
    tx.audit(act.action, act.target, act.data)
    if (orgId !== NIL_ORG) await appendOrgAudit(tx, { orgId, actor: ctx.actor, call: ctx.call }, [act])
    return prepared
  })
}
