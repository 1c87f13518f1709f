import { pageOf, valuesOf } from '../observation/observation.ts'
import type { Visit } from '../observation/observation.ts'
import { isHtml } from './page-type.ts'
import { InvalidPolicy, parsePolicies } from './policies.ts'
import type { Policies } from './policies.ts'
import { verdict } from './verdict.ts'
import type { Verdict } from './verdict.ts'

const BROAD = ['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*']
const INLINE = ["'unsafe-inline'", 'data:']
const PROOFS = ["'sha256-", "'sha384-", "'sha512-", "'nonce-"]
const PASSIVE = ['img-src', 'media-src']
/** Browsers take these from headers alone. */
const NOT_IN_META = ['frame-ancestors', 'report-uri', 'sandbox']

const split = (values: readonly string[]) =>
  values.flatMap((value) => value.split(',').map((one) => one.trim()))

/** The policies of the page: those of its headers first. */
export function policiesOf(observation: Visit): { ofHeaders: string[]; ofPage: string[] } {
  const ofHeaders = split(valuesOf(pageOf(observation), 'content-security-policy'))
  return { ofHeaders, ofPage: isHtml(observation) ? split(observation.page.policies) : [] }
}

const nothing: Policies = { directives: new Map(), repeated: new Set() }

function parsedOrNothing(texts: readonly string[]): Policies {
  try {
    return parsePolicies(texts)
  } catch (error) {
    if (error instanceof InvalidPolicy) return nothing
    throw error
  }
}

const isProven = (sources: ReadonlySet<string>) =>
  [...sources].some((source) => PROOFS.some((proof) => source.startsWith(proof)))

/** Where the sources of scripts are proven by a nonce or a hash, browsers leave out what that makes needless. */
function effective(sources: ReadonlySet<string>, isOfScripts: boolean): ReadonlySet<string> {
  if (!isProven(sources)) return sources
  const isStrict = isOfScripts && sources.has("'strict-dynamic'")
  const isNeedless = (source: string) =>
    source === "'unsafe-inline'" ||
    (isStrict && (source === "'self'" || BROAD.some((broad) => source.startsWith(broad))))
  return new Set([...sources].filter((source) => !isNeedless(source)))
}

interface Sources {
  script: ReadonlySet<string>
  style: ReadonlySet<string>
  object: ReadonlySet<string>
  /** Of everything that can act. */
  active: readonly string[]
  passive: readonly string[]
}

/** The lists as browsers use them; one that stands for another is the same list. */
function effectiveDirectives({ directives }: Policies): ReadonlyMap<string, ReadonlySet<string>> {
  const lists = new Map(directives)
  const nameOf = (name: string) => (lists.has(name) ? name : 'default-src')
  for (const name of ['style-src', 'script-src']) {
    const list = lists.get(nameOf(name))
    if (list) lists.set(nameOf(name), effective(list, name === 'script-src'))
  }
  return lists
}

function sourcesOf(policies: Policies): Sources {
  const lists = effectiveDirectives(policies)
  const listOf = (name: string) => lists.get(name) ?? lists.get('default-src')
  const everything = new Set(['*'])
  const script = listOf('script-src') ?? everything
  const isActive = (name: string) => !PASSIVE.includes(name) && name !== 'script-src'
  const others = [...lists].flatMap(([name, sources]) => (isActive(name) ? [...sources] : []))
  return {
    script,
    style: listOf('style-src') ?? everything,
    object: listOf('object-src') ?? everything,
    active: [...others, ...script],
    passive: PASSIVE.flatMap((name) => [...(listOf(name) ?? [])]),
  }
}

const hasSome = (sources: Iterable<string>, among: readonly string[]) =>
  [...sources].some((source) => among.includes(source))
const isPlain = (source: string) => source.startsWith('http:') || source.startsWith('ftp:')

/** The first that applies. */
function weakness({ script, style, object, active, passive }: Sources, isHttps: boolean): Verdict | null {
  if (hasSome(script, [...BROAD, ...INLINE]) || hasSome(object, BROAD)) return verdict('unsafe-inline', -20)
  if (isHttps && active.some(isPlain)) return verdict('insecure-scheme', -20)
  if (script.has("'unsafe-eval'") || style.has("'unsafe-eval'")) return verdict('unsafe-eval', -10)
  if (isHttps && passive.some(isPlain)) return verdict('insecure-scheme-passive', -10)
  if (hasSome(style, [...BROAD, ...INLINE])) return verdict('unsafe-inline-style', 0)
  return null
}

function judge(policies: Policies, isHttps: boolean): Verdict {
  const { directives, repeated } = policies
  const raw = directives.get('script-src') ?? directives.get('default-src') ?? new Set<string>()
  if (raw.has("'strict-dynamic'") && !isProven(raw)) return verdict('invalid', -25)
  const weak = weakness(sourcesOf(policies), isHttps)
  const all = directives.get('default-src')
  const isNone = all?.size === 1 && all.has("'none'")
  const strong = isNone ? verdict('default-none', 10) : verdict('no-unsafe', 5)
  const found = weak ?? strong
  // Of a policy that passes, what stands twice in it is worth knowing and costs its bonus.
  const passes = ['default-none', 'no-unsafe', 'unsafe-inline-style', 'insecure-scheme-passive'].includes(
    found.result,
  )
  return passes && repeated.size > 0 ? verdict('repeated-directives', 0) : found
}

/** Whether what the page may load and run is held to what it names. */
export function contentSecurityPolicy(observation: Visit): Verdict {
  const page = pageOf(observation)
  const { ofHeaders, ofPage } = policiesOf(observation)
  const evidence = [...ofHeaders, ...ofPage]
  let policies: Policies
  try {
    policies = parsePolicies(evidence)
  } catch (error) {
    if (!(error instanceof InvalidPolicy)) throw error
    return verdict('invalid', -25, evidence)
  }
  const inPage = [...parsedOrNothing(ofPage).directives.keys()].filter((name) => !NOT_IN_META.includes(name))
  if (parsedOrNothing(ofHeaders).directives.size + inPage.length === 0) {
    const reported = valuesOf(page, 'content-security-policy-report-only')
    return reported.length > 0 ? verdict('report-only', -25, reported) : verdict('missing', -25)
  }
  return { ...judge(policies, page?.url.startsWith('https:') ?? false), evidence }
}

/** Whether frames are held off by a policy of the headers; one in the page does not count for that. */
export function hasFrameAncestors(observation: Visit): boolean {
  const { ofHeaders, ofPage } = policiesOf(observation)
  const isReadable = parsedOrNothing([...ofHeaders, ...ofPage]).directives.size > 0
  return isReadable && parsedOrNothing(ofHeaders).directives.has('frame-ancestors')
}
