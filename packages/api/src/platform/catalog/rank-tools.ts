import type { CatalogEntry } from './catalog.ts'

const STOP = new Set(
  'a an the of for to in on at by with from and or is are was be it its this that these those my our your me i we you they what which who how when where can could would will please do does did have has show give tell all any some new'.split(
    ' ',
  ),
)

/** One word without the endings that tell nothing: "invoices" and "invoiced" are of one "invoic". */
const stem = (word: string): string =>
  word.length < 5 ? word.replace(/s$/, '') : word.replace(/(?:ing|ed|es|s|e)$/, '').replace(/i$/, 'y')

const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !STOP.has(word)).map(stem)

type Weights = ReadonlyMap<string, number>

const NAME = 3
const DESCRIPTION = 1
const FIELD = 0.5

const weighed = new WeakMap<CatalogEntry, Weights>()

/** What each word of a tool says about it: its name and title most, its fields least. */
function weightsOf(entry: CatalogEntry): Weights {
  const kept = weighed.get(entry)
  if (kept) return kept
  const weights = new Map<string, number>()
  const add = (text: string, weight: number) => {
    for (const word of wordsOf(text)) weights.set(word, Math.max(weight, weights.get(word) ?? 0))
  }
  add(Object.keys((entry.inputJson['properties'] ?? {}) as object).join(' '), FIELD)
  add(entry.meta.description, DESCRIPTION)
  add(`${entry.tool.replaceAll('_', ' ')} ${entry.meta.title}`, NAME)
  weighed.set(entry, weights)
  return weights
}

const frequencies = new WeakMap<readonly CatalogEntry[], Weights>()

function rarities(entries: readonly CatalogEntry[]): Weights {
  const kept = frequencies.get(entries)
  if (kept) return kept
  const counts = new Map<string, number>()
  for (const entry of entries)
    for (const word of weightsOf(entry).keys()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const made = new Map([...counts].map(([word, count]) => [word, Math.log(1 + entries.length / count)]))
  frequencies.set(entries, made)
  return made
}

/** Words of a message that are looked at: what somebody wants stands in its first lines. */
const WORDS_AT_MOST = 150

/** What modules do before what the hub itself does, in the order in which they are written. */
const byPlace = (entry: CatalogEntry) => (entry.path.startsWith('modules.') ? 0 : 1)

/** The likeliest first: by the words that both share, rare ones first. */
function ranked(said: string, entries: readonly CatalogEntry[]): { entry: CatalogEntry; score: number }[] {
  const rare = rarities(entries)
  const words = [...new Set(wordsOf(said).slice(0, WORDS_AT_MOST))]
  const scored = entries.map((entry) => {
    const weights = weightsOf(entry)
    const score = words.reduce((sum, word) => sum + (weights.get(word) ?? 0) * (rare.get(word) ?? 0), 0)
    return { entry, score }
  })
  return scored.toSorted((a, b) => b.score - a.score || byPlace(a.entry) - byPlace(b.entry))
}

/** Puts tools in the order in which they fit these words. All of them stay in the list. */
export const rankByWords = (said: string, entries: readonly CatalogEntry[]): CatalogEntry[] =>
  ranked(said, entries).map(({ entry }) => entry)

/** Those that share a word with what was said, the likeliest first. */
export const findByWords = (said: string, entries: readonly CatalogEntry[]): CatalogEntry[] =>
  ranked(said, entries).flatMap(({ entry, score }) => (score > 0 ? [entry] : []))
