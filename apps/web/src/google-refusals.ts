import type { GoogleRefusal } from '@hub/api/schemas/auth/google'

/** Each of them, as the type asks; their words are read with the pages that show them. */
const refusals: Readonly<Record<GoogleRefusal, true>> = {
  cancelled: true,
  expired: true,
  refused: true,
  away: true,
  unverified: true,
  closed: true,
  invite: true,
  elsewhere: true,
  taken: true,
  stale: true,
  limit: true,
}

/** Refusals as they stand in an address. */
export const googleRefusals = Object.keys(refusals) as GoogleRefusal[]
