import { valuesOf } from '../observation/observation.ts'
import type { Visit } from '../observation/observation.ts'
import { verdict } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/** Six months are 15,768,000 seconds; many write this, and it counts. */
const SIX_MONTHS_S = 15_552_000

/** Seconds; null where the header says none, or is sent twice in one. */
function maxAgeOf(header: string): number | null {
  if (header.includes(',')) return null
  const ages = header
    .split(';')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part.startsWith('max-age='))
  return ages.length === 0 ? null : Number.parseInt(ages.at(-1)?.slice('max-age='.length) ?? '', 10)
}

/** Whether browsers know that this site is reached by https alone. Lists that browsers are delivered with are not looked at. */
export function strictTransport({ https }: Visit): Verdict {
  if (!https) return verdict('no-https', -20)
  if (!https.isVerified) return verdict('bad-certificate', -20)
  const [header] = valuesOf(https.hops.at(-1) ?? null, 'strict-transport-security')
  if (header === undefined) return verdict('missing', -20)
  const age = maxAgeOf(header)
  if (age === null) return verdict('invalid', -20, [header])
  return age < SIX_MONTHS_S ? verdict('short', -10, [header]) : verdict('six-months', 0, [header])
}
