import { valuesOf } from '../observation/observation.ts'
import type { Hop } from '../observation/observation.ts'

const REFUSALS: readonly number[] = [403, 405, 406]
const TOO_MANY = 429

/** What a guard before a website says of itself where it lets nobody through to it. */
const guards: readonly (readonly [header: string, says: RegExp])[] = [
  ['cf-mitigated', /./],
  ['x-vercel-mitigated', /./],
  ['x-amzn-waf-action', /./],
  ['x-sucuri-block', /./],
  ['x-datadome', /./],
  ['server', /^(?:akamaighost|ddos-guard|datadome|imperva|sucuri)/i],
]

/** Whether a guard that keeps programs out answered in the place of the website: what it sends is not the site's. */
export const isWall = (hop: Hop): boolean =>
  hop.status === TOO_MANY ||
  (REFUSALS.includes(hop.status) &&
    guards.some(([header, says]) => valuesOf(hop, header).some((value) => says.test(value))))
