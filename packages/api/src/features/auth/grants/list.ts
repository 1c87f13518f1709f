import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { requireKnownModules } from '../../../platform/access/known-modules.ts'
import { levelsOfScopes, scopesAtLevels } from '../../../platform/access/scope-levels.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { AccessGrant, ListGrants, RevokeGrant, SetGrantLevels } from './schema.ts'

/** Owners and admins look after everybody's; others see and end their own. */
function liveGrants({ permissions, actor, now }: OrgContext, db: OrgDb) {
  return db
    .selectFrom('oauthGrant')
    .select(['id', 'clientName', 'redirectHost', 'userId as ownerId', 'scopes'])
    .select(['createdAt', 'expiresAt', 'lastUsedAt'])
    .select(
      sql<string>`coalesce((select u.name from auth_user u where u.id = oauth_grant.user_id), 'Former member')`.as(
        'ownerName',
      ),
    )
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now().toISOString())
    .$if(!permissions.has('member.write'), (query) => query.where('userId', '=', actor.userId))
}

/** Applications that may act here in somebody's name. */
export async function listGrants(ctx: OrgContext, input: ListGrants): Promise<Page<AccessGrant>> {
  const page = await readPage(liveGrants(ctx, ctx.db), {
    scope: { key: ctx.hub.keys.cursor, list: 'auth.grants.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`oauth_grant.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map((grant) => withLevels(ctx, grant)) }
}

const withLevels = ({ hub }: OrgContext, grant: Omit<AccessGrant, 'levels'>): AccessGrant => ({
  ...grant,
  levels: levelsOfScopes(hub.permissions, grant.scopes),
})

/**
 * Lets an application go less far by module, from the next call on. More than its person allowed it gets by asking them
 * again, which shows them what they allow.
 */
export async function setGrantLevels(ctx: OrgContext, { id, levels }: SetGrantLevels): Promise<AccessGrant> {
  requirePerson(ctx.actor)
  const { permissions } = ctx.hub
  requireKnownModules(permissions, levels)
  return ctx.write(async (tx) => {
    const grant = await liveGrants(ctx, tx).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!grant) throw new AppError('NOT_FOUND')
    const scopes = scopesAtLevels(permissions, grant.scopes, levels)
    if (scopes.some((scope) => !grant.scopes.includes(scope)))
      throw new AppError('FORBIDDEN', {
        message: `${grant.clientName} was not allowed that much. Connect it again to allow more.`,
      })
    if (scopes.length === grant.scopes.length) return withLevels(ctx, grant)
    await tx.updateTable('oauthGrant').set({ scopes }).where('id', '=', id).execute()
    const data = { client: grant.clientName, user: grant.ownerId, from: grant.scopes, to: scopes }
    tx.audit('auth.grant.access_changed', { grant: id }, data)
    return withLevels(ctx, { ...grant, scopes })
  })
}

/** Ends what was allowed: every token of it stops at once, and none can be renewed. */
export async function revokeGrant(ctx: OrgContext, { id }: RevokeGrant): Promise<Done> {
  requirePerson(ctx.actor)
  return ctx.write(async (tx, inner) => {
    const grant = await liveGrants(inner, tx).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!grant) throw new AppError('NOT_FOUND')
    await tx.updateTable('oauthGrant').set({ revokedAt: ctx.now() }).where('id', '=', id).execute()
    tx.audit('auth.grant.revoked', { grant: id }, { client: grant.clientName, user: grant.ownerId })
    return done
  })
}
