import type { Meta } from '../../platform/calls/meta.ts'

/** Anybody may try, as those do who are about to sign in. */
export const open = {
  permission: 'public',
  price: 'free',
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>

/** Its service counts each try by address, and by account where it names one (`auth-limits.ts`). */
export const counted = { ...open, uncounted: true } as const satisfies Partial<Meta>

/** Of a person's own account. */
export const own = {
  permission: 'self',
  price: 'free',
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>
