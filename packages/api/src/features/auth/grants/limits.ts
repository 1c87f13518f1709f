import type { Hub } from '../../../platform/hub.ts'
import { limitSubject } from '../../../platform/limits/limits.ts'
import { isOverAuthLimit, takeAuthLimit } from '../auth-limits.ts'

/** How much one address may ask of the authorization server; registering and reading documents leave something behind. */
const limits = {
  register: { name: 'oauth-register', points: 10, seconds: 3600 },
  document: { name: 'oauth-document', points: 30, seconds: 3600 },
  authorize: { name: 'oauth-authorize', points: 60, seconds: 60 },
  token: { name: 'oauth-token', points: 1_000, seconds: 3600 },
} as const

export type OauthAct = keyof typeof limits

const placeOf = ({ db, now }: Hub) => ({ system: { db: db.system }, now })

/** Counts a request of an address; throws TOO_MANY_REQUESTS with the seconds to wait. */
export const takeOauthLimit = (hub: Hub, act: OauthAct, ip: string): Promise<void> =>
  takeAuthLimit(placeOf(hub), limits[act], limitSubject(ip))

/** The same, for where the answer is only yes or no. */
export const isWithinOauthLimit = async (hub: Hub, act: OauthAct, ip: string): Promise<boolean> =>
  !(await isOverAuthLimit(placeOf(hub), limits[act], limitSubject(ip)))
