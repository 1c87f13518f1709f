import type { PermissionDeclaration } from '../../platform/access/permissions.ts'

export const travelPermissions = {
  'travel.trip.read': { title: 'See trips', level: 'read' },
  'travel.trip.write': { title: 'Plan and book trips', level: 'write' },
} as const satisfies Record<string, PermissionDeclaration>

type TravelPermissions = Record<keyof typeof travelPermissions, PermissionDeclaration>

declare module '../../platform/access/permissions.ts' {
  interface ModulePermissions extends TravelPermissions {}
}
