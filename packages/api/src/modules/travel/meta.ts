import type { Meta } from '../../platform/calls/meta.ts'

export const read = {
  permission: 'travel.trip.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
export const write = {
  permission: 'travel.trip.write',
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>
export const destructive = { ...write, effect: 'destructive' } as const satisfies Partial<Meta>

/** The looks of a watch, which a machine does. */
export const ofWatcher = { ...write, doors: 'noTools', forMachines: true } as const satisfies Partial<Meta>
