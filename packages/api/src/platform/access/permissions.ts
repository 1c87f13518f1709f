import type { OrgRole } from '../../shared/roles.ts'

/**
 * The one table of roles and permissions (AUTH-11). A permission lists the roles that hold it;
 * router, pages and API-key scopes all read it.
 */
const holders = {
  'organization.read': ['owner', 'admin', 'member', 'viewer'],
  'organization.write': ['owner', 'admin'],
  'organization.own': ['owner'],
  'member.read': ['owner', 'admin', 'member', 'viewer'],
  'member.invite': ['owner', 'admin'],
  'member.write': ['owner', 'admin'],
  'apiKey.read': ['owner', 'admin', 'member'],
  'apiKey.write': ['owner', 'admin', 'member'],
  'credits.read': ['owner', 'admin', 'member', 'viewer'],
  'ops.task.read': ['owner', 'admin', 'member', 'viewer'],
  'ops.task.write': ['owner', 'admin', 'member'],
  'assistant.use': ['owner', 'admin', 'member', 'viewer'],
  'approval.read': ['owner', 'admin', 'member', 'viewer'],
  'approval.decide': ['owner', 'admin', 'member'],
  'audit.read': ['owner', 'admin'],
} as const satisfies Record<string, readonly OrgRole[]>

export type OrgPermission = keyof typeof holders
export const orgPermissions = Object.keys(holders) as OrgPermission[]

/** `public`: anybody. `self`: a signed-in person on their own account. `platform.admin`: the platform's administrators. */
export type Permission = OrgPermission | 'public' | 'self' | 'platform.admin'

/**
 * The organization's daily work. Whoever acts for somebody writes with these and no others: all the rest decides who holds
 * what, or may come to do so, and would outlast the half hour. A permission that is not named here is refused to them.
 */
const work: ReadonlySet<Permission> = new Set<OrgPermission>([
  'ops.task.write',
  'assistant.use',
  'approval.decide',
])
export const isWork = (permission: Permission): boolean => work.has(permission)

const byRole = new Map<OrgRole, ReadonlySet<OrgPermission>>()
for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
  byRole.set(
    role,
    new Set(orgPermissions.filter((name) => (holders[name] as readonly OrgRole[]).includes(role))),
  )
}
const nothing: ReadonlySet<OrgPermission> = new Set()

export const permissionsOf = (role: OrgRole): ReadonlySet<OrgPermission> => byRole.get(role) ?? nothing

/** Whether they reach what asks for `needed`; administering the platform is no organization's permission. */
export const permits = (permissions: ReadonlySet<Permission>, needed: Permission): boolean =>
  needed === 'public' || needed === 'self' || permissions.has(needed)

const byKey = new Map<string, ReadonlySet<OrgPermission>>()
/** Keys come with few sets of scopes; this only bounds a hub with very many. */
const KEPT_AT_MOST = 1_000

/** A key never holds more than its owner holds now: scopes are cut down to the live role. */
export function permissionsOfKey(role: OrgRole, scopes: readonly string[]): ReadonlySet<OrgPermission> {
  const kind = JSON.stringify([role, scopes])
  const known = byKey.get(kind)
  if (known) return known
  const made = new Set([...permissionsOf(role)].filter((name) => scopes.includes(name)))
  if (byKey.size < KEPT_AT_MOST) byKey.set(kind, made)
  return made
}
