import { NIL_ORG, sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { AuthedContext } from '../../platform/context.ts'
import { readPage } from '../../platform/keyset.ts'
import type { SortColumn } from '../../platform/keyset.ts'
import type { Page } from '../../shared/list.ts'
import type {
  ListPlatformOrganizations,
  ListPlatformUsers,
  PlatformOrganization,
  PlatformUser,
} from './schema.ts'

/** Whether one of the texts, or a later word in it, begins with the phrase. */
function begins(phrase: string, texts: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
  const wanted = phrase.toLowerCase()
  const tests = texts.map(
    (text) => sql`starts_with(lower(${text}), ${wanted}) or position(${` ${wanted}`} in lower(${text})) > 0`,
  )
  return sql<boolean>`(${sql.join(tests, sql` or `)})`
}

/** Everybody with an account on this hub. */
export function listPlatformUsers(ctx: AuthedContext, input: ListPlatformUsers): Promise<Page<PlatformUser>> {
  const { search, role, isVerified } = input
  const id: SortColumn = { expression: sql`auth_user.id`, type: 'uuid', direction: 'asc' }
  const orders: Record<ListPlatformUsers['sort'], SortColumn[]> = {
    newest: [
      { expression: sql`auth_user.created_at`, type: 'timestamptz', direction: 'desc' },
      { ...id, direction: 'desc' },
    ],
    name: [{ expression: sql`lower(auth_user.name)`, type: 'text', direction: 'asc' }, id],
  }
  const query = ctx.system.db
    .selectFrom('authUser')
    .select(['id', 'email', 'name', 'platformRole as role', 'createdAt'])
    .select([
      sql<boolean>`email_verified_at is not null`.as('isVerified'),
      sql<boolean>`suspended_at is not null`.as('isSuspended'),
      sql<number>`(select count(*)::int from organization_member m where m.user_id = auth_user.id)`.as(
        'organizationCount',
      ),
      sql<string | null>`(select max(s.last_seen_at) from auth_session s where s.user_id = auth_user.id)`.as(
        'lastSeenAt',
      ),
    ])
    .$if(search !== undefined, (q) =>
      q.where(begins(search ?? '', [sql`auth_user.email`, sql`auth_user.name`])),
    )
    .$if(role !== undefined, (q) => q.where('platformRole', '=', role ?? 'user'))
    .$if(isVerified !== undefined, (q) =>
      q.where('emailVerifiedAt', isVerified === true ? 'is not' : 'is', null),
    )
  const scope = { key: ctx.hub.keys.cursor, list: 'admin.users.list', orgId: NIL_ORG }
  return readPage(query, { scope, columns: orders[input.sort], input })
}

/** Every organization on this hub, with its first owner and its credits. */
export function listPlatformOrganizations(
  ctx: AuthedContext,
  input: ListPlatformOrganizations,
): Promise<Page<PlatformOrganization>> {
  const { search } = input
  const id: SortColumn = { expression: sql`organization.id`, type: 'uuid', direction: 'asc' }
  const orders: Record<ListPlatformOrganizations['sort'], SortColumn[]> = {
    newest: [
      { expression: sql`organization.created_at`, type: 'timestamptz', direction: 'desc' },
      { ...id, direction: 'desc' },
    ],
    name: [{ expression: sql`lower(organization.name)`, type: 'text', direction: 'asc' }, id],
  }
  const owner = (column: 'name' | 'email') => sql<string | null>`(
    select u.${sql.ref(column)} from organization_member m join auth_user u on u.id = m.user_id
    where m.org_id = organization.id and m.role = 'owner' order by m.created_at, m.id limit 1)`
  const query = ctx.system.db
    .selectFrom('organization')
    .leftJoin('creditAccount', 'creditAccount.orgId', 'organization.id')
    .select(['organization.id', 'organization.slug', 'organization.name', 'organization.createdAt'])
    .select([
      sql<number>`(select count(*)::int from organization_member m where m.org_id = organization.id)`.as(
        'memberCount',
      ),
      owner('name').as('ownerName'),
      owner('email').as('ownerEmail'),
      sql<number>`coalesce(credit_account.available, 0)`.as('availableMicro'),
      sql<number>`coalesce(credit_account.held, 0)`.as('heldMicro'),
      sql<boolean>`organization.suspended_at is not null`.as('isSuspended'),
    ])
    .$if(search !== undefined, (q) =>
      q.where(begins(search ?? '', [sql`organization.slug`, sql`organization.name`])),
    )
  const scope = { key: ctx.hub.keys.cursor, list: 'admin.organizations.list', orgId: NIL_ORG }
  return readPage(query, { scope, columns: orders[input.sort], input })
}
