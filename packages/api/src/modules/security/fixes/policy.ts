import { policiesOf } from '../headers/content-security-policy.ts'
import { pageOf, valuesOf } from '../observation/observation.ts'
import type { Visit } from '../observation/observation.ts'
import { safeSource } from './untrusted.ts'

export interface ProposedPolicy {
  value: string
  /** Scripts that stand in the page itself, which the policy stops. */
  inPage: number
  /** Scripts whose address could not be put into it. */
  left: number
  /** It holds a nonce, so a program makes it anew for each answer and no settings file can. */
  isMadeAnew: boolean
}

/** More would not fit into what servers take as one header. */
const MOST_ORIGINS = 40

const FROM_ANYWHERE = new Set([
  '*',
  'http:',
  'https:',
  'ftp:',
  'http://*',
  'https://*',
  'http://*.*',
  'https://*.*',
])
const INLINE = new Set(["'unsafe-inline'", 'data:'])
/** Those that browsers know (CSP Level 3); whatever else stands in a policy does nothing. */
const DIRECTIVES = new Set(
  [
    'default-src script-src style-src img-src font-src connect-src media-src object-src frame-src child-src worker-src',
    'manifest-src script-src-elem script-src-attr style-src-elem style-src-attr base-uri form-action frame-ancestors',
    'report-to report-uri sandbox require-trusted-types-for trusted-types upgrade-insecure-requests',
    'block-all-mixed-content',
  ].flatMap((names) => names.split(' ')),
)
/** Of policies in the page browsers pass over these; in a header they would hold all at once. */
const NOT_IN_META = new Set(['frame-ancestors', 'report-uri', 'sandbox'])

type Directives = Map<string, readonly string[]>

/** As written; of a directive that stands there twice the first, as browsers do. */
function read(policies: readonly string[], isInPage: boolean): Directives {
  const found: Directives = new Map()
  for (const entry of policies.flatMap((policy) => policy.split(';'))) {
    const [name = '', ...sources] = entry.trim().split(/\s+/)
    const directive = name.toLowerCase()
    if (!DIRECTIVES.has(directive) || found.has(directive)) continue
    if (isInPage && NOT_IN_META.has(directive)) continue
    const safe = sources.flatMap((source) => safeSource(source, directive) ?? [])
    // Nothing left of a list would mean “nothing may load”, which nobody wrote.
    if (safe.length > 0 || sources.length === 0) found.set(directive, safe)
  }
  return found
}

/** What the site says today, or what it tries out, so that the proposal takes nothing away from it. */
function today(observation: Visit): Directives {
  const { ofHeaders, ofPage } = policiesOf(observation)
  const found = new Map([...read(ofPage, true), ...read(ofHeaders, false)])
  if (found.size > 0) return found
  return read(valuesOf(pageOf(observation), 'content-security-policy-report-only'), false)
}

const isProof = (source: string) => /^'(?:nonce-|sha\d{3}-)/i.test(source)

/** The same source by https alone, and without what makes a script of a text. */
function tightened(source: string): string[] {
  const lower = source.toLowerCase()
  if (lower === "'unsafe-eval'" || lower.startsWith('ftp:')) return []
  return [source.replace(/^http:/i, 'https:')]
}

/** Where scripts really come from; null for one that no policy can name. */
function originOf(src: string, page: URL): string | null {
  if (!URL.canParse(src, page.href)) return null
  const { protocol, host, origin } = new URL(src, page.href)
  if (origin === page.origin) return "'self'"
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return safeSource(`https://${host}`)
}

function scriptSources(observation: Visit, before: readonly string[]): { sources: string[]; left: number } {
  const page = new URL(pageOf(observation)?.url ?? `https://${observation.host}/`)
  const origins = observation.page.scripts.map(({ src }) => originOf(src, page))
  const named = [...new Set(origins.filter((origin) => origin !== null))]
  const isProven = before.some(isProof)
  const kept = before.flatMap(tightened).filter((source) => {
    const lower = source.toLowerCase()
    const isEmpty = lower === "'none'" || (lower === "'strict-dynamic'" && !isProven)
    return !FROM_ANYWHERE.has(lower) && !INLINE.has(lower) && !isEmpty
  })
  return {
    sources: [...new Set(["'self'", ...kept, ...named.slice(0, MOST_ORIGINS)])],
    left: origins.filter((origin) => origin === null).length + Math.max(0, named.length - MOST_ORIGINS),
  }
}

/** A policy that names the scripts the page really loads, and keeps to what the site's own says of everything else. */
export function proposedPolicy(observation: Visit): ProposedPolicy {
  const before = today(observation)
  const { scripts, scriptElements } = observation.page
  const { sources, left } = scriptSources(
    observation,
    before.get('script-src') ?? before.get('default-src') ?? [],
  )
  const after: Directives = new Map([...before].map(([name, list]) => [name, list.flatMap(tightened)]))
  after.set('script-src', sources)
  const objects = after.get('object-src') ?? after.get('default-src') ?? ['*']
  if (objects.some((source) => FROM_ANYWHERE.has(source.toLowerCase()))) after.set('object-src', ["'none'"])
  if (!after.has('base-uri')) after.set('base-uri', ["'self'"])
  return {
    value: [...after].map(([name, list]) => [name, ...list].join(' ')).join('; '),
    inPage: Math.max(0, scriptElements - scripts.length),
    left,
    isMadeAnew: [...before.values()].flat().some((source) => /^'nonce-/i.test(source)),
  }
}
