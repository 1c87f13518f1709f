import { rootOf, stem } from '../../../../reading/name-index.ts'
import { meaningsIn } from './meanings.ts'
import { errorsAllowed, typingErrors } from '../../../../reading/typing-errors.ts'

/** What stands in a sentence for something of its kind: a person, a day, words nobody declared. */
export const MASKS = {
  person: '§person',
  day: '§day',
  number: '§number',
  text: '§text',
  thing: '§thing',
  email: '§email',
  link: '§link',
  unknown: '§unknown',
} as const

export const isMask = (word: string) => word.startsWith('§')

const OF = '§of:'

/** "It" or a name, with the kind of thing that is meant by it. */
export const ofKind = (word: string, entity: string) => `${word}${OF}${entity}`
const kindOf = (word: string): string | undefined => word.split(OF)[1]
/** It was read as something: no word that anybody typed holds the sign. */
export const isReading = (word: string): boolean => word.includes('§')
const wordOf = (word: string): string => word.split(OF)[0] ?? ''

const fillers = new Set(
  'please pls plese plase pleas plz kindly just also now then ok okay hey hi hello thanks thank'.split(' '),
)

/** Words that say the same to the ranker. */
const same: Readonly<Record<string, string>> = {
  whats: 'what',
  "what's": 'what',
  "who's": 'who',
  whos: 'who',
  "how's": 'how',
  hows: 'how',
  todos: 'todo',
  todays: 'today',
  dont: "don't",
  doesnt: "doesn't",
  im: "i'm",
  ive: "i've",
  "that's": 'that',
  thats: 'that',
  u: 'you',
  r: 'are',
  ur: 'your',
  thru: 'through',
  til: 'till',
}

const plain = (word: string) => same[word] ?? (isReading(word) ? word : stem(word))

const sorted = (word: string) => Array.from(word).toSorted().join('')

/** In a short word only two letters that changed places. */
function mistyped(word: string, other: string, most: number): number {
  if (other.length < 4) return most + 1
  // A letter left out: "usge".
  if (word.length === 4 && other.length === 5) return typingErrors(word, other, 1)
  const isShort = word.length === 4 || other.length === 4
  // Two letters changed over are likelier than one left out.
  if (isShort) return sorted(word) === sorted(other) ? 0.5 : most + 1
  return typingErrors(word, other, most)
}

/** Words of a sentence as they are compared: runs of unknown words are one. */
export class Vocabulary {
  readonly #words = new Set<string>()
  /** As they were written, by their compared form. */
  readonly #written = new Map<string, string>()
  readonly #byStart = new Map<string, string[]>()
  readonly #mended = new Map<string, string>()

  constructor(words: readonly string[] = []) {
    this.add(words)
  }

  add(words: readonly string[]): void {
    for (const word of words) {
      if (this.#written.has(word)) continue
      const compared = plain(word)
      this.#words.add(compared)
      this.#written.set(word, compared)
      const start = word.slice(0, 1)
      const known = this.#byStart.get(start)
      if (known) known.push(word)
      else this.#byStart.set(start, [word])
    }
  }

  /** As they were written. */
  get words(): string[] {
    return [...this.#written.keys()]
  }

  knows(word: string): boolean {
    return this.#words.has(plain(word))
  }

  #mend(said: string): string {
    if (this.#words.has(plain(said))) return plain(said)
    // Not without its ending: "taks" is no "tak".
    const word = same[said] ?? said
    const known = this.#mended.get(word)
    if (known !== undefined) return known
    const most = word.length < 4 ? 0 : Math.max(1, errorsAllowed(word.length))
    const near =
      most === 0
        ? undefined
        : this.#byStart
            .get(word.slice(0, 1))
            ?.map((other) => ({ other, made: mistyped(word, other, most) }))
            .filter(({ made }) => made <= most)
            .toSorted((a, b) => a.made - b.made)[0]
    const mended = this.#written.get(near?.other ?? '') ?? MASKS.unknown
    if (this.#mended.size > 5_000) this.#mended.clear()
    this.#mended.set(word, mended)
    return mended
  }

  /** Also says which words it does not know. */
  normal(words: readonly string[]): string[] {
    const all = words
      .filter((word) => /[\p{L}\d§]/u.test(word) && !fillers.has(word))
      .map((word) => (isReading(word) ? word : this.#mend(word)))
    return all.filter((word, at) => word !== MASKS.unknown || all[at - 1] !== MASKS.unknown)
  }
}

/** One of a kind or several: "the task" is looked at, "the tasks" are listed. */
const pluralsIn = (words: readonly string[]): string[] =>
  words
    .filter((word) => word.length > 3 && /[^s]s$/.test(word) && stem(word) !== word)
    .map((word) => `${stem(word)}+s`)

type Add = (name: string, weight: number) => void

/** Words, pairs, and pairs around one word. */
function addWords(words: readonly string[], add: Add): void {
  for (const [at, word] of words.entries()) {
    if (word !== MASKS.unknown) add(word, 1)
    const next = words[at + 1]
    if (next !== undefined) add(`${word} ${next}`, 0.8)
    const second = words[at + 2]
    if (second !== undefined && word !== MASKS.unknown) add(`${word} * ${second}`, 0.4)
  }
}

/**
 * Single words, pairs, pairs around one word, of what kind things are, what is there several times, what words mean, and how
 * it begins; each with its weight.
 */
export function featuresOf(said: readonly string[], vocabulary: Vocabulary): Map<string, number> {
  const normal = vocabulary.normal(said)
  const features = new Map<string, number>()
  const add: Add = (name, weight) => features.set(name, (features.get(name) ?? 0) + weight)
  const words = normal.map(wordOf)
  addWords(words, add)
  for (const kind of new Set(normal.flatMap((word) => kindOf(word) ?? []))) add(`${OF}${kind}`, 0.4)
  for (const plural of pluralsIn(said)) add(plural, 0.8)
  for (const meaning of meaningsIn([...words, ...said])) add(`≈${meaning}`, 0.8)
  for (const root of new Set(words.filter((one) => !isReading(one)).map(rootOf))) add(`~${root}`, 0.5)
  const [first = '', second = ''] = words
  add(`^${first}`, 0.8)
  add(`^${first} ${second}`, 0.6)
  add(`${words.at(-1) ?? ''}$`, 0.5)
  const length = Math.sqrt([...features.values()].reduce((sum, one) => sum + one * one, 0)) || 1
  for (const [name, weight] of features) features.set(name, (weight / length) * 3)
  return features
}
