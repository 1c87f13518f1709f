import type { PermissionDeclaration } from '../../platform/access/permissions.ts'

export const foundryPermissions = {
  'foundry.data.read': { title: 'See the business’s data', level: 'read' },
  'foundry.data.write': { title: 'Correct values of the data', level: 'write', isWork: true },
  'foundry.data.manage': { title: 'Bring in data and say what it means', level: 'manage' },
} as const satisfies Record<string, PermissionDeclaration>

type FoundryPermissions = Record<keyof typeof foundryPermissions, PermissionDeclaration>

declare module '../../platform/access/permissions.ts' {
  interface ModulePermissions extends FoundryPermissions {}
}
