import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { hubPermissions } from '../../../platform/access/permissions.ts'
import type { OrgPermission } from '../../../platform/access/permissions.ts'
import { permissionsUpTo } from '../../../platform/access/permission-table.ts'
import { AppError } from '../../../shared/errors.ts'
import { isLevelEnough, ModuleLevel, OTHER_MODULES } from '../../../shared/levels.ts'
import type { Page } from '../../../shared/list.ts'
import { OrgRole } from '../../../shared/roles.ts'
import { standingOf } from '../standing.ts'
import { permissionSaid } from './permission-said.ts'
import type { AccessChoices, FindMemberAccess, Holder, ListHolders, MemberAccess } from './schema.ts'

/** What can be chosen in this hub; the same for everybody. */
export const listChoices = ({ hub: { permissions } }: Pick<OrgContext, 'hub'>): AccessChoices => ({
  modules: permissions.modules.map(({ name, title, permissions: added, roleLevels }) => ({
    name,
    title,
    levels: ModuleLevel.options.map((level) => ({ level, allows: added[level].map(permissions.titleOf) })),
    roleLevels,
  })),
  sets: [...permissions.sets],
})

/** What somebody may do, by module and in words. Throws NOT_FOUND. */
export async function accessOf(ctx: OrgContext, { userId }: FindMemberAccess): Promise<MemberAccess> {
  const { permissions } = ctx.hub
  const member = await standingOf(ctx.db, userId)
  const { name, role, levels } = member
  return {
    userId,
    name,
    role,
    modules: permissions.modules.map((module) => {
      const level = permissions.levelIn(module, member)
      return {
        name: module.name,
        title: module.title,
        level,
        isChosen: (levels[module.name] ?? levels[OTHER_MODULES]) !== undefined,
        allows: permissionsUpTo(module, level).map(permissions.titleOf),
      }
    }),
    others: [...permissions.of(role)].filter((one) => one in hubPermissions).map(permissions.titleOf),
  }
}

/** The same rule as the table's, over the rows of members. */
function isHolder({ hub: { permissions } }: OrgContext, permission: OrgPermission): RawBuilder<boolean> {
  const [module, level] = [permissions.moduleOf(permission), permissions.levelOf(permission)]
  const role = sql.ref('organizationMember.role')
  if (!module || !level) {
    const roles = OrgRole.options.filter((one) => permissions.of(one).has(permission))
    return sql<boolean>`${role} = any(${roles}::text[])`
  }
  const enough = ModuleLevel.options.filter((one) => isLevelEnough(one, level))
  const roles = OrgRole.options.filter((one) => isLevelEnough(module.roleLevels[one], level))
  const chosen = sql`coalesce(organization_member.levels ->> ${module.name}, organization_member.levels ->> ${OTHER_MODULES})`
  return sql<boolean>`(case when ${chosen} is null then ${role} = any(${roles}::text[]) else ${chosen} = any(${enough}::text[]) end)`
}

/** Names of what acts for somebody with a permission: others' keys are for those who look after the team. */
const namesOf = (ctx: OrgContext, permission: string, kind: 'key' | 'application') => {
  const [table, name] =
    kind === 'key' ? (['auth_api_key', 'name'] as const) : (['oauth_grant', 'client_name'] as const)
  const whose = ctx.permissions.has('member.write') ? sql`true` : sql`program.user_id = ${ctx.actor.userId}`
  return sql<string[]>`coalesce((select jsonb_agg(program.${sql.ref(name)} order by program.created_at)
    from ${sql.table(table)} program
    where program.user_id = organization_member.user_id and program.revoked_at is null
      and program.expires_at > ${ctx.now()} and ${permission} = any(program.scopes) and ${whose}), '[]')`
}

/** Who holds a permission now: people by name, each with the keys and applications that hold it in their name. */
export async function listHolders(ctx: OrgContext, input: ListHolders): Promise<Page<Holder>> {
  const permission = permissionSaid(ctx.hub.permissions, input.permission)
  if (permission === undefined) {
    const message = `No permission is called "${input.permission}", or more than one could be meant. Their names, and what they let somebody do, are in organizations.roles.`
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'permission', message }] })
  }
  const query = ctx.db
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select(['organizationMember.userId', 'authUser.name', 'organizationMember.role'])
    .select(namesOf(ctx, permission, 'key').as('keys'))
    .select(namesOf(ctx, permission, 'application').as('applications'))
    .where('authUser.suspendedAt', 'is', null)
    .where(isHolder(ctx, permission))
  return readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'organizations.access.holders', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`lower(auth_user.name)`, type: 'text', direction: 'asc' },
      { expression: sql`organization_member.id`, type: 'uuid', direction: 'asc' },
    ],
    input,
  })
}
