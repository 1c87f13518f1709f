import type { Meta } from '../../platform/calls/meta.ts'

export const read = {
  permission: 'marketplace.price.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
export const write = {
  permission: 'marketplace.price.write',
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>
export const destructive = { ...write, effect: 'destructive' } as const satisfies Partial<Meta>

/** The work of each morning, which a machine goes. */
export const ofWatcher = { ...write, doors: 'noTools', forMachines: true } as const satisfies Partial<Meta>
