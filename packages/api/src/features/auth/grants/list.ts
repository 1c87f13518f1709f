import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { AccessGrant, ListGrants, RevokeGrant } from './schema.ts'

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
export const listGrants = (ctx: OrgContext, input: ListGrants): Promise<Page<AccessGrant>> =>
  readPage(liveGrants(ctx, ctx.db), {
    scope: { key: ctx.hub.keys.cursor, list: 'auth.grants.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`oauth_grant.id`, type: 'uuid', direction: 'desc' }],
    input,
  })

/** Ends what was allowed: every token of it stops at once, and none can be renewed. */
export async function revokeGrant(ctx: OrgContext, { id }: RevokeGrant): Promise<Done> {
  requirePerson(ctx.actor)
  return ctx.write(async (tx, inner) => {
    const grant = await liveGrants(inner, tx).where('id', '=', id).executeTakeFirst()
    if (!grant) throw new AppError('NOT_FOUND')
    await tx.updateTable('oauthGrant').set({ revokedAt: ctx.now() }).where('id', '=', id).execute()
    tx.audit('auth.grant.revoked', { grant: id }, { client: grant.clientName, user: grant.ownerId })
    return done
  })
}
