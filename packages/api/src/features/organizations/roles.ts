import type { OrgContext } from '../../platform/calls/context.ts'
import { OrgRole } from '../../shared/roles.ts'
import type { Roles } from './schema.ts'

/** The one table of roles and permissions, in words for people (AUTH-11). */
export const listRoles = ({ hub: { permissions } }: Pick<OrgContext, 'hub'>): Roles => ({
  roles: OrgRole.options,
  permissions: permissions.names.map((name) => ({
    name,
    title: permissions.titleOf(name),
    roles: OrgRole.options.filter((role) => permissions.of(role).has(name)),
  })),
})
