import type { OrgDb } from '@hub/db'
import { stem } from '../../../reading/name-index.ts'
import { fold } from '../../../reading/text.ts'
import { findTypes, linksOf } from '../types/queries.ts'
import type { KnownLink, KnownType, TypedProperty } from '../types/queries.ts'
import { partsOf } from '../types/titles.ts'
import { rivalsOf } from './rivals.ts'
import { withoutUnfilled } from './unfilled.ts'

/** A type of objects with all that a question may say of it. */
export interface AskedType extends KnownType {
  links: readonly KnownLink[]
  /** What one or many of them are called, in small letters. */
  forms: readonly string[]
  /** A service brings them, and not a file or a person. */
  isBrought: boolean
  /** Names of the sums and days of theirs that the question says. */
  said: Set<string>
}

/** What people call things of a kind, whatever the type is titled. */
const synonyms: readonly (readonly string[])[] = [
  ['customer', 'client', 'buyer', 'shopper', 'patron'],
  ['order', 'purchase'],
  ['payment', 'transaction', 'charge'],
  ['product', 'item', 'article', 'good'],
  ['company', 'firm', 'business'],
  ['supplier', 'vendor'],
  ['booking', 'reservation'],
]

const plural = (word: string) =>
  /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}${/(?:s|x|z|ch|sh)$/.test(word) ? 'es' : 's'}`

type Called = Pick<KnownType, 'title' | 'plural'>

function formsOf({ title, plural: many }: Called): string[] {
  const own = [fold(title), fold(many)]
  const alike = synonyms.find((words) => words.includes(fold(title))) ?? []
  return [
    ...new Set([...own, ...own.slice(0, 1).map(plural), ...alike.flatMap((word) => [word, plural(word)])]),
  ]
}

/** Types beyond these are too many for questions in words. */
const MOST_TYPES = 40

/** What there is, each with no words for it yet. */
export async function typesAsked(db: OrgDb): Promise<AskedType[]> {
  const ids = await db
    .selectFrom('foundryType')
    .select(['id', 'builtIn'])
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .limit(MOST_TYPES)
    .execute()
  const found = await findTypes(
    db,
    ids.map(({ id }) => id),
  )
  const types = await withoutUnfilled(db, found)
  const brought = new Set(ids.flatMap(({ id, builtIn }) => (builtIn === null ? [] : [id])))
  const links = await Promise.all(types.map(({ id }) => linksOf(db, id)))
  return types.map((type, at) => ({
    ...type,
    links: links[at] ?? [],
    forms: [],
    isBrought: brought.has(type.id),
    said: new Set(),
  }))
}

/** "Shopify customers", "customers of Shopify". */
function formsOfOrigin({ title, plural: many }: Called): string[] {
  const {
    base,
    origins: [origin, ...others],
  } = partsOf(title)
  // Of two services together nobody says the name of one.
  if (origin === undefined || others.length > 0) return []
  const service = fold(origin)
  return formsOf({ title: base, plural: partsOf(many).base }).flatMap((form) => [
    `${service} ${form}`,
    ...['of', 'from', 'in', 'at', 'on'].map((word) => `${form} ${word} ${service}`),
  ])
}

/** The types by what they are called; those of this service by their names without it, before those that only have such a name. */
function calledAs(types: readonly AskedType[], service: string | null): AskedType[] {
  const called = types.map((type): Called => {
    const { base, origins } = partsOf(type.title)
    const isOfIt = service !== null && origins.includes(service)
    return isOfIt ? { title: base, plural: partsOf(type.plural).base } : type
  })
  const ofService = new Set(called.flatMap((names, at) => (names === types[at] ? [] : [fold(names.title)])))
  // What two types are called tells neither from the other; the title itself always does.
  const titles = new Set(called.flatMap(({ title, plural: many }) => [fold(title), fold(many)]))
  return types.map((type, at) => {
    const names = called[at] ?? type
    const own = [fold(names.title), fold(names.plural)]
    const isHidden = names === type && ofService.has(fold(type.title))
    const forms = formsOf(names).filter((form) => own.includes(form) || !titles.has(form))
    return { ...type, forms: [...(isHidden ? [] : forms), ...formsOfOrigin(type)] }
  })
}

/**
 * The types as a question may mean them: "customers" are those that are called so and, where they do not answer it, those that a
 * service brought beside them.
 */
export function vocabulariesOf(types: readonly AskedType[]): AskedType[][] {
  const services = types.flatMap(({ title }) => partsOf(title).origins)
  return [null, ...new Set(services)].map((service) => calledAs(types, service))
}

/** Whether a type is one that such a thing is bought, paid or sold by. */
export const isCalled = ({ forms }: AskedType, word: string): boolean => forms.includes(word)

/** What is called so, or the first; of two that may be meant as well, the one that the question says. */
const byTitle = (
  { properties, said }: AskedType,
  kinds: readonly TypedProperty['kind'][],
  likely: RegExp,
): TypedProperty | null => {
  const fitting = properties.filter(({ kind, slot }) => slot !== null && kinds.includes(kind))
  const usual = fitting.find(({ title }) => likely.test(fold(title))) ?? fitting[0]
  if (!usual) return null
  return [usual, ...rivalsOf(usual, fitting)].find(({ name }) => said.has(name)) ?? usual
}

/** What one of them comes to. */
export const moneyOf = (type: AskedType) => byTitle(type, ['money'], /total|amount|value|sum/)
const PRICE = /\b(?:price|cost|rate)\b/
/** What one of them costs, where nothing else of it is money: the price of a product is not what was sold of it. */
export function priceOf(type: AskedType): TypedProperty | null {
  const money = moneyOf(type)
  return money && PRICE.test(fold(money.title)) ? money : null
}

/** When it was. */
export const dateOf = (type: AskedType) =>
  byTitle(type, ['day', 'instant'], /placed|ordered|date|paid|received|booked|sold|issued|created|processed/)
/** How many it is of: what is called so, where that is said, else any number. */
export function numberOf(type: AskedType, called?: RegExp): TypedProperty | null {
  const number = byTitle(type, ['number'], called ?? /items|quantity|count/)
  return number && called?.test(fold(number.title)) === false ? null : number
}

const wordsOf = (text: string) =>
  fold(text)
    .replace(/\be-?mail( address)?\b/, 'email')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(stem)
    .join(' ')

const [STATE, STATUS] = [wordsOf('state'), wordsOf('status')]

/** The property that is called so; null where none is. */
export function propertyCalled({ properties }: AskedType, said: string): TypedProperty | null {
  const wanted = wordsOf(said)
  const alike = wanted === STATUS ? STATE : wanted === STATE ? STATUS : wanted
  const called = (name: string) => properties.find(({ title }) => wordsOf(title) === name)
  return wanted === '' ? null : (called(wanted) ?? called(alike) ?? null)
}

/** How one type leads to another. */
export const linkTo = (from: AskedType, to: AskedType): KnownLink | null =>
  from.links.find(({ typeId }) => typeId === to.id) ?? null
