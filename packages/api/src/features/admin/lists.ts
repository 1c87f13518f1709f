import { NIL_ORG, sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { AuthedContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { SortColumn } from '../../platform/data/keyset.ts'
import type { Page } from '../../shared/list.ts'
import type {
  ListPlatformOrganizations,
  ListPlatformUsers,
  PlatformOrganization,
  PlatformUser,
} from './schema.ts'

/** Below three letters the index holds starts of words only. */
const SHORTEST_INSIDE = 3

/** The phrase as a pattern; texts that are searched begin with a space, as each of their words does. */
function patternOf(phrase: string): string {
  const plain = phrase.toLowerCase().replace(/[\\%_]/g, '\\$&')
  return phrase.length < SHORTEST_INSIDE ? `% ${plain}%` : `%${plain}%`
}

/** An order down one column, with the id where that is equal; both the same way, so that one index gives it. */
const along = (
  expression: RawBuilder<unknown>,
  type: SortColumn['type'],
  { id, direction }: { id: RawBuilder<unknown>; direction: SortColumn['direction'] },
): SortColumn[] => [
  { expression, type, direction },
  { expression: id, type: 'uuid', direction },
]

// Written as in the indexes of migration 0017, which are not used otherwise.
const user = {
  id: sql`auth_user.id`,
  name: sql`lower(auth_user.name)`,
  created: sql`auth_user.created_at`,
  seen: sql`coalesce(auth_user.last_seen_at, timestamptz '-infinity')`,
  searched: sql`(' ' || lower(auth_user.name) || ' ' || auth_user.email)`,
}
const organization = {
  id: sql`organization.id`,
  name: sql`lower(organization.name)`,
  created: sql`organization.created_at`,
  searched: sql`(' ' || lower(organization.name) || ' ' || organization.slug)`,
}

const [up, down] = ['asc', 'desc'] as const

const userOrders: Record<ListPlatformUsers['sort'], SortColumn[]> = {
  newest: along(user.created, 'timestamptz', { id: user.id, direction: down }),
  oldest: along(user.created, 'timestamptz', { id: user.id, direction: up }),
  name: along(user.name, 'text', { id: user.id, direction: up }),
  nameDown: along(user.name, 'text', { id: user.id, direction: down }),
  seen: along(user.seen, 'timestamptz', { id: user.id, direction: down }),
  seenDown: along(user.seen, 'timestamptz', { id: user.id, direction: up }),
}

/** Few have one: they are found first, and whoever is asked for without one is not among them. */
const isProtected = sql<boolean>`auth_user.id in (
  select user_id from auth_totp where confirmed_at is not null union all select user_id from auth_passkey)`

const not = (condition: RawBuilder<boolean>) => sql<boolean>`not (${condition})`
const conditions = {
  isVerified: sql<boolean>`auth_user.email_verified_at is not null`,
  isSuspended: sql<boolean>`auth_user.suspended_at is not null`,
  isNotVerified: sql<boolean>`auth_user.email_verified_at is null`,
  isNotSuspended: sql<boolean>`auth_user.suspended_at is null`,
}

const hasSecondFactor = sql<boolean>`(exists (select from auth_totp t where t.user_id = auth_user.id and t.confirmed_at is not null)
  or exists (select from auth_passkey k where k.user_id = auth_user.id))`

/** Everybody with an account on this hub. */
export function listPlatformUsers(ctx: AuthedContext, input: ListPlatformUsers): Promise<Page<PlatformUser>> {
  const { search, role } = input
  const query = ctx.system.db
    .selectFrom('authUser')
    .select(['id', 'email', 'name', 'platformRole as role', 'createdAt', 'lastSeenAt'])
    .select([
      conditions.isVerified.as('isVerified'),
      conditions.isSuspended.as('isSuspended'),
      hasSecondFactor.as('hasSecondFactor'),
      sql<number>`(select count(*)::int from organization_member m where m.user_id = auth_user.id)`.as(
        'organizationCount',
      ),
    ])
    // What is left of a deleted account keeps the place of its work, and is nobody.
    .where('erasedAt', 'is', null)
    .$if(search !== undefined, (q) => q.where(sql<boolean>`${user.searched} like ${patternOf(search ?? '')}`))
    // A literal and not a parameter: the index of administrators holds for this one value.
    .$if(role !== undefined, (q) => q.where(sql<boolean>`auth_user.platform_role = ${sql.lit(role)}`))
    .$if(input.isVerified !== undefined, (q) =>
      q.where(input.isVerified === true ? conditions.isVerified : conditions.isNotVerified),
    )
    .$if(input.isSuspended !== undefined, (q) =>
      q.where(input.isSuspended === true ? conditions.isSuspended : conditions.isNotSuspended),
    )
    .$if(input.hasSecondFactor !== undefined, (q) =>
      q.where(input.hasSecondFactor === true ? isProtected : not(isProtected)),
    )
  const scope = { key: ctx.hub.keys.cursor, list: 'admin.users.list', orgId: NIL_ORG }
  return readPage(query, { scope, columns: userOrders[input.sort], input })
}

const organizationOrders: Record<ListPlatformOrganizations['sort'], SortColumn[]> = {
  newest: along(organization.created, 'timestamptz', { id: organization.id, direction: down }),
  oldest: along(organization.created, 'timestamptz', { id: organization.id, direction: up }),
  name: along(organization.name, 'text', { id: organization.id, direction: up }),
  nameDown: along(organization.name, 'text', { id: organization.id, direction: down }),
}

const owner = (column: 'name' | 'email') => sql<string | null>`(
  select u.${sql.ref(column)} from organization_member m join auth_user u on u.id = m.user_id
  where m.org_id = organization.id and m.role = 'owner' order by m.created_at, m.id limit 1)`

/** Every organization on this hub, with its first owner and its credits. */
export function listPlatformOrganizations(
  ctx: AuthedContext,
  input: ListPlatformOrganizations,
): Promise<Page<PlatformOrganization>> {
  const { search, isSuspended } = input
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
      q.where(sql<boolean>`${organization.searched} like ${patternOf(search ?? '')}`),
    )
    .$if(isSuspended !== undefined, (q) =>
      q.where('organization.suspendedAt', isSuspended === true ? 'is not' : 'is', null),
    )
  const scope = { key: ctx.hub.keys.cursor, list: 'admin.organizations.list', orgId: NIL_ORG }
  return readPage(query, { scope, columns: organizationOrders[input.sort], input })
}
