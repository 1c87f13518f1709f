import type { PermissionDeclaration } from '../../platform/access/permissions.ts'

export const securityPermissions = {
  'security.site.read': { title: 'See how safe the websites are', level: 'read' },
  'security.scan.write': { title: 'Add websites and scan them', level: 'write' },
  'security.site.manage': {
    title: 'Mute findings, schedule scans and remove websites',
    level: 'manage',
  },
} as const satisfies Record<string, PermissionDeclaration>

type SecurityPermissions = Record<keyof typeof securityPermissions, PermissionDeclaration>

declare module '../../platform/access/permissions.ts' {
  interface ModulePermissions extends SecurityPermissions {}
}
