import { fold, tokensOf } from './text.ts'
import { errorsAllowed, typingErrors } from './typing-errors.ts'

export interface Named {
  id: string
  name: string
  /** Other things it is called: a number, a code, a nickname. */
  also?: readonly string[]
}

const list = (words: string) => new Set(words.split(' '))

/** Words that name nothing by themselves. */
export const STOP_WORDS = list(
  'a an the my our your his her its their this that these those it is are was were be been am do does did done has have had i me we us you he she they them of for to in on at by with from as and or but not no nor so if then than about into onto over under up down out off all any each every some both more most what which who whom whose when where why how can could will would shall should may might must please pls just also too there here one ones called named titled',
)

/** First names that are everyday words: meant as a name with a capital, or where a name is expected. */
export const EVERYDAY = list(
  'will mark may rob bill pat sue art grant chase frank grace hope joy faith drew dean guy jack miles rich rose summer april june august',
)

export const saysNothing = (word: string) => STOP_WORDS.has(word) && !EVERYDAY.has(word)

/** What a request is made of: never the misspelled or shortened beginning of a name, and alone no name either. */
export const REQUEST_WORDS = list(
  'add new create make set get put show list see give find open look change move mark assign remove delete rename close tell ask call send need want due date task tasks todo item items today tomorrow yesterday next last week month year monday tuesday wednesday thursday friday saturday sunday high low normal urgent priority status done full free good busy',
)

/** One word without its plural or possessive ending. */
export function stem(word: string): string {
  if (STOP_WORDS.has(word) || EVERYDAY.has(word)) return word
  const bare = word.replace(/'s?$/, '')
  if (bare.length > 4 && bare.endsWith('ies')) return `${bare.slice(0, -3)}y`
  if (bare.length > 4 && /(?:s|x|z|ch|sh)es$/.test(bare)) return bare.slice(0, -2)
  return bare.length > 3 && bare.endsWith('s') && !bare.endsWith('ss') ? bare.slice(0, -1) : bare
}

/** What a verb and what is done with it share: "descaling" and "descale", "planned" and "plan". */
export function rootOf(word: string): string {
  const bare = word.replace(/(?:ing|ings|ed|er|e|al|ment)$/, '')
  if (bare.length < 4) return word
  return bare.replace(/([bdgmnprt])\1$/, '$1')
}

/** How words of addresses and of lists of things to do are written short. */
const shortForms = [
  ['st', 'street'],
  ['st', 'saint'],
  ['rd', 'road'],
  ['ave', 'avenue'],
  ['ln', 'lane'],
  ['sq', 'square'],
  ['dr', 'drive'],
  ['apt', 'apartment'],
  ['bldg', 'building'],
  ['dept', 'department'],
  ['mtg', 'meeting'],
  ['appt', 'appointment'],
  ['xmas', 'christmas'],
] as const

/** The other spellings of a word that is written short, or in full. */
const otherForms = (word: string): string[] =>
  shortForms.flatMap(([short, long]) => (word === short ? [long] : word === long ? [short] : []))

/** One of the ways in which something is called. */
export interface Spelling {
  owner: Named
  words: readonly string[]
  /** What each word says about which one is meant: rare words more, stop words next to nothing. */
  weights: readonly number[]
  initials: string
}

export interface Place {
  spelling: number
  word: number
}

export interface WordHit {
  places: readonly Place[]
  /** 1 for the word itself, less for what only resembles it. */
  quality: number
}

export interface NameIndex {
  /** How many are named. */
  size: number
  spellings: readonly Spelling[]
  /** Spellings made of stop words alone: meant only where all of them are said. */
  wholes: readonly { spelling: number; plain: string }[]
  find: (word: string) => readonly WordHit[]
  initials: ReadonlyMap<string, readonly number[]>
}

const RESEMBLING_AT_MOST = 40
const SHORTEST_BEGINNING = 3

const wordsOf = (name: string) => tokensOf(name).filter(({ kind }) => kind !== 'mark')

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const found = lists.get(key)
  if (found) found.push(value)
  else lists.set(key, [value])
}

type Postings = ReadonlyMap<string, readonly Place[]>

/** Looks words up as they are, by their beginning, and with typing errors. */
function lookUp(postings: Postings): NameIndex['find'] {
  const byFirst = new Map<string, string[]>()
  const byLast = new Map<string, string[]>()
  const byRoot = new Map<string, string[]>()
  for (const word of postings.keys()) {
    if (/^\d/.test(word) || word.length < SHORTEST_BEGINNING) continue
    push(byFirst, word.slice(0, 1), word)
    push(byLast, word.slice(-1), word)
    push(byRoot, rootOf(word), word)
  }
  const known = new Map<string, readonly WordHit[]>()
  const resembling = (word: string): WordHit[] => {
    const most = errorsAllowed(word.length)
    const same = byRoot.get(rootOf(word)) ?? []
    if (same.length > 0) return same.map((one) => ({ places: postings.get(one) ?? [], quality: SAME_ROOT }))
    const near = new Set([...(byFirst.get(word.slice(0, 1)) ?? []), ...(byLast.get(word.slice(-1)) ?? [])])
    const found: { word: string; quality: number }[] = []
    for (const other of near) {
      const quality = likeness(word, other, most)
      if (quality > 0) found.push({ word: other, quality })
    }
    return found
      .toSorted((a, b) => b.quality - a.quality)
      .slice(0, RESEMBLING_AT_MOST)
      .map((one) => ({ places: postings.get(one.word) ?? [], quality: one.quality }))
  }
  return (said) => {
    const word = stem(said)
    const kept = known.get(word)
    if (kept) return kept
    const exact = postings.get(word) ?? otherForms(word).flatMap((one) => postings.get(one) ?? [])
    const isPlain = /^\d/.test(word) || word.length < SHORTEST_BEGINNING
    const hits =
      exact.length > 0
        ? [{ places: exact, quality: 1 }]
        : isPlain || REQUEST_WORDS.has(said)
          ? []
          : resembling(word)
    known.set(word, hits)
    if (known.size > KEPT) known.clear()
    return hits
  }
}

/** "Descaling" for "descale". */
const SAME_ROOT = 0.95
/** Look-ups kept for one list of names. */
const KEPT = 2_000

function likeness(word: string, other: string, most: number): number {
  if (other.startsWith(word)) return 0.7 + 0.2 * (word.length / other.length)
  const errors = Math.min(most, errorsAllowed(other.length))
  if (errors === 0) return 0
  const made = typingErrors(word, other, errors)
  return made > errors ? 0 : 1 - 0.12 * made
}

function build(names: readonly Named[]): NameIndex {
  const spellings: Spelling[] = []
  const postings = new Map<string, Place[]>()
  const initials = new Map<string, number[]>()
  const wholes: { spelling: number; plain: string }[] = []
  for (const owner of names)
    for (const name of [owner.name, ...(owner.also ?? [])]) {
      const words = wordsOf(name).map(({ text }) => stem(text))
      if (words.length === 0) continue
      const spelling = spellings.length
      const letters = words.map((word) => word.slice(0, 1)).join('')
      spellings.push({ owner, words, weights: [], initials: letters })
      if (words.length > 1 && words.length < 5) push(initials, letters, spelling)
      if (words.every(saysNothing)) wholes.push({ spelling, plain: fold(name.trim()) })
      for (const [word, text] of words.entries())
        if (!saysNothing(text)) push(postings, text, { spelling, word })
    }
  const weigh = (word: string) =>
    saysNothing(word) ? 0.05 : 1 + Math.log(names.length / (postings.get(word)?.length ?? 1) + 1)
  const weighed = spellings.map((one) => ({ ...one, weights: one.words.map(weigh) }))
  return { size: names.length, spellings: weighed, wholes, initials, find: lookUp(postings) }
}

const built = new WeakMap<readonly Named[], NameIndex>()

/** Built once for a list of names, for as long as somebody holds that list. */
export function indexOf(names: readonly Named[]): NameIndex {
  const kept = built.get(names)
  if (kept) return kept
  const index = build(names)
  built.set(names, index)
  return index
}
