import type { QuestionPlace, ReadCorrection } from '../../../platform/catalog/questions.ts'
import { fold, tokensOf } from '../../../reading/text.ts'
import { formsOf, heldValues, textValues } from '../asking/held-values.ts'
import type { Value } from '../objects/schema.ts'
import type { TypedProperty } from '../types/queries.ts'
import { objectMeant } from './object-meant.ts'
import type { MeantObject } from './object-meant.ts'
import { propertiesIn } from './property-said.ts'
import { figuresIn, textsIn } from './said-values.ts'
import type { SaidValue } from './said-values.ts'
import { blank, isSaidBy, LONGEST, toldIn } from './words-said.ts'

/** Beside the value of a message, what says that it is to be one; most messages have none of these and are no correction. */
const CUE =
  /(?<!\p{L})(?:should|ought|meant|supposed|is|was|are|were|has|had|came|cost|charged|turned|ended|wrong|incorrect|correct|fix|change|set|update|amend|make|put)(?!\p{L})/u
const ASKS =
  /^(?:what|which|who|whose|whom|where|when|why|how|is|are|was|were|does|did|do|has|have|show|list|find|tell|open|count|get|give|add|create|remind)(?!\p{L})/u
/** What leads to no row and no value, and may be said beside them. */
const BESIDE = new Set(
  `a an the of for on in at since is was has had are be been should ought to have it its it's that that's this this's there can could would you u
  please pls fix change set update correct amend make put wrong incorrect actually really sorry oops no now and so but i think we me my
  our us says say said read from record records entry entries row data books typo mistake instead rather than not back right up down over by as
  meant supposed only did finished done completed being charged came come cost turned ended out end final eventually accordingly also too well fyi btw`.split(
    /\s+/,
  ),
)

interface Told {
  property: TypedProperty
  value: SaidValue
  /** What it is now was said besides. */
  isOldSaid: boolean
}

/** Which property a value is meant for that none was named for: what it was until now, or the only one that has such values. */
function propertyFor(value: SaidValue, old: readonly SaidValue[], { type, object }: MeantObject) {
  const fitting = type.properties.filter(value.fits)
  const was = fitting.filter(({ name }) => old.some(({ is }) => is(object.values[name] ?? null)))
  const [only, ...others] = was.length > 0 ? was : fitting
  return only && others.length === 0 && (old.length === 0 || was.length > 0) ? only : null
}

/** The one value that is said, with its property; null where more is said, or none. */
function toldOf(
  values: readonly SaidValue[],
  property: TypedProperty | null,
  meant: MeantObject,
): Told | null {
  const fitting = property ? values.filter(({ fits }) => fits(property)) : values
  const [value, ...others] = fitting.filter(({ isOld }) => !isOld)
  if (!value || others.length > 0) return null
  const old = fitting.filter(({ isOld }) => isOld)
  const own = property ?? propertyFor(value, old, meant)
  if (!own) return null
  const isOldSaid = old.some(({ is }) => is(meant.object.values[own.name] ?? null))
  return { property: own, value, isOldSaid }
}

/** Who types in small letters throughout writes no value so: each word has a capital where each of the value before has one. */
function asWritten(text: string, now: Value): string {
  const isSmall = text === text.toLowerCase()
  const hasCapitals = typeof now === 'string' && /^\p{Lu}[^\s-]*(?:[\s-]+\p{Lu}[^\s-]*)*$/u.test(now)
  if (!isSmall || !hasCapitals) return text
  return text.replaceAll(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase())
}

/** The value as other objects have it; a choice is one of theirs. Null where it is none. */
async function asHeld(
  { db }: QuestionPlace,
  { type, object }: MeantObject,
  { name, kind, text }: Pick<TypedProperty, 'name' | 'kind'> & { text: string },
): Promise<string | null> {
  if (kind !== 'text' && kind !== 'choice') return text
  const look = kind === 'choice' ? heldValues : textValues
  const held = (await look(db, [type], [text])).get(fold(text)) ?? []
  const own = held.find(({ property }) => property.name === name)
  return own?.value ?? (kind === 'choice' ? null : asWritten(text, object.values[name] ?? null))
}

/** “Not Limerick”: the one property that has until now what it no longer is to have. */
function propertyBefore(values: readonly SaidValue[], { type, object }: MeantObject): TypedProperty | null {
  const old = values.filter(({ isOld }) => isOld)
  const [only, ...others] = type.properties.filter((property) =>
    old.some(({ fits, is }) => fits(property) && is(object.values[property.name] ?? null)),
  )
  return only && others.length === 0 ? only : null
}

/** “It is in Ennis”: of no property that is named, the one in which others have this value; null where there is none, or several. */
async function propertyWith(
  texts: readonly SaidValue[],
  { db }: QuestionPlace,
  { type }: MeantObject,
): Promise<TypedProperty | null> {
  const words = texts.filter(({ isOld }) => !isOld).map(({ written }) => written(null))
  const held = await textValues(db, [type], words)
  const found = words.flatMap((text) => formsOf(text).flatMap((form) => held.get(form) ?? []))
  const [only, ...others] = new Set(found.map(({ property }) => property))
  return only && others.length === 0 ? only : null
}

/** “Not 700” says what it was, “should not be 700” says nothing of what it is to be. */
const DENIED =
  /(?<!\p{L})not(?!\p{L})(?!\s*(?:(?:(?:in|at|on|the|since|for)\s+)*¤|(?:right|correct)(?!\p{L})))/u

/** What a property is called may be said once more: “it was 640, fix the price”. */
function isReadWhole(said: string, meant: MeantObject, named: TypedProperty | undefined): boolean {
  const again = tokensOf(named?.title ?? '').map(({ text }) => text)
  return !DENIED.test(said) && isSaidBy(said, BESIDE.union(new Set(again)), meant)
}

/** Which property the values are of, where their kind alone does not tell. */
async function propertyOf(
  values: readonly SaidValue[],
  place: QuestionPlace,
  meant: MeantObject,
): Promise<TypedProperty | null> {
  return propertyBefore(values, meant) ?? (await propertyWith(values, place, meant))
}

/** What is to be written into which property; null where that is not said, or more is. */
async function changeIn(place: QuestionPlace, said: string, meant: MeantObject): Promise<Told | null> {
  const open = meant.span ? blank(said, meant.span, '§') : said
  const [named, ...others] = propertiesIn(fold(open), meant.type.properties)
  if (others.length > 0) return null
  const masked = fold(named ? blank(open, named, '¶') : open)
  const figures = figuresIn(masked, place)
  const values = figures.length > 0 ? figures : textsIn(masked, said)
  const property = named?.property ?? (figures.length > 0 ? null : await propertyOf(values, place, meant))
  if (figures.length === 0 && property === null) return null
  const rest = values.reduce((text, value) => blank(text, value.span, '¤'), masked)
  return isReadWhole(rest, meant, named?.property) ? toldOf(values, property, meant) : null
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
  const said = toldIn(text)
  if (said.length > LONGEST || !CUE.test(fold(said)) || ASKS.test(fold(said))) return null
  const meant = await objectMeant(place, said, spoken)
  const told = meant && (await changeIn(place, said, meant))
  if (!meant || !told) return null
  const { object } = meant
  const now = object.values[told.property.name] ?? null
  const { name, kind } = told.property
  const value = await asHeld(place, meant, { name, kind, text: told.value.written(now) })
  if (value === null || told.value.is(now)) return null
  return {
    path: 'modules.foundry.objects.edit',
    input: { id: object.id, property: name, value },
    name: object.title,
    ...(told.isOldSaid && { isSure: true }),
  }
}
