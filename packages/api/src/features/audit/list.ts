import { sql } from '@hub/db'
import type { AuthedContext, BaseContext, OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { Page } from '../../shared/list.ts'
import { actionsOf, entriesOf, ownChain, platformChain, withNames } from './entries.ts'
import type { Chain } from './entries.ts'
import type { AuditActions, AuditEntry, ListAudit, ListPlatformActions, ListPlatformAudit } from './schema.ts'

async function pageOf(
  chain: Chain,
  { hub }: Pick<BaseContext, 'hub'>,
  { list, input }: { list: string; input: ListAudit },
): Promise<Page<AuditEntry>> {
  const page = await readPage(await entriesOf(chain, input), {
    scope: { key: hub.keys.cursor, list, orgId: chain.orgId },
    columns: [{ expression: sql`seq`, type: 'bigint', direction: 'desc' }],
    input,
  })
  return { ...page, items: await withNames(chain, page.items) }
}

/** The organization's audit log, newest first (AUTH-15). Addresses and devices are shown to owners. */
export const listAudit = (ctx: OrgContext, input: ListAudit): Promise<Page<AuditEntry>> =>
  pageOf(ownChain(ctx), ctx, { list: 'audit.list', input })

/** The platform's log, or that of one organization, for its administrators (ADM-3). */
export async function listPlatformAudit(
  ctx: AuthedContext,
  { organizationId, ...input }: ListPlatformAudit,
): Promise<Page<AuditEntry>> {
  return pageOf(await platformChain(ctx, organizationId), ctx, { list: 'audit.platform.list', input })
}

/** What the log of this organization knows of, for a filter. */
export const listActions = async (ctx: OrgContext): Promise<AuditActions> => ({
  actions: await actionsOf(ownChain(ctx)),
})

export async function listPlatformActions(
  ctx: AuthedContext,
  { organizationId }: ListPlatformActions,
): Promise<AuditActions> {
  return { actions: await actionsOf(await platformChain(ctx, organizationId)) }
}
