import { orgPermissions, permissionsOf } from '../../platform/access/permissions.ts'
import { OrgRole } from '../../shared/roles.ts'
import { scopeTitles } from '../auth/service.ts'
import type { Roles } from './schema.ts'

/** The one table of roles and permissions, in words for people (AUTH-11). */
export const listRoles = (): Roles => ({
  roles: OrgRole.options,
  permissions: orgPermissions.map((name) => ({
    name,
    title: scopeTitles[name],
    roles: OrgRole.options.filter((role) => permissionsOf(role).has(name)),
  })),
})
