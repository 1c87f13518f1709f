import { OrgRole } from '../../shared/roles.ts'
import type { Identity, Membership } from '../calls/call.ts'
import { hubPermissions } from './permissions.ts'
import type { OrgPermission, Permission, PermissionDeclaration } from './permissions.ts'

/** The one table of roles and permissions (AUTH-11): router, pages and scopes of keys all read it. */
export interface PermissionTable {
  /** Those of the hub, then those of each module, in the order they are declared. */
  names: readonly OrgPermission[]
  /** What a permission allows, in words for people: of a role, a key or a connected application. */
  titleOf(permission: OrgPermission): string
  of(role: OrgRole): ReadonlySet<OrgPermission>
  /** What a caller may do in an organization: what their live role holds, cut down to the scopes of their key or grant. */
  in(identity: Identity, membership: Membership): ReadonlySet<OrgPermission>
  /**
   * The organization's daily work. Whoever acts for somebody writes with these and no others: all the rest decides who holds
   * what, or may come to do so, and would outlast the half hour. A permission that does not say so is refused to them.
   */
  isWork(permission: Permission): boolean
}

/** Keys come with few sets of scopes; this only bounds a hub with very many. */
const KEPT_AT_MOST = 1_000

/** Remembers sets by what they were cut down to: nearly every call of a key asks for the same one. */
function cutter(of: PermissionTable['of']) {
  const made = new Map<string, ReadonlySet<OrgPermission>>()
  return (role: OrgRole, scopes: readonly string[]): ReadonlySet<OrgPermission> => {
    const kind = JSON.stringify([role, scopes])
    const known = made.get(kind)
    if (known) return known
    const cut = new Set([...of(role)].filter((name) => scopes.includes(name)))
    if (made.size < KEPT_AT_MOST) made.set(kind, cut)
    return cut
  }
}

/** The table of a hub with these modules. */
export function createPermissionTable(
  modules: readonly { permissions: Readonly<Record<string, PermissionDeclaration>> }[],
): PermissionTable {
  const declared = new Map<string, PermissionDeclaration>(
    [hubPermissions, ...modules.map(({ permissions }) => permissions)].flatMap((part) =>
      Object.entries(part),
    ),
  )
  const names = [...declared.keys()] as OrgPermission[]
  const byRole = new Map(
    OrgRole.options.map((role) => [
      role,
      new Set(names.filter((name) => declared.get(name)?.roles.includes(role))),
    ]),
  )
  const of = (role: OrgRole): ReadonlySet<OrgPermission> => byRole.get(role) ?? new Set()
  const cut = cutter(of)
  return {
    names,
    titleOf: (permission) => declared.get(permission)?.title ?? permission,
    of,
    in: ({ scopes }, { role }) => (scopes ? cut(role, scopes) : of(role)),
    isWork: (permission) => declared.get(permission)?.isWork === true,
  }
}
