/** A place in what was said, in UTF-16 units: from the first one to the one behind the last. */
export interface Span {
  from: number
  to: number
}

/** Something that was understood, and where it stands. */
export interface Reading<T> {
  value: T
  span: Span
  /** The words themselves, as they were typed. */
  text: string
}

const base = (letter: string) => (letter.length > 1 ? letter : (letter.normalize('NFD')[0] ?? letter))
const lower = (letter: string) => {
  const small = letter.toLowerCase()
  return small.length === letter.length ? small : letter
}

const beyondAscii = /[^\0-\x7F]+/g
const plain = (text: string) =>
  Array.from(text, (letter) => (letter === '’' ? "'" : lower(base(letter)))).join('')

/** Lower case without accents and with plain apostrophes; the same length, so that positions agree. */
export const fold = (text: string): string =>
  text.replaceAll(beyondAscii, plain).replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())

export const readingOf = <T>(said: string, value: T, { from, to }: Span): Reading<T> => ({
  value,
  span: { from, to },
  text: said.slice(from, to),
})

export interface Token extends Span {
  /** Folded. */
  text: string
  kind: 'word' | 'digits' | 'mark'
  /** Nothing stands between this and the token before it. */
  isGlued: boolean
}

const piece = /\d+|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*|\S/gu

function kindOf(text: string): Token['kind'] {
  if (/^\d/.test(text)) return 'digits'
  return /^[\p{L}\p{M}]/u.test(text) ? 'word' : 'mark'
}

function readTokens(said: string): readonly Token[] {
  let end = -1
  return Array.from(fold(said).matchAll(piece), ({ 0: text, index }) => {
    const isGlued = index === end
    end = index + text.length
    return { text, kind: kindOf(text), from: index, to: end, isGlued }
  })
}

/** One text is compared with many lists of names and choices in turn: the last one is read once. */
let last: { said: string; tokens: readonly Token[] } = { said: '', tokens: [] }

/** Words, runs of digits and single marks, in order: "9am" is two, "05.01.2027" five. */
export function tokensOf(said: string): readonly Token[] {
  if (said !== last.said) last = { said, tokens: readTokens(said) }
  return last.tokens
}

export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to

/** The readings that share no letter with a place that is spoken for already. */
export const clearOf = <T>(readings: readonly Reading<T>[], taken: readonly Span[]): Reading<T>[] =>
  readings.filter(({ span }) => !taken.some((other) => overlap(span, other)))
