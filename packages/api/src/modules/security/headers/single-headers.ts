import { pageOf, valuesOf } from '../observation/observation.ts'
import type { Visit } from '../observation/observation.ts'
import { hasFrameAncestors } from './content-security-policy.ts'
import { isHtml } from './page-type.ts'
import { verdict } from './verdict.ts'
import type { Verdict } from './verdict.ts'

const firstOf = (observation: Visit, name: string): string | undefined =>
  valuesOf(pageOf(observation), name)[0]

/** Whether browsers take the page for what it says it is. */
export function contentType(observation: Visit): Verdict {
  const header = firstOf(observation, 'x-content-type-options')
  if (header === undefined) return verdict('missing', -5)
  return header.trim().toLowerCase() === 'nosniff'
    ? verdict('nosniff', 0, [header])
    : verdict('invalid', -5, [header])
}

/** Whether others may show the page in a frame of theirs, for people to press what they do not see. */
export function framing(observation: Visit): Verdict {
  if (hasFrameAncestors(observation)) return verdict('by-policy', 5)
  const header = firstOf(observation, 'x-frame-options')
  if (header === undefined) return verdict('missing', -20)
  const value = header.trim().toLowerCase()
  if (value === 'deny' || value === 'sameorigin') return verdict('by-header', 5, [header])
  return value.startsWith('allow-from')
    ? verdict('allow-from', 0, [header])
    : verdict('invalid', -20, [header])
}

const PRIVATE = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin']
const UNSAFE = ['origin', 'origin-when-cross-origin', 'unsafe-url', 'no-referrer-when-downgrade']

/** Whether other sites learn on which page somebody was. Of several the last that browsers know counts. */
export function referrer(observation: Visit): Verdict {
  const ofPage = isHtml(observation) ? observation.page.referrers : []
  const given = [...valuesOf(pageOf(observation), 'referrer-policy'), ...ofPage]
  if (given.length === 0) return verdict('missing', 0)
  const known = given
    .join(',')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .findLast((one) => [...PRIVATE, ...UNSAFE].includes(one))
  if (known === undefined) return verdict('invalid', -5, given)
  return PRIVATE.includes(known) ? verdict('private', 5, given) : verdict('unsafe', -5, given)
}

/** Whether any site may read the page with the cookies of whoever is there. */
export function sharing({ cors }: Visit): Verdict {
  const allowed = valuesOf(cors, 'access-control-allow-origin')[0]
  if (!cors || allowed === undefined) return verdict('none', 0)
  if (allowed.trim() === '*') return verdict('public', 0, [allowed])
  const withCredentials =
    valuesOf(cors, 'access-control-allow-credentials')[0]?.trim().toLowerCase() === 'true'
  return allowed === cors.origin && withCredentials
    ? verdict('everybody', -50, [allowed])
    : verdict('some', 0, [allowed])
}
