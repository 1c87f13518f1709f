import type { QuestionPlace, ReadCorrection } from '../../../platform/catalog/questions.ts'
import { stem } from '../../../reading/name-index.ts'
import { fold, tokensOf } from '../../../reading/text.ts'
import type { Span } from '../../../reading/text.ts'
import { formsOf, heldValues, textValues } from '../asking/held-values.ts'
import { typesAsked, vocabulariesOf } from '../asking/vocabulary.ts'
import type { Value } from '../objects/schema.ts'
import type { TypedProperty } from '../types/queries.ts'
import { objectNamed, objectSpokenOf } from './object-meant.ts'
import type { MeantObject } from './object-meant.ts'
import { figuresIn, textsIn } from './said-values.ts'
import type { SaidValue } from './said-values.ts'

/** A longer message says more than one value. */
const LONGEST = 200
/** Beside the value of a message, what says that it is to be one; most messages have none of these and are no correction. */
const CUE =
  /(?<!\p{L})(?:should|ought|meant|supposed|is|was|are|were|wrong|incorrect|correct|fix|change|set|update|amend|make|put)(?!\p{L})/u
const ASKS =
  /^(?:what|which|who|whose|whom|where|when|why|how|is|are|was|were|does|did|do|has|have|show|list|find|tell|open|count|get|give|add|create|remind)(?!\p{L})/u
const POLITE =
  /^(?:(?:hi|hey|hello|ok|okay|so|and|no|sorry|oops|hm+|actually|please|pls|can you|could you|would you|i think|we need to|i need to|you need to)(?!\p{L})[ ,.!:-]*)+/u
/** What leads to no row and no value, and may be said beside them. */
const BESIDE = new Set(
  `a an the of for on in at is was are be been should ought to have it its it's that that's this this's there can could would you u
  please pls fix change set update correct amend make put wrong incorrect actually really sorry oops no now and so but i think we me my
  our us says say said read from record entry row typo mistake instead rather than not back right up down over by as meant supposed only did finished`.split(
    /\s+/,
  ),
)

const blank = (text: string, { from, to }: Span, mark: string): string =>
  `${text.slice(0, from)}${mark}${' '.repeat(Math.max(0, to - from - 1))}${text.slice(to)}`

/** What people call a value whose property has a name of its own: the date of “Done on”. */
const kindWords: Partial<Record<TypedProperty['kind'], readonly string[]>> = {
  day: ['date', 'day'],
  money: ['amount', 'price', 'cost', 'total', 'sum'],
}

/** The title as people say it: “done” is said for “Done on”. */
function titlesOf({ title }: TypedProperty): string[][] {
  const words = tokensOf(title).map(({ text }) => stem(text))
  const isLed = words.length > 1 && /^(?:on|at|in|by|of|to)$/.test(words.at(-1) ?? '')
  return isLed ? [words, words.slice(0, -1)] : [words]
}

/** Words for its kind, where no other property is of it. */
const wordsForKind = ({ kind }: TypedProperty, all: readonly TypedProperty[]): string[][] =>
  all.filter((one) => one.kind === kind).length === 1 ? (kindWords[kind] ?? []).map((word) => [word]) : []

interface Named extends Span {
  property: TypedProperty
}

/** Properties that are named, the longer name before a shorter one within it. */
function propertiesIn(said: string, properties: readonly TypedProperty[]): Named[] {
  const tokens = tokensOf(said)
  const stems = tokens.map(({ text }) => stem(text))
  const found = properties.flatMap((property) =>
    [...titlesOf(property), ...wordsForKind(property, properties)].flatMap((title) =>
      stems.flatMap((_, at): Named[] => {
        const [first, last] = [tokens[at], tokens[at + title.length - 1]]
        const isHere = title.every((word, on) => stems[at + on] === word)
        return isHere && first && last ? [{ property, from: first.from, to: last.to }] : []
      }),
    ),
  )
  return found.toSorted((one, other) => other.to - other.from - (one.to - one.from))
}

interface Told {
  property: TypedProperty
  value: SaidValue
}

/** Which property a value is meant for that none was named for: what it was until now, or the only one that has such values. */
function propertyFor(value: SaidValue, old: readonly SaidValue[], { type, object }: MeantObject) {
  const fitting = type.properties.filter(value.fits)
  const was = fitting.filter(({ name }) => old.some(({ is }) => is(object.values[name] ?? null)))
  const [only, ...others] = was.length > 0 ? was : fitting
  return only && others.length === 0 && (old.length === 0 || was.length > 0) ? only : null
}

function toldOf(values: readonly SaidValue[], named: Named | undefined, meant: MeantObject): Told | null {
  const fitting = named ? values.filter(({ fits }) => fits(named.property)) : values
  const [value, ...others] = fitting.filter(({ isOld }) => !isOld)
  const old = fitting.filter(({ isOld }) => isOld)
  const property = value && (named?.property ?? propertyFor(value, old, meant))
  return value && property && others.length === 0 ? { property, value } : null
}

/** The value as other objects have it; a choice is one of theirs. Null where it is none. */
async function asHeld(place: QuestionPlace, { type }: MeantObject, told: Told, now: Value) {
  const { kind } = told.property
  const text = told.value.written(now)
  if (kind !== 'text' && kind !== 'choice') return text
  const look = kind === 'choice' ? heldValues : textValues
  const held = (await look(place.db, [type], [text])).get(fold(text)) ?? []
  const own = held.find(({ property }) => property.name === told.property.name)
  return own?.value ?? (kind === 'choice' ? null : text)
}

/** “It is in Ennis”: of no property that is named, the one in which others have this value. */
async function namedByValue(place: QuestionPlace, { type }: MeantObject, texts: readonly SaidValue[]) {
  const words = texts.filter(({ isOld }) => !isOld).map(({ written }) => written(null))
  const held = await textValues(place.db, [type], words)
  const found = words.flatMap((text) => formsOf(text).flatMap((form) => held.get(form) ?? []))
  const [only, ...others] = new Set(found.map(({ property }) => property.name))
  return others.length === 0 ? type.properties.find(({ name }) => name === only) : undefined
}

const isReadWhole = (said: string): boolean =>
  tokensOf(said).every(({ text, kind }) => kind === 'mark' || BESIDE.has(text))

async function meantBy(place: QuestionPlace, said: string, spoken: string | null) {
  // A name stands for its own kind alone, whatever that is called.
  const [types = []] = vocabulariesOf(await typesAsked(place.db))
  if (types.length === 0) return null
  const named = await objectNamed(place.db, types, said)
  if (named || spoken === null) return named
  return objectSpokenOf(place.db, types, spoken)
}

/** What is to be written into which property; null where that is not said, or more is. */
async function changeIn(place: QuestionPlace, said: string, meant: MeantObject): Promise<Told | null> {
  const { type, span } = meant
  const open = span ? blank(said, span, '§') : said
  const [first, ...more] = propertiesIn(fold(open), type.properties)
  if (
    more.some(
      ({ property, from, to }) =>
        property !== first?.property && (from >= (first?.to ?? 0) || to <= (first?.from ?? 0)),
    )
  )
    return null
  const masked = fold(first ? blank(open, first, '¶') : open)
  const figures = figuresIn(masked, place)
  const texts = figures.length > 0 ? [] : textsIn(masked, said)
  const byValue = first || texts.length === 0 ? undefined : await namedByValue(place, meant, texts)
  const named = first ?? (byValue && { property: byValue, from: 0, to: 0 })
  const told = toldOf([...figures, ...texts], named, meant)
  const isText = texts.length > 0 && !named
  if (!told || isText) return null
  const rest = [...figures, ...texts].reduce((text, value) => blank(text, value.span, '¤'), masked)
  return isReadWhole(rest) ? told : null
}

/**
 * “Healy radiators should be 640, not 620”: what is to be written over a value that an object has. Null where no object is named by its
 * whole name or was spoken of, where it is not said to the last word what of it is wrong, and where it is so already.
 */
export async function readCorrection(
  place: QuestionPlace,
  text: string,
  spoken: string | null,
): Promise<ReadCorrection | null> {
  const typed = text.trim().replace(/[.!? ]+$/, '')
  const lead = POLITE.exec(fold(typed))?.[0].length ?? 0
  const said = typed.slice(lead)
  if (said.length > LONGEST || !CUE.test(fold(said)) || ASKS.test(fold(said))) return null
  const meant = await meantBy(place, said, spoken)
  const told = meant && (await changeIn(place, said, meant))
  if (!meant || !told) return null
  const { object } = meant
  const now = object.values[told.property.name] ?? null
  const value = await asHeld(place, meant, told, now)
  if (value === null || told.value.is(now)) return null
  return {
    path: 'modules.foundry.objects.edit',
    input: { id: object.id, property: told.property.name, value },
    name: object.title,
  }
}
