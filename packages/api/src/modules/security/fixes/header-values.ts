import type { HeaderTest } from '../headers/score.ts'
import { valuesOf } from '../observation/observation.ts'
import type { Observation } from '../observation/observation.ts'
import type { HeaderChange } from './printer.ts'

/** The tests that one header settles. */
export type SingleTest = Extract<
  HeaderTest,
  | 'strictTransport'
  | 'contentType'
  | 'framing'
  | 'referrer'
  | 'resourcePolicy'
  | 'openerPolicy'
  | 'embedderPolicy'
>

export interface SingleHeader extends Pick<HeaderChange, 'name' | 'caution' | 'meta' | 'minutes'> {
  value: string
  steps: (observation: Observation) => string[]
}

const nothingMore = () => []

const QUICK = { meta: null, minutes: 2, steps: nothingMore } as const

export const singleHeaders: Record<SingleTest, SingleHeader> = {
  strictTransport: {
    ...QUICK,
    name: 'Strict-Transport-Security',
    value: 'max-age=31536000',
    caution:
      'For a year browsers then open your site by https alone: the certificate has to stay valid, and pages that only work without https are gone.',
  },
  contentType: {
    ...QUICK,
    name: 'X-Content-Type-Options',
    value: 'nosniff',
    caution: 'Scripts and styles that are sent with a wrong type stop working: look at a page afterwards.',
  },
  framing: {
    ...QUICK,
    name: 'X-Frame-Options',
    value: 'SAMEORIGIN',
    caution: 'If partners show your pages inside theirs, such as a booking form, that stops.',
  },
  referrer: {
    name: 'Referrer-Policy',
    value: 'strict-origin-when-cross-origin',
    caution: 'Partner programs that ask for the page a visitor came from learn only your name.',
    meta: 'name',
    minutes: 2,
    steps: ({ page }) =>
      page.referrers.length > 0
        ? ['Take the older <meta name="referrer"> out of the page: it overrules the header.']
        : [],
  },
  resourcePolicy: {
    ...QUICK,
    name: 'Cross-Origin-Resource-Policy',
    value: 'same-site',
    caution:
      'Pages and mails of others that show pictures straight from your address stop showing them. If you need that, use “cross-origin” as the value.',
  },
  openerPolicy: {
    ...QUICK,
    name: 'Cross-Origin-Opener-Policy',
    value: 'same-origin-allow-popups',
    caution:
      'A site that opens yours in a small window, as some log-ins do, cannot talk to it any more: try it out.',
  },
  // The stricter values stop frames and pictures of others; what cannot be read does nothing today, and this says the same.
  embedderPolicy: {
    ...QUICK,
    name: 'Cross-Origin-Embedder-Policy',
    value: 'unsafe-none',
    caution:
      'This keeps the page as it is. “credentialless” protects more, but stops frames of other sites, such as films and payment forms.',
  },
}

/** What the site promised before is kept: a browser's list of sites would drop it otherwise. */
function strictTransport(value: string, { https }: Observation): string {
  const sent = valuesOf(https?.hops.at(-1) ?? null, 'strict-transport-security')
    .join(';')
    .toLowerCase()
  const parts = sent.split(/[;,]/).map((part) => part.trim())
  const kept = [
    ...(parts.includes('includesubdomains') ? ['includeSubDomains'] : []),
    ...(parts.includes('preload') ? ['preload'] : []),
  ]
  return [value, ...kept].join('; ')
}

export function mendedHeader(test: SingleTest, observation: Observation): string {
  const { value } = singleHeaders[test]
  return test === 'strictTransport' ? strictTransport(value, observation) : value
}
