import type { ModuleLevel } from '../../shared/levels.ts'
import type { OrgRole } from '../../shared/roles.ts'
import type { AccessSetName } from './access-sets.ts'

interface Right {
  /** In words for people: "See tasks". */
  title: string
  /** Daily work, which an administrator in somebody's place may do; without it they may only look. */
  isWork?: true
}

/** A permission of the hub itself, which goes with the role. */
export interface HubPermissionDeclaration extends Right {
  roles: readonly OrgRole[]
}

/** A permission of a module, held by whoever has at least this level in it. */
export interface PermissionDeclaration extends Right {
  level: Exclude<ModuleLevel, 'none'>
}

/** The level each role has in a module; owners hold everything. */
export type RoleLevels = Readonly<Partial<Record<Exclude<OrgRole, 'owner'>, ModuleLevel>>>

/** In which ready-made sets a module takes part, and at which level. */
export type SetLevels = Readonly<Partial<Record<AccessSetName, ModuleLevel>>>

const everybody = ['owner', 'admin', 'member', 'viewer'] as const
const workers = ['owner', 'admin', 'member'] as const
const keepers = ['owner', 'admin'] as const

/** The permissions of the hub itself (AUTH-11); modules declare theirs. */
export const hubPermissions = {
  'organization.read': { title: 'See the organization', roles: everybody },
  'organization.write': { title: 'Change the organization', roles: keepers },
  'organization.own': { title: 'Decide about ownership and sign-in', roles: ['owner'] },
  'member.read': { title: 'See the team', roles: everybody },
  'member.invite': { title: 'Invite people', roles: keepers },
  'member.write': { title: 'Change roles and remove people', roles: keepers },
  'apiKey.read': { title: 'See keys', roles: workers },
  'apiKey.write': { title: 'Make and revoke keys', roles: workers },
  'credits.read': { title: 'See credits', roles: everybody },
  'assistant.use': { title: 'Talk to the assistant', roles: everybody, isWork: true },
  'approval.read': { title: 'See approvals', roles: everybody },
  'approval.decide': { title: 'Decide on approvals', roles: workers, isWork: true },
  'job.read': { title: 'See background jobs', roles: everybody },
  'job.write': {
    title: 'Cancel own background jobs, or have them tried again',
    roles: everybody,
  },
  'job.manage': { title: 'See and manage the jobs of everybody', roles: keepers },
  'workflow.read': { title: 'See workflows and their runs', roles: everybody },
  'workflow.run': { title: 'Start workflows and stop their runs', roles: workers },
  'workflow.write': { title: 'Make and publish workflows', roles: workers },
  'workflow.manage': { title: 'Keep the secrets of workflows', roles: keepers },
  'event.read': { title: 'See events and their topics', roles: keepers },
  'endpoint.read': { title: 'See endpoints and what was sent to them', roles: keepers },
  'endpoint.write': { title: 'Decide where events are sent', roles: keepers },
  'notification.read': { title: 'See own notifications', roles: everybody },
  'notification.write': { title: 'Sort own notifications, and choose what is told', roles: everybody },
  'audit.read': { title: 'See the audit log', roles: keepers },
} as const satisfies Record<string, HubPermissionDeclaration>

/** Permissions of modules by name. Each module adds its own beside their declaration, so that a wrong name does not compile. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- filled by declaration merging
export interface ModulePermissions {}

export type OrgPermission = keyof typeof hubPermissions | keyof ModulePermissions

/** `public`: anybody. `self`: a signed-in person on their own account. `platform.admin`: the platform's administrators. */
export type Permission = OrgPermission | 'public' | 'self' | 'platform.admin'

/** Whether it is one of an organization, which roles, keys and grants hold. */
export const isOfOrganization = (permission: Permission): permission is OrgPermission =>
  permission !== 'public' && permission !== 'self' && permission !== 'platform.admin'

/** Whether they reach what asks for `needed`; administering the platform is no organization's permission. */
export const permits = (permissions: ReadonlySet<string>, needed: Permission): boolean =>
  needed === 'public' || needed === 'self' || permissions.has(needed)
