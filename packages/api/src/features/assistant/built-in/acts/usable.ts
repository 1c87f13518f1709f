import { matchChoices } from '../../../../reading/choices.ts'
import type { Choice } from '../../../../reading/choices.ts'
import { numberedIn, yearlyIn } from '../../../../reading/labels.ts'
import type { Label } from '../../../../reading/labels.ts'
import { rootOf, stem } from '../../../../reading/name-index.ts'
import { matchNames } from '../../../../reading/names.ts'
import type { Candidate, Named } from '../../../../reading/names.ts'
import type { Moment } from '../../../../reading/moments.ts'
import type { Amount } from '../../../../reading/numbers.ts'
import type { AskedAct } from './act-table.ts'
import { weightOf } from './align.ts'
import { fillers } from './content.ts'
import { matchBesides } from './beside.ts'
import type { Beside } from './beside.ts'
import { isWord } from './fields.ts'
import type { Field } from './fields.ts'
import { formerNumbers } from './former.ts'
import { isWithin, overlaps, spotsOf } from './said.ts'
import type { Range, Said, Spot } from './said.ts'

/** A row that can be meant, with what its list said of it. */
export interface Row extends Named {
  item: Readonly<Record<string, unknown>>
  /** The number it goes by, where no other row of its list has the same. */
  label?: Label
}

/** Rows kept at hand; one that is not among them is searched for by its words. */
export const AT_HAND = 100

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

const determiners = new Set('the my our a an up it that this :'.split(' '))
const polite = new Set('can could you me would'.split(' '))

/** "Open the roster": a word that begins a request and goes before what it is about is no filter. */
function isVerb({ tokens }: Said, { from, to }: Range): boolean {
  const next = tokens[to]?.text
  const isFirst = tokens.slice(0, from).every(({ text }) => fillers.has(text) || polite.has(text))
  return isFirst && to - from === 1 && next !== undefined && determiners.has(next)
}

const wordsOfRows = new WeakMap<readonly Row[], Map<string, readonly Choice[]>>()

/** The words that rows have in a field; the same list for the same rows. */
function wordsIn(rows: readonly Row[], name: string): readonly Choice[] {
  const byField = wordsOfRows.get(rows) ?? new Map<string, readonly Choice[]>()
  wordsOfRows.set(rows, byField)
  const known = byField.get(name)
  if (known) return known
  const words = rows.flatMap(({ item }) => [item[name]].flat()).filter((one) => typeof one === 'string')
  const choices = [...new Set(words)].filter((word) => word !== '').map((value) => ({ value }))
  byField.set(name, choices)
  return choices
}

/** What rows have in the fields by which this act looks them up: "finance", where a task has that tag. */
function heldWords(act: AskedAct, rows: RowsOf): { field: Field; choices: readonly Choice[] }[] {
  const { heldIn } = act
  if (heldIn === null) return []
  const held = rows(act, heldIn)
  return act.fields
    .filter(isWord)
    .map((field) => ({ field, choices: wordsIn(held, field.name) }))
    .filter(({ choices }) => choices.length > 0)
}

const ownWords = (field: Field) => ({ field, choices: field.heard })

function choicesIn(act: AskedAct, said: Said, rows: RowsOf): Spot<SaidChoice>[] {
  const isFree = (spot: Range) => !said.quoted.some((other) => overlaps(other, spot)) && !isVerb(said, spot)
  const all = [
    ...act.fields.filter(({ choices }) => choices.length > 0).map(ownWords),
    ...heldWords(act, rows),
  ].flatMap(({ field, choices }) =>
    once(said, choices, () => spotsOf(said.tokens, matchChoices(said.text, choices)))
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

const readings = new WeakMap<Said, Map<unknown, readonly Range[]>>()

/** Read once for a request, however many acts ask for the same. */
function once<T extends Range>(said: Said, key: unknown, read: () => T[]): readonly T[] {
  const known = readings.get(said) ?? new Map<unknown, readonly Range[]>()
  readings.set(said, known)
  const found = (known.get(key) as readonly T[] | undefined) ?? read()
  known.set(key, found)
  return found
}

const longer = (a: Range, b: Range) => a.to - a.from > b.to - b.from

/** "blog.tideandfennel.example" is another website than the one whose name ends it, and "hi@tideandfennel.example" is none. */
const isInHost = ({ hosts, emails }: Said, spot: Range): boolean =>
  [...hosts, ...emails].some((host) => isWithin(spot, host) && longer(host, spot))

/** "The second one" is no name, though one of the names has a "second" in it. */
const isPlace = ({ references, tokens }: Said, spot: Range): boolean =>
  references.some(
    (one) =>
      (one.value.kind === 'place' || one.value.kind === 'last') &&
      isWithin(spot, one) &&
      tokens.slice(one.from, one.to).every(({ kind }) => kind === 'word'),
  )

/** An "inv" within "INV-2026-0004" means no task with invoices in its title. */
const isInOtherCode = ({ codes, labels }: Said, spot: Range, entity: string): boolean =>
  codes.some(
    (code) =>
      isWithin(spot, code) &&
      longer(code, spot) &&
      !labels.some((label) => label.entity === entity && overlaps(label, code)),
  )

const asking = new Set('you please pls kindly'.split(' '))
const behindVerb = new Set('down that me us'.split(' '))

/** "Could you note down …" means no row with notes in its name: asked for like this, a word says what to do. */
function isAskedFor({ tokens }: Said, { from, to }: Range): boolean {
  const [before, next] = [tokens[from - 1], tokens[to]?.text ?? '']
  const mayBegin = before === undefined || before.kind === 'mark' || asking.has(before.text)
  return to - from === 1 && mayBegin && behindVerb.has(next) && tokens[from]?.text.endsWith('s') === false
}

/** "110 euros" is no row with a 110 in its name. */
const isInSum = ({ numbers }: Said, spot: Range): boolean =>
  numbers.some((one) => one.value.kind === 'money' && isWithin(spot, one))

/** Whether words that are in the name of a row of this kind may mean it. */
export const mayBeName = (said: Said, spot: Range, entity: string): boolean =>
  !isInHost(said, spot) &&
  !isInSum(said, spot) &&
  !isPlace(said, spot) &&
  !isInOtherCode(said, spot, entity) &&
  !isAskedFor(said, spot)

/** Rows whose number is said behind what their kind is called, "invoice 6", or with its year. */
function numbered(said: Said, rows: readonly Row[]): Spot<readonly Candidate[]>[] {
  const spots = rows.flatMap(({ id, name, label }) =>
    (label ? [...numberedIn(said.tokens, [label]), ...yearlyIn(said.tokens, label)] : [])
      .filter((spot) => said.labels.some((one) => overlaps(one, spot)))
      .map((spot) => ({ spot, row: { id, name, score: 1 } })),
  )
  return [...Map.groupBy(spots, ({ spot }) => spot.to).values()].flatMap((same) =>
    same.slice(0, 1).map(({ spot }) => ({ ...spot, value: same.map(({ row }) => row) })),
  )
}

/** The names of these rows, which are of one kind. */
function namesOf(rows: readonly Row[], said: Said, entity: string): Thing[] {
  const isDay = (spot: Range) =>
    said.moments.some((day) => isWithin(spot, day) && day.to - day.from > spot.to - spot.from)
  return [...numbered(said, rows), ...spotsOf(said.tokens, matchNames(said.text, rows))]
    .filter((spot) => !isDay(spot) && mayBeName(said, spot, entity))
    .map((spot) => ({ ...spot, entity }))
}

/** The names of rows that an act can mean. */
export const thingsIn = (act: AskedAct, said: Said, rows: RowsOf): Thing[] =>
  act.entities.flatMap((entity) => {
    const known = rows(act, entity)
    return once(said, known, () => namesOf(known, said, entity))
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

const roots = new WeakMap<AskedAct, ReadonlySet<string>>()

/** The same with what else is made of these words: "promise" of "promised". */
export function rootsOf(act: AskedAct): ReadonlySet<string> {
  const own = vocabularyOf(act)
  const made = roots.get(act) ?? new Set([...own, ...[...own].map(rootOf)])
  roots.set(act, made)
  return made
}

const dated: readonly Field['kind'][] = ['day', 'time', 'month']

/** How "200" and "12.50" are read as a time: hours and minutes. */
function clockOf({ amount }: Amount): { hour: number; minute: number } {
  const whole = amount < 100 ? Math.round(amount * 100) : amount
  return { hour: Math.trunc(whole / 100) % 12, minute: whole % 100 }
}

/** "200 today" is two in the afternoon for an act that takes times, and a number for all others. */
function isTimeOf({ value: said }: Spot<Moment>, { value }: Spot<Amount>): boolean {
  if (!('time' in said) || said.time === null) return false
  const [hour = 0, minute = 0] = said.time.split(':').map(Number)
  const read = clockOf(value)
  return read.hour === hour % 12 && read.minute === minute
}

/** A number within a day is that day's, where the act takes days. */
export function numbersFor(act: AskedAct, said: Said): Spot<Amount>[] {
  const former = formerNumbers(act, said)
  const isOfDay = (spot: Spot<Amount>) =>
    said.moments.some((other) => overlaps(other, spot) && (has(act, ['time']) || !isTimeOf(other, spot)))
  return said.numbers.filter((spot) => !former.includes(spot) && !(has(act, dated) && isOfDay(spot)))
}

const has = (act: AskedAct, kinds: readonly Field['kind'][]) =>
  act.fields.some(({ kind }) => kinds.includes(kind))

/** "The roster task": behind a name, what kind of thing it is says nothing more. */
const isKind = ({ tokens }: Said, things: readonly Thing[], at: number) =>
  things.some(({ to, entity }) => to === at && entity.split('_').includes(stem(tokens[at]?.text ?? '')))

/** "Well, it is wet": in "wet as well" it is none. */
const isFiller = ({ tokens }: Said, at: number): boolean =>
  fillers.has(tokens[at]?.text ?? '') && !(tokens[at]?.text === 'well' && tokens[at - 1]?.text === 'as')

interface Known {
  used: readonly Range[]
  things: readonly Thing[]
}

function extraOf(act: AskedAct, said: Said, { used, things }: Known): Float32Array {
  const vocabulary = vocabularyOf(act)
  return Float32Array.from(said.tokens, ({ text }, at) => {
    if (used.some(({ from, to }) => at >= from && at < to)) return 0.06
    if (isFiller(said, at) || isKind(said, things, at)) return 0.02
    const weight = weightOf(text)
    if (weight < 1) return weight * 0.8
    return vocabulary.has(text) ? 0.45 : 1
  })
}

/** Finds in a request what this act has fields for. */
export function usableIn(act: AskedAct, said: Said, rows: RowsOf): Usable {
  const choices = choicesIn(act, said, rows)
  const besides = matchBesides(act, said)
  const used: Range[] = [
    ...choices,
    ...besides,
    ...(has(act, dated) ? said.moments : []),
    ...(has(act, ['person']) ? said.people : []),
    ...(has(act, ['email']) ? said.emails : []),
  ]
  const things = thingsIn(act, said, rows)
  return { choices, besides, things, extra: extraOf(act, said, { used, things }) }
}
