import { sql } from '@hub/db'
import type { AuthedContext, OrgContext } from '../../platform/calls/context.ts'
import { cursorAfter, pagePosition, readPage } from '../../platform/data/keyset.ts'
import type { PageRequest } from '../../platform/data/keyset.ts'
import { actionsOf, entriesOf, ownChain, platformChain, withNames } from './entries.ts'
import type { Chain } from './entries.ts'
import { memberListener } from '../../platform/audit/listener.ts'
import type { Listener } from '../../platform/audit/listener.ts'
import { actionWords } from '../../platform/audit/sentences.ts'
import type { Hub } from '../../platform/hub.ts'
import { platformListener, toldDetail, toldEntries } from './told.ts'
import { AppError } from '../../shared/errors.ts'
import type {
  AuditActions,
  AuditDetail,
  AuditPage,
  GetAuditEntry,
  GetPlatformEntry,
  ListAudit,
  ListPlatformActions,
  ListPlatformAudit,
} from './schema.ts'

async function pageOf(
  chain: Chain,
  listener: Listener,
  { hub, list, input }: { hub: Hub; list: string; input: ListAudit },
): Promise<AuditPage> {
  const request = {
    scope: { key: hub.keys.cursor, list, orgId: chain.orgId },
    columns: [{ expression: sql`seq`, type: 'bigint', direction: 'desc' }],
    input,
  } satisfies PageRequest
  const reach = { most: input.limit + 1, before: pagePosition(request)?.[0] }
  const { query, lookedFrom } = await entriesOf(chain, input, reach)
  const page = await readPage(query, request)
  const items = await toldEntries(listener, await withNames(chain, page.items))
  if (lookedFrom === null || page.nextCursor !== null) return { ...page, items, lookedBackTo: null }
  return {
    items,
    nextCursor: cursorAfter(request, [String(lookedFrom)]),
    lookedBackTo: await writtenAt(chain, lookedFrom),
  }
}

/** When the first entry from this number on was written. */
async function writtenAt({ db, orgId }: Chain, seq: number): Promise<string> {
  const { at } = await db
    .selectFrom('auditEntry')
    .select('at')
    .where('orgId', '=', orgId)
    .where('seq', '>=', seq)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirstOrThrow()
  return at
}

/** The organization's audit log, newest first (AUTH-15). Addresses and devices are shown to owners. */
export const listAudit = (ctx: OrgContext, input: ListAudit): Promise<AuditPage> =>
  pageOf(ownChain(ctx), memberListener(ctx), { hub: ctx.hub, list: 'audit.list', input })

/** The platform's log, or that of one organization, for its administrators (ADM-3). */
export async function listPlatformAudit(
  ctx: AuthedContext,
  { organizationId, ...input }: ListPlatformAudit,
): Promise<AuditPage> {
  const chain = await platformChain(ctx, organizationId)
  return pageOf(chain, platformListener(ctx.hub, chain), { hub: ctx.hub, list: 'audit.platform.list', input })
}

async function detailOf(chain: Chain, listener: Listener, seq: number): Promise<AuditDetail> {
  const { query } = await entriesOf(chain, {})
  const found = await query.where('seq', '=', seq).execute()
  for (const entry of await withNames(chain, found)) {
    const [detail] = await toldDetail(listener, entry)
    if (detail) return detail
  }
  throw new AppError('NOT_FOUND')
}

/** One entry of the organization's log. Throws NOT_FOUND. */
export const getAuditEntry = (ctx: OrgContext, { seq }: GetAuditEntry): Promise<AuditDetail> =>
  detailOf(ownChain(ctx), memberListener(ctx), seq)

/** One entry of the platform's log, or that of one organization. Throws NOT_FOUND. */
export async function getPlatformEntry(
  ctx: AuthedContext,
  { seq, organizationId }: GetPlatformEntry,
): Promise<AuditDetail> {
  const chain = await platformChain(ctx, organizationId)
  return detailOf(chain, platformListener(ctx.hub, chain), seq)
}

const withWords = (hub: Hub, actions: string[]): AuditActions => ({
  actions,
  words: Object.fromEntries(actions.map((action) => [action, actionWords(hub, action)])),
})

/** What the log of this organization knows of, for a filter. */
export const listActions = async (ctx: OrgContext): Promise<AuditActions> =>
  withWords(ctx.hub, await actionsOf(ownChain(ctx)))

export async function listPlatformActions(
  ctx: AuthedContext,
  { organizationId }: ListPlatformActions,
): Promise<AuditActions> {
  return withWords(ctx.hub, await actionsOf(await platformChain(ctx, organizationId)))
}
