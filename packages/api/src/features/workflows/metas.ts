import type { Meta } from '../../platform/calls/meta.ts'

export const read = {
  permission: 'workflow.read',
  price: 'free',
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
/** Pages ask again while something runs, which must not use up the hour of their reader. */
export const look = {
  ...read,
  limit: { name: 'workflows.look', per: 'actor', points: 7_200, seconds: 3_600, isOnly: true },
} as const satisfies Partial<Meta>
export const write = {
  ...read,
  permission: 'workflow.write',
  effect: 'write',
} as const satisfies Partial<Meta>
export const run = { ...read, permission: 'workflow.run', effect: 'write' } as const satisfies Partial<Meta>
export const manage = {
  permission: 'workflow.manage',
  price: 'free',
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>
