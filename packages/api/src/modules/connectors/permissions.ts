import type { PermissionDeclaration } from '../../platform/access/permissions.ts'

export const connectorsPermissions = {
  'connectors.connection.read': { title: 'See connections to other services', level: 'read' },
  'connectors.sync.write': { title: 'Have connections read again', level: 'write' },
  'connectors.connection.manage': { title: 'Connect other services, and end that', level: 'manage' },
} as const satisfies Record<string, PermissionDeclaration>

type ConnectorsPermissions = Record<keyof typeof connectorsPermissions, PermissionDeclaration>

declare module '../../platform/access/permissions.ts' {
  interface ModulePermissions extends ConnectorsPermissions {}
}
