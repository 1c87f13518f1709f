import { pageOf, valuesOf } from '../observation/observation.ts'
import type { Observation } from '../observation/observation.ts'
import type { Server } from './fix.ts'

/** A header that gives a server away, and what must stand in it. */
type Sign = readonly [header: string, value: RegExp]

/** What the owner can change comes before what only passes it on: a shop behind Cloudflare is a shop. */
const signs: readonly (readonly [server: Server, signs: readonly Sign[]])[] = [
  [
    'shopify',
    [
      ['x-shopid', /./],
      ['x-shopify-stage', /./],
      ['powered-by', /shopify/i],
    ],
  ],
  [
    'wordpress',
    [
      ['link', /wp-json|api\.w\.org/i],
      ['x-pingback', /xmlrpc\.php/i],
      ['x-powered-by', /wordpress|wp engine/i],
    ],
  ],
  [
    'vercel',
    [
      ['x-vercel-id', /./],
      ['server', /^vercel/i],
    ],
  ],
  [
    'cloudflare',
    [
      ['cf-ray', /./],
      ['server', /^cloudflare/i],
    ],
  ],
  [
    'caddy',
    [
      ['server', /^caddy/i],
      ['via', /\bcaddy\b/i],
    ],
  ],
  ['nginx', [['server', /^(?:nginx|openresty)/i]]],
  ['apache', [['server', /^apache/i]]],
]

/** What the website answers as; null where it does not say. */
export function serverOf(observation: Pick<Observation, 'http' | 'https'>): Server | null {
  const page = pageOf(observation)
  const shows = ([header, value]: Sign) => valuesOf(page, header).some((sent) => value.test(sent))
  return signs.find(([, its]) => its.some(shows))?.[0] ?? null
}
