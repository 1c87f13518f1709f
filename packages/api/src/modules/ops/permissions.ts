import type { PermissionDeclaration } from '../../platform/access/permissions.ts'

export const opsPermissions = {
  'ops.task.read': { title: 'See tasks', level: 'read' },
  'ops.task.write': { title: 'Change tasks', level: 'write', isWork: true },
} as const satisfies Record<string, PermissionDeclaration>

type OpsPermissions = Record<keyof typeof opsPermissions, PermissionDeclaration>

declare module '../../platform/access/permissions.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModulePermissions extends OpsPermissions {}
}
