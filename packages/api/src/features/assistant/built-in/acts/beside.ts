import type { AskedAct } from './act-table.ts'
import { peopleFor } from './who-does-it.ts'
import { weightOf } from './align.ts'
import type { Field } from './fields.ts'
import { overlaps, textOf } from './said.ts'
import type { Range, Said, Spot } from './said.ts'
import type { Template, TemplatePart } from './template.ts'

/** A part of a request that stands beside the main sentence: "tagged finance". */
export interface Beside extends Range {
  slots: readonly Spot<string>[]
  set: Readonly<Record<string, unknown>>
}

interface Reader {
  act: AskedAct
  said: Said
}

const endsAt = (spots: readonly Range[], at: number) =>
  spots.filter(({ from }) => from === at).map(({ to }) => to)

/** A text beside a request goes on to the next mark, and is no longer than this. */
const LONGEST = 5

function stretchEnds({ said }: Reader, at: number): number[] {
  const isWithin = (token: number) => token > at && runEnd(said.tokens, token - 1) > token
  const isEnd = (token: number) =>
    (said.tokens[token]?.kind === 'mark' && !isWithin(token)) ||
    said.moments.some(({ from }) => from === token)
  let to = at
  while (to < said.tokens.length && !isEnd(to)) to += 1
  return to > at && to - at <= LONGEST ? [to] : []
}

const isCapital = (word: string) => word.charAt(0) !== word.charAt(0).toLowerCase()

/** A word, or a name of several: "Post office" up to the next mark, "Tom Reilly" wherever it stands. */
function nameEnd({ said }: Reader, at: number): number {
  const typed = (token: number) => textOf(said, token, token + 1)
  const run = runEnd(said.tokens, at)
  if (run > at + 1 || !isCapital(typed(at))) return run
  let to = at + 1
  while (to < said.tokens.length && isCapital(typed(to))) to += 1
  const isLast = to + 1 === said.tokens.length || said.tokens[to + 1]?.kind === 'mark'
  return isLast && said.tokens[to]?.kind === 'word' && to === at + 1 ? to + 1 : to
}

/** Where a text ends: a longer one at the next mark, a short one behind a word or a name. */
function textEnds(reader: Reader, { isShort, isRequired }: Field, at: number): number[] {
  const isSmall = isShort && weightOf(reader.said.tokens[at]?.text ?? '') < 1
  if (!isShort && !isRequired) return stretchEnds(reader, at)
  return isSmall ? [] : [nameEnd(reader, at)]
}

/** One word, a text, or what stands in quotes. */
function wordEnds(reader: Reader, field: Field | undefined, at: number): number[] {
  const whole = [...endsAt(reader.said.quoted, at), ...endsAt(reader.said.codes, at)]
  if (whole.length > 0) return whole
  if (reader.said.tokens[at]?.kind === 'mark') return []
  return field?.kind === 'text' ? textEnds(reader, field, at) : [at + 1]
}

const isMe = (said: Said, at: number) => /^(?:me|myself)$/.test(said.tokens[at]?.text ?? '')

/** "At 320" is a price where an act takes no times. */
const momentsFor = ({ fields }: AskedAct, { moments }: Said) =>
  fields.some(({ kind }) => kind === 'time') ? moments : moments.filter(({ value }) => value.kind !== 'time')

const isDated = ({ kind }: Field) => kind === 'day' || kind === 'time' || kind === 'month'

/** Where a value of this slot that begins at a token can end. */
function endsOf(reader: Reader, slot: string, at: number): number[] {
  const { act, said } = reader
  const field = act.fields.find(({ name }) => name === slot)
  if (field?.kind === 'person')
    return [...endsAt(peopleFor(act, said), at), ...(isMe(said, at) ? [at + 1] : [])]
  if (field && isDated(field)) return endsAt(momentsFor(act, said), at)
  if (field?.kind === 'phone') return endsAt(said.phones, at)
  return field && isCounted(field) ? endsAt(said.numbers, at) : wordEnds(reader, field, at)
}

const isCounted = ({ kind }: Field) => kind === 'number' || kind === 'sum' || kind === 'percent'

interface Matched {
  to: number
  slots: readonly Spot<string>[]
}

/** The "PO" of "PO-881" is no word of its own. */
const isWordAt = ({ tokens }: Said, at: number, word: string): boolean =>
  tokens[at]?.text === word && !(tokens[at + 1]?.text === '-' && runEnd(tokens, at) > at + 2)

/** Where what is written without a blank ends, but for the mark behind it. */
function runEnd(tokens: Said['tokens'], at: number): number {
  let to = at + 1
  while (tokens[to]?.isGlued === true) to += 1
  while (to > at + 1 && /^[.,;:!?]$/.test(tokens[to - 1]?.text ?? '')) to -= 1
  return to
}

function matchAt(reader: Reader, parts: readonly TemplatePart[], at: number): Matched | null {
  const [first, ...rest] = parts
  if (!first) return { to: at, slots: [] }
  if ('word' in first) return isWordAt(reader.said, at, first.word) ? matchAt(reader, rest, at + 1) : null
  for (const to of endsOf(reader, first.slot, at)) {
    const found = matchAt(reader, rest, to)
    if (found) return { to: found.to, slots: [{ from: at, to, value: first.slot }, ...found.slots] }
  }
  return null
}

/** The "Street" of "Quay Street Café" leads to nothing: all of it is one name. */
function isInName(said: Said, at: number): boolean {
  const isOfName = (token: number) =>
    said.tokens[token]?.kind === 'word' && isCapital(textOf(said, token, token + 1))
  return isOfName(at - 1) && isOfName(at) && isOfName(at + 1)
}

function allMatches(reader: Reader, { parts, set }: Template): Beside[] {
  const { tokens, quoted } = reader.said
  return tokens.flatMap((_, from) => {
    const hit = matchAt(reader, parts, from)
    if (!hit || isInName(reader.said, from)) return []
    const isQuoted = quoted.some((quote) => quote.from < from && overlaps(quote, { from, to: hit.to }))
    return !isQuoted ? [{ from, to: hit.to, slots: hit.slots, set }] : []
  })
}

/** Parts beside the main sentence, the longest of those that share a word. */
export function matchBesides(act: AskedAct, said: Said): Beside[] {
  const all = act.besides
    .flatMap((template) => allMatches({ act, said }, template))
    .toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
  const kept: Beside[] = []
  for (const beside of all) if (!kept.some((other) => overlaps(other, beside))) kept.push(beside)
  return kept
}
