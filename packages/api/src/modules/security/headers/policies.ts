/** Sources by directive, as they hold where several policies do. */
export interface Policies {
  directives: ReadonlyMap<string, ReadonlySet<string>>
  /** Directives for reports that stand in one policy twice, of which browsers take the first. */
  repeated: ReadonlySet<string>
}

/** A policy that browsers could not read as it was meant. */
export class InvalidPolicy extends Error {}

/** Shorter than the shortest directive there is. */
const SHORTEST = 'img-src'.length - 1
const MAY_REPEAT = new Set(['report-uri', 'report-to'])

interface Source {
  text: string
  /** Which policy it stands in. */
  at: number
  counts: boolean
}

const alphabetical = new Intl.Collator('en').compare

/** Whether a source with a path covers another: a path that ends in a slash covers all below it. */
function covers(wide: string, narrow: string): boolean {
  const [outer, inner] = [wide.split('/'), narrow.split('/')]
  if (!wide.endsWith('/'))
    return outer.length === inner.length && outer.every((part, at) => same(part, inner[at]))
  const folders = outer.slice(0, -1)
  return outer.length <= inner.length && folders.every((part, at) => same(part, inner[at]))
}

function same(one: string, other = ''): boolean {
  try {
    return decodeURIComponent(one) === decodeURIComponent(other)
  } catch {
    throw new InvalidPolicy(`${one} is no source.`)
  }
}

/** In alphabetical order: what one policy says twice counts once, and of two policies only what both allow. */
function combined(before: readonly Source[], own: readonly Source[]): Source[] {
  const sources = [...before, ...own].toSorted((one, other) => alphabetical(one.text, other.text))
  for (const [at, source] of sources.entries()) {
    const previous = sources[at - 1]
    if (!previous) continue
    if (source.at === previous.at && source.text.startsWith(previous.text)) source.counts = false
    if (source.at !== previous.at && covers(previous.text, source.text)) source.counts = true
  }
  return sources.filter(({ counts }) => counts)
}

function* directivesIn(policy: string): Generator<[name: string, values: string[]]> {
  for (const entry of policy.split(';')) {
    const [name = '', ...values] = entry.trim().split(/\s+/)
    const directive = name.toLowerCase()
    if (directive === '') continue
    // A list that allows nothing is written by leaving it empty, too.
    const isEmptyList = values.length === 0 && directive.endsWith('-src')
    yield [directive, isEmptyList ? ["'none'"] : values.map((value) => value.toLowerCase())]
  }
}

/**
 * What several policies allow together, by the rules of the HTTP Observatory (algorithm 6). Throws an InvalidPolicy where one is
 * empty, too short, or names a directive twice: browsers take the first and nobody notices.
 */
export function parsePolicies(texts: readonly string[]): Policies {
  const policies = texts.map((text) => text.replaceAll(/[\r\n]/g, '').trim())
  const short = policies.find((policy) => policy.length < SHORTEST)
  if (short !== undefined) throw new InvalidPolicy(`“${short}” is no policy.`)
  const found = new Map<string, Source[]>()
  const repeated = new Set<string>()
  for (const [at, policy] of policies.entries()) {
    const seen = new Set<string>()
    for (const [directive, values] of directivesIn(policy)) {
      if (seen.has(directive) && !MAY_REPEAT.has(directive))
        throw new InvalidPolicy(`${directive} stands in one policy twice.`)
      if (seen.has(directive)) repeated.add(directive)
      seen.add(directive)
      const own = values.map((text) => ({ text, at, counts: at === 0 }))
      const kept = combined(at === 0 ? [] : (found.get(directive) ?? []), own)
      // From the second policy on a source has to earn its place.
      if (at === 0 && policies.length > 1) for (const source of kept) source.counts = false
      found.set(directive, kept)
    }
  }
  const directives = [...found].map(
    ([directive, sources]) =>
      [directive, new Set(sources.length === 0 ? ["'none'"] : sources.map(({ text }) => text))] as const,
  )
  return { directives: new Map(directives), repeated }
}
