import type { Meta } from '../../platform/meta.ts'

/** Anybody may try, as those do who are about to sign in. */
export const open = {
  permission: 'public',
  price: 'free',
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>

/** Of a person's own account. */
export const own = {
  permission: 'self',
  price: 'free',
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>
