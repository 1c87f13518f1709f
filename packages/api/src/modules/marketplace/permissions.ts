import type { PermissionDeclaration } from '../../platform/access/permissions.ts'

export const marketplacePermissions = {
  'marketplace.price.read': { title: 'See tracked prices', level: 'read' },
  'marketplace.price.write': { title: 'Track prices and say when to be told', level: 'write' },
} as const satisfies Record<string, PermissionDeclaration>

type MarketplacePermissions = Record<keyof typeof marketplacePermissions, PermissionDeclaration>

declare module '../../platform/access/permissions.ts' {
  interface ModulePermissions extends MarketplacePermissions {}
}
