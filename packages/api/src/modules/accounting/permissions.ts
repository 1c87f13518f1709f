import type { PermissionDeclaration } from '../../platform/access/permissions.ts'

export const accountingPermissions = {
  'accounting.book.read': { title: 'See the books and their reports', level: 'read' },
  'accounting.book.write': { title: 'Post to the books', level: 'write', isWork: true },
  'accounting.book.manage': { title: 'Set up the books', level: 'manage' },
} as const satisfies Record<string, PermissionDeclaration>

type AccountingPermissions = Record<keyof typeof accountingPermissions, PermissionDeclaration>

declare module '../../platform/access/permissions.ts' {
  interface ModulePermissions extends AccountingPermissions {}
}
