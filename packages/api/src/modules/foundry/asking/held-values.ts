import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { stem } from '../../../reading/name-index.ts'
import { fold } from '../../../reading/text.ts'
import { countryName } from '../../../shared/country-name.ts'
import { shortText } from '../types/slots.ts'
import type { TypedProperty } from '../types/queries.ts'
import type { HeldValue } from './coded.ts'
import type { AskedType } from './vocabulary.ts'

/** Values beyond these tell nothing apart. */
const MOST_FOUND = 60

const capital = (text: string) => text.replaceAll(/(^|[\s-])(\p{L})/gu, (all) => all.toUpperCase())

const MONEY_SAID = /^(?:sales|revenues|totals|earnings|proceeds|takings)$/
/** One of several: "blue mugs". */
const singular = (text: string): string[] =>
  /\p{L}{2}[^s\P{L}]s$/iu.test(text) && !MONEY_SAID.test(text) ? [text.slice(0, -1)] : []

const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(97 + at))
let codes: ReadonlyMap<string, string> | undefined

/** Services write countries by two letters, and people by their names. Hundreds, so they are listed with the first question. */
const countryCodes = (): ReadonlyMap<string, string> => (codes ??= listCountryCodes())

const listCountryCodes = () =>
  new Map([
    ...LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`)).flatMap(
      (code): [string, string][] => {
        const name = countryName(code.toUpperCase())
        return name === undefined ? [] : [[fold(name), code]]
      },
    ),
    ['uk', 'gb'],
    ['great britain', 'gb'],
    ['britain', 'gb'],
    ['england', 'gb'],
    ['usa', 'us'],
    ['america', 'us'],
    ['the netherlands', 'nl'],
    ['holland', 'nl'],
  ])

/** What services call it that is sent, and people do not. */
const SENT = /^(?:shipped|dispatched|sent out)$/
const IN_FULL = /^(?:fully|completely|entirely|wholly) /
const IN_PART = /^(?:partially|partly|in part) /

/** What is done with deals, by what they are afterwards. */
const ended: ReadonlyMap<string, string> = new Map([
  ['win', 'won'],
  ['wins', 'won'],
  ['lose', 'lost'],
  ['loses', 'lost'],
])
const OWNED = /['’]s$/

/** The same as services write it: in codes. */
const coded = (said: string, text = fold(said)): string[] => [
  ...(text.includes(' ') ? [text.replaceAll(' ', '_')] : []),
  ...(IN_FULL.test(text) ? [text.replace(IN_FULL, '')] : []),
  ...(IN_PART.test(text) ? [text.replace(IN_PART, 'partially_'), text.replace(IN_PART, 'partially ')] : []),
  ...(SENT.test(text) ? ['fulfilled'] : []),
  ...[ended.get(text) ?? []].flat(),
  ...[countryCodes().get(text) ?? []].flat(),
]

/** What is true of a part is true of the thing: "refunded" are those as well of which only a part was. */
export const inPartOf = (words: string): string[] =>
  /^refund(?:s|ed)?$/.test(fold(words)) ? ['partially_refunded', 'partially refunded'] : []

/** What once was paid, or never will be, is not what is still to be paid. */
export const settledWith = (words: string): string[] =>
  fold(words) === 'paid'
    ? ['refunded', 'partially_refunded', 'partially refunded', 'voided', 'cancelled', 'canceled']
    : []

/** "Ada's" without what makes it hers. */
export const ownerIn = (text: string): string => text.replace(OWNED, '')

/** "Refund" of what is "Refunded", one of several, and a number as orders are numbered. */
const forms = (text: string): string[] => [
  text,
  ...(OWNED.test(text) ? [ownerIn(text)] : []),
  ...singular(text),
  ...coded(text),
  ...(/^\p{L}{4,}$/u.test(text) ? [`${stem(text)}ed`, `${stem(text)}d`] : []),
  ...(/^\d+$/.test(text) ? [`#${text}`] : []),
]

/** Which forms of these words are values, by the words. */
export const formsOf = (words: string): string[] => forms(fold(words)).map(fold)

/** The ways in which somebody may have written a value that they type in small letters: an index knows only the written one. */
const variants = (text: string): string[] => [
  ...new Set(
    [
      text,
      text.toLowerCase(),
      text.toUpperCase(),
      capital(text),
      capital(text.toLowerCase()),
      `${text.charAt(0).toUpperCase()}${text.slice(1).toLowerCase()}`,
    ].map(shortText),
  ),
]

interface Column {
  type: AskedType
  property: TypedProperty
}

/** Where values stand that people say: choices, and what objects are called. */
const columnsOf = (types: readonly AskedType[]): Column[] =>
  types.flatMap((type) =>
    type.properties
      .filter(({ kind, slot, name }) => slot !== null && (kind === 'choice' || name === type.titleProperty))
      .map((property) => ({ type, property })),
  )

/** Where any text may stand: towns, streets, whoever did it. */
const textsOf = (types: readonly AskedType[]): Column[] =>
  types.flatMap((type) =>
    type.properties
      .filter(({ kind, slot, name }) => slot !== null && kind === 'text' && name !== type.titleProperty)
      .map((property) => ({ type, property })),
  )

/** Which of these words are values that objects have, by the words in small letters. */
export const heldValues = (
  db: OrgDb,
  types: readonly AskedType[],
  words: readonly string[],
): Promise<ReadonlyMap<string, HeldValue[]>> => valuesAmong(db, columnsOf(types), words)

/** Which of these words stand alone in a text of an object, by the words in small letters. */
export const textValues = (
  db: OrgDb,
  types: readonly AskedType[],
  words: readonly string[],
): Promise<ReadonlyMap<string, HeldValue[]>> => valuesAmong(db, textsOf(types), words)

async function valuesAmong(
  db: OrgDb,
  columns: readonly Column[],
  words: readonly string[],
): Promise<ReadonlyMap<string, HeldValue[]>> {
  const written = [...new Set(words.flatMap(forms).flatMap(variants))]
  if (columns.length === 0 || written.length === 0) return new Map()
  const looks = columns.map(
    (
      { type, property },
      at,
    ) => sql`(select distinct ${sql.lit(at)}::int as at, ${sql.ref(property.slot ?? '')} as value
      from foundry_object where type_id = ${type.id} and removed_at is null and ${sql.ref(property.slot ?? '')} = any(${written}::text[])
      limit ${sql.lit(MOST_FOUND)})`,
  )
  const { rows } = await sql<{ at: number; value: string }>`${sql.join(looks, sql` union all `)}`.execute(db)
  const found = rows.flatMap(({ at, value }) => {
    const column = columns[at]
    return column ? [{ ...column, value }] : []
  })
  return Map.groupBy(found, ({ value }) => fold(value))
}

/** Objects whose names begin with these words, for names that are said in part: "Oakhollow". */
export async function namedInPart(
  db: OrgDb,
  types: readonly AskedType[],
  words: string,
): Promise<HeldValue[]> {
  // A word at a time, since "Cafe" finds no "Café" and its neighbour does.
  const looks = await Promise.all(
    words.split(/\s+/).map((word) =>
      sql<{ typeId: string; title: string }>`
        select o.type_id as "typeId", o.title from foundry_object o
        where o.removed_at is null and o.ctid = any((select app.foundry_object_places(null, ${word}))::tid[])
        limit ${sql.lit(MOST_FOUND)}`.execute(db),
    ),
  )
  const rows = [
    ...new Map(looks.flatMap((look) => look.rows).map((row) => [JSON.stringify(row), row])).values(),
  ]
  return rows.flatMap(({ typeId, title }) => {
    const type = types.find(({ id }) => id === typeId)
    const property = type?.properties.find(({ name }) => name === type.titleProperty)
    const isNamed = fold(words)
      .split(' ')
      .every((word) =>
        fold(title)
          .split(/[^\p{L}\p{N}]+/u)
          .includes(word),
      )
    return type && property && isNamed ? [{ type, property, value: title }] : []
  })
}
