import { isLevelEnough, ModuleLevel, OTHER_MODULES } from '../../shared/levels.ts'
import type { ModuleLevels } from '../../shared/levels.ts'
import type { OrgRole } from '../../shared/roles.ts'
import type { Identity, Membership } from '../calls/call.ts'
import { hubPermissions } from './permissions.ts'
import type {
  HubPermissionDeclaration,
  OrgPermission,
  Permission,
  PermissionDeclaration,
  RoleLevels,
  SetLevels,
} from './permissions.ts'
import { accessSets } from './access-sets.ts'
import type { AccessSetName } from './access-sets.ts'

/** What decides about a person's rights in an organization: the role, and levels that were chosen beside it. */
export type Standing = Pick<Membership, 'role' | 'levels'>

/** How far one goes in a module, by role and by level. */
export interface ModuleAccess {
  name: string
  title: string
  /** What each level adds to the ones before it. */
  permissions: Readonly<Record<ModuleLevel, readonly OrgPermission[]>>
  roleLevels: Readonly<Record<OrgRole, ModuleLevel>>
}

/** Levels for a usual job. */
export interface AccessSet {
  name: AccessSetName
  title: string
  about: string
  levels: ModuleLevels
}

/** The one table of roles, levels and permissions (AUTH-11): router, pages and scopes of keys all read it. */
export interface PermissionTable {
  /** Those of the hub, then those of each module, in the order they are declared. */
  names: readonly OrgPermission[]
  modules: readonly ModuleAccess[]
  /** Those that are of use with these modules. */
  sets: readonly AccessSet[]
  /** The module that a permission belongs to; undefined for one of the hub itself. */
  moduleOf(permission: OrgPermission): ModuleAccess | undefined
  /** From which level on a permission of a module is held; null for one of the hub itself. */
  levelOf(permission: OrgPermission): ModuleLevel | null
  /** What a permission allows, in words for people: of a role, a key or a connected application. */
  titleOf(permission: OrgPermission): string
  /** What a role holds where no level was chosen. */
  of(role: OrgRole): ReadonlySet<OrgPermission>
  /** What a person holds. */
  held(standing: Standing): ReadonlySet<OrgPermission>
  /** How far a person goes in a module. */
  levelIn(module: ModuleAccess, standing: Standing): ModuleLevel
  /** What a caller may do in an organization: what their person holds now, cut down to the scopes of their key or grant. */
  in(identity: Pick<Identity, 'scopes'>, standing: Standing): ReadonlySet<OrgPermission>
  /**
   * The organization's daily work. Whoever acts for somebody writes with these and no others: all the rest decides who holds
   * what, or may come to do so, and would outlast the half hour. A permission that does not say so is refused to them.
   */
  isWork(permission: Permission): boolean
}

/** What roles have in a module that says nothing else. */
export const usualLevels = {
  owner: 'manage',
  admin: 'manage',
  member: 'write',
  viewer: 'read',
} as const satisfies Record<OrgRole, ModuleLevel>

/** What the table reads of a module's declaration. */
interface Declared {
  name: string
  title: string
  permissions: Readonly<Record<string, PermissionDeclaration>>
  roleLevels?: RoleLevels
  sets?: SetLevels
}

function accessOf({ name, title, permissions, roleLevels }: Declared): ModuleAccess {
  const at = (level: ModuleLevel) =>
    Object.keys(permissions).filter(
      (permission) => permissions[permission]?.level === level,
    ) as OrgPermission[]
  return {
    name,
    title,
    permissions: { none: [], read: at('read'), write: at('write'), manage: at('manage') },
    roleLevels: { ...usualLevels, ...roleLevels, owner: 'manage' },
  }
}

function setsOf(modules: readonly Declared[]): AccessSet[] {
  const names = Object.keys(accessSets) as AccessSetName[]
  return names.flatMap((name) => {
    const { others, ...words } = accessSets[name]
    const part = modules.flatMap(({ name: module, sets }) => {
      const level = sets?.[name]
      return level === undefined ? [] : [[module, level] as const]
    })
    const levels = { ...Object.fromEntries(part), [OTHER_MODULES]: others }
    return part.length === 0 && others === 'none' ? [] : [{ name, ...words, levels }]
  })
}

/** Owners hold everything: whatever was taken from them, nobody else could give back. */
function levelIn({ name, roleLevels }: ModuleAccess, { role, levels }: Standing): ModuleLevel {
  if (role === 'owner') return 'manage'
  return levels[name] ?? levels[OTHER_MODULES] ?? roleLevels[role]
}

/** What one holds of a module from this level on. */
export const permissionsUpTo = ({ permissions }: ModuleAccess, level: ModuleLevel): OrgPermission[] =>
  ModuleLevel.options.filter((one) => isLevelEnough(level, one)).flatMap((one) => permissions[one])

/** Keys and levels come in few combinations; this only bounds a hub with very many. */
const KEPT_AT_MOST = 1_000

/** Remembers answers by what they depend on: nearly every call asks for one that was asked for before. */
function remembering<Key, Answer>(make: (key: Key) => Answer): (key: Key) => Answer {
  const made = new Map<string, Answer>()
  return (key) => {
    const name = JSON.stringify(key)
    const known = made.get(name)
    if (known !== undefined) return known
    const answer = make(key)
    if (made.size < KEPT_AT_MOST) made.set(name, answer)
    return answer
  }
}

/** The table of a hub with these modules. */
export function createPermissionTable(declared: readonly Declared[]): PermissionTable {
  const modules = declared.map(accessOf)
  const parts: readonly Record<string, HubPermissionDeclaration | PermissionDeclaration>[] = [
    hubPermissions,
    ...declared.map(({ permissions }) => permissions),
  ]
  const byPermission = new Map(
    modules.flatMap((module) =>
      Object.values(module.permissions).flatMap((some) => some.map((name) => [name, module] as const)),
    ),
  )
  const rights = new Map(parts.flatMap((part) => Object.entries(part)))
  const hubNames = Object.keys(hubPermissions) as (keyof typeof hubPermissions)[]
  const hold = remembering(([role, levels, scopes]: [OrgRole, ModuleLevels, readonly string[] | null]) => {
    const byRole = hubNames.filter((name) =>
      (hubPermissions[name].roles as readonly OrgRole[]).includes(role),
    )
    const byLevel = modules.flatMap((module) => permissionsUpTo(module, levelIn(module, { role, levels })))
    const all: OrgPermission[] = [...byRole, ...byLevel]
    return new Set(scopes ? all.filter((name) => scopes.includes(name)) : all)
  })
  return {
    names: [...rights.keys()] as OrgPermission[],
    modules,
    sets: setsOf(declared),
    moduleOf: (permission) => byPermission.get(permission),
    levelOf(permission) {
      const right = rights.get(permission)
      return right && 'level' in right ? right.level : null
    },
    titleOf: (permission) => rights.get(permission)?.title ?? permission,
    of: (role) => hold([role, {}, null]),
    held: ({ role, levels }) => hold([role, levels, null]),
    levelIn,
    in: ({ scopes }, { role, levels }) => hold([role, levels, scopes]),
    isWork: (permission) => rights.get(permission)?.isWork === true,
  }
}
