import { NIL_ORG } from '@hub/db'
import { appendOrgAudit } from '../../platform/audit/audit.ts'
import type { AuthedContext, BaseContext, OrgContext } from '../../platform/calls/context.ts'
import { prepareFile } from '../../platform/files/prepared-files.ts'
import { AppError } from '../../shared/errors.ts'
import type { PreparedFile } from '../../shared/prepared-file.ts'
import { entriesOf, ownChain, platformChain } from './entries.ts'
import type { Chain } from './entries.ts'
import type { AuditFilters, ExportAudit, ExportPlatformAudit } from './schema.ts'

interface Wish {
  userId: string
  request: { format: 'csv' | 'jsonl'; filters: AuditFilters }
}

async function prepare(
  { hub, now }: Pick<BaseContext, 'hub' | 'now'>,
  chain: Chain,
  { userId, request }: Wish,
): Promise<PreparedFile> {
  const { query } = await entriesOf(chain, request.filters)
  if (!(await query.limit(1).executeTakeFirst()))
    throw new AppError('NOT_FOUND', { message: 'Nothing in the log matches these filters.' })
  return prepareFile({ hub, now }, { userId, kind: 'audit', subject: chain.orgId, request })
}

/** Prepares a file of the organization's audit log; who took it and with which filters stands in the log itself. */
export async function exportAudit(
  ctx: OrgContext,
  { format, idempotencyKey: _key, ...filters }: ExportAudit,
): Promise<PreparedFile> {
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
): Promise<PreparedFile> {
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
