import { matchChoices } from '../reading/choices.ts'
import type { Label } from '../reading/labels.ts'
import { stem, STOP_WORDS } from '../reading/name-index.ts'
import { matchNames } from '../reading/names.ts'
import type { Candidate, Named } from '../reading/names.ts'
import type { Amount } from '../reading/numbers.ts'
import type { AskedAct } from './act-table.ts'
import { weightOf } from './align.ts'
import { matchBesides } from './beside.ts'
import type { Beside } from './beside.ts'
import type { Field } from './fields.ts'
import { overlaps, spotsOf } from './said.ts'
import type { Range, Said, Spot } from './said.ts'

/** A row that can be meant, with what its list said of it. */
export interface Row extends Named {
  item: Readonly<Record<string, unknown>>
  /** The number it goes by, where no other row of its list has the same. */
  label?: Label
}

/** Rows by entity, as one act can mean them. */
export type RowsOf = (act: AskedAct, entity: string) => readonly Row[]

export interface SaidChoice {
  field: Field
  value: string
  isNegated: boolean
}

/** A name that was said, and of what kind the rows are that have it. */
export interface Thing extends Spot<readonly Candidate[]> {
  entity: string
}

/** What of a request one act can use. */
export interface Usable {
  choices: readonly Spot<SaidChoice>[]
  besides: readonly Beside[]
  things: readonly Thing[]
  /** What each token costs that is left over. */
  extra: Float32Array
}

const setOf = (words: string) => new Set(words.split(' '))
const fillers = setOf(
  "please pls plz kindly just also now then ok okay hey hi hello thanks thank ta so well actually oh ah sorry really maybe perhaps again still yet right cheers quick quickly instead too either we've i've they've you've we're they're i'm it's that's there's isn't isnt hasn't hasnt haven't havent aren't arent according caused ever moment currently at_all altogether look whatever stuff lately recently included including bits plese plase pleas thanx bit even altogether personally exactly anyway basically simply properly anymore",
)
/** They hold days and the like together and say nothing by themselves. */
const joints = setOf('between during within since until till before after ever per via through got get gets')
const determiners = setOf('the my our a an up it that this :')
const polite = setOf('can could you me would')

/** "Open the roster": a word that begins a request and goes before what it is about is no filter. */
function isVerb({ tokens }: Said, { from, to }: Range): boolean {
  const next = tokens[to]?.text
  const isFirst = tokens.slice(0, from).every(({ text }) => fillers.has(text) || polite.has(text))
  return isFirst && to - from === 1 && next !== undefined && determiners.has(next)
}

function choicesIn(act: AskedAct, said: Said): Spot<SaidChoice>[] {
  const isFree = (spot: Range) => !said.quoted.some((other) => overlaps(other, spot)) && !isVerb(said, spot)
  const all = act.fields
    .filter(({ choices }) => choices.length > 0)
    .flatMap((field) =>
      once(said, field.choices, () => spotsOf(said.tokens, matchChoices(said.text, field.choices)))
        .filter(isFree)
        .map((spot) => ({
          ...spot,
          value: { field, ...spot.value, value: field.values.get(spot.value.value) ?? spot.value.value },
        })),
    )
  // "Highest priority first" is an order and no priority: what takes up more words goes before what lies within it.
  return all.filter(
    (spot) => !all.some((other) => other !== spot && overlaps(other, spot) && longer(other, spot)),
  )
}

const readings = new WeakMap<Said, Map<unknown, readonly Spot<unknown>[]>>()

/** Read once for a request, however many acts ask for the same. */
function once<T>(said: Said, key: unknown, read: () => Spot<T>[]): readonly Spot<T>[] {
  const known = readings.get(said) ?? new Map<unknown, readonly Spot<unknown>[]>()
  readings.set(said, known)
  const found = (known.get(key) as readonly Spot<T>[] | undefined) ?? read()
  known.set(key, found)
  return found
}

const longer = (a: Range, b: Range) => a.to - a.from > b.to - b.from

const entitiesOf = ({ fields }: AskedAct) => [
  ...new Set(fields.flatMap(({ kind, entity }) => (kind === 'entity' && entity !== null ? [entity] : []))),
]

const thingsIn = (act: AskedAct, said: Said, rows: RowsOf): Thing[] =>
  entitiesOf(act).flatMap((entity) => {
    const known = rows(act, entity)
    const named = once(said, known, () => spotsOf(said.tokens, matchNames(said.text, known)))
    return named.map((spot) => ({ ...spot, entity }))
  })

const vocabularies = new WeakMap<AskedAct, ReadonlySet<string>>()

/** Which words of requests an act speaks of itself. */
export function vocabularyOf(act: AskedAct): ReadonlySet<string> {
  const known = vocabularies.get(act)
  if (known) return known
  const words = act.templates.flatMap(({ parts }) =>
    parts.flatMap((part) => ('word' in part ? [part.word] : [])),
  )
  const names = act.fields.flatMap(({ name }) => name.split(/(?=[A-Z])/).map((word) => word.toLowerCase()))
  const made = new Set([...words, ...names].flatMap((word) => [word, stem(word)]))
  vocabularies.set(act, made)
  return made
}

/** A number within a day is that day's, where the act takes days. */
export const numbersFor = (act: AskedAct, { numbers, moments }: Said): Spot<Amount>[] =>
  numbers.filter((spot) => !has(act, ['day', 'time']) || !moments.some((other) => overlaps(other, spot)))

const has = (act: AskedAct, kinds: readonly Field['kind'][]) =>
  act.fields.some(({ kind }) => kinds.includes(kind))

export const isContent = (word: string): boolean =>
  /[\p{L}\d]/u.test(word) && !STOP_WORDS.has(word) && !fillers.has(word) && !joints.has(word)

function extraOf(act: AskedAct, said: Said, used: readonly Range[]): Float32Array {
  const vocabulary = vocabularyOf(act)
  return Float32Array.from(said.tokens, ({ text }, at) => {
    if (used.some(({ from, to }) => at >= from && at < to)) return 0.06
    if (fillers.has(text)) return 0.02
    const weight = weightOf(text)
    if (weight < 1) return weight * 0.8
    return vocabulary.has(text) ? 0.45 : 1
  })
}

/** Finds in a request what this act has fields for. */
export function usableIn(act: AskedAct, said: Said, rows: RowsOf): Usable {
  const choices = choicesIn(act, said)
  const besides = matchBesides(act, said)
  const used: Range[] = [
    ...choices,
    ...besides,
    ...(has(act, ['day', 'time']) ? said.moments : []),
    ...(has(act, ['person']) ? said.people : []),
  ]
  return { choices, besides, things: thingsIn(act, said, rows), extra: extraOf(act, said, used) }
}
