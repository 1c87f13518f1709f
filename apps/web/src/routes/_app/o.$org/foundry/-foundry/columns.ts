import { kindRead } from '@hub/api/schemas/shared/kind-words'
import type { FieldGuess, Preview, PropertyKind } from './foundry-types.ts'

export const kindWords: Record<PropertyKind, string> = {
  text: 'Text',
  choice: 'Choice',
  number: 'Number',
  money: 'Money',
  yesno: 'Yes or no',
  day: 'Day',
  instant: 'Day and time',
}

export const isTime = (kind: PropertyKind): boolean => kind === 'day' || kind === 'instant'

/** A column of a file as a person says it is. */
export interface Column extends FieldGuess {
  id: string
  isTaken: boolean
}

const USUALLY_TAKEN = 18

/** "61 rows", "2,000 rows or more" */
export const rowsOf = ({ records, isAll }: Pick<Preview, 'records' | 'isAll'>): string =>
  `${records.toLocaleString('en')} ${records === 1 && isAll ? 'row' : 'rows'}${isAll ? '' : ' or more'}`

/** What the hub made of the file; empty columns, and those after the eighteenth, are there to be ticked. */
export function columnsOf({ fields }: Preview, currency: string): Column[] {
  return fields.map((field, at) => ({
    ...field,
    ...(field.kind === 'money' &&
      field.currencyPath === undefined && { currency: field.currency ?? currency }),
    id: JSON.stringify(field.path),
    isTaken: field.filled > 0 && at < USUALLY_TAKEN,
  }))
}

export const chosenColumns = (columns: readonly Column[]): Column[] =>
  columns.filter(({ isTaken }) => isTaken)

function unreadOf({ kind, decimal, dayOrder = 'ymd', unread }: Column): number {
  if (kind === 'number' || kind === 'money') return unread.number[decimal === ',' ? 'comma' : 'point']
  if (kind === 'day' || kind === 'instant') return unread[kind][dayOrder]
  return kind === 'yesno' ? unread.yesno : 0
}

/** "61 of 61 cannot be read as a day"; null where all of them can. */
export function unreadWords(column: Column, records: number): string | null {
  const count = unreadOf(column)
  const filled = Math.round(column.filled * records)
  return count === 0
    ? null
    : `${count.toLocaleString('en')} of ${filled.toLocaleString('en')} cannot be read as ${kindRead[column.kind]}`
}

const TITLE_NAMES = [
  /^(name|title|full name|company|customer name|product)$/i,
  /name|title|titel|bezeichnung|nombre|\bnom\b/i,
  /^(subject|betreff|summary)$/i,
  /number|no$|id$/i,
]

/** What things are called by, as far as their columns tell. */
export function titleColumn(columns: readonly Column[]): string {
  const texts = chosenColumns(columns).filter(({ kind }) => kind === 'text')
  const found = TITLE_NAMES.map((named) => texts.find(({ title }) => named.test(title))).find((one) => one)
  return (found ?? texts[0] ?? columns[0])?.id ?? ''
}

const PREPOSITION = /^(of|for|from|in|at|with|by|to)$/i

/**
 * "Customers" as "Customer", "Categories" as "Category", "Suppliers of the shop" as "Supplier"; a file may be called
 * anything, so a person corrects it.
 */
export function singularOf(plural: string): string {
  const words = plural
    .replaceAll(/[^\p{L} ]/gu, ' ')
    .trim()
    .split(/\s+/)
  const more = words.findIndex((word) => PREPOSITION.test(word))
  // What begins with "From" has nothing before it to be called by.
  const word = words.slice(0, more > 0 ? Math.min(more, 2) : 2).join(' ')
  if (/ies$/i.test(word)) return word.replace(/ies$/i, 'y')
  return /[^s]s$/i.test(word) ? word.slice(0, -1) : word
}

export function pluralOf(singular: string): string {
  const word = singular.trim()
  if (word === '') return ''
  if (/[^aeiou]y$/i.test(word)) return word.replace(/y$/i, 'ies')
  return /(s|x|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`
}

interface Filled {
  title: string
  columns: readonly Column[]
}

/** What a person has to mend before it can be brought in; null for nothing. */
export function faultOf({ title, columns }: Filled): string | null {
  const taken = chosenColumns(columns)
  if (title.trim() === '') return 'Say what each row is, such as Customer.'
  if (taken.length === 0) return 'Take at least one column.'
  const nameless = taken.find((column) => column.title.trim() === '')
  if (nameless) return `Give the column with ${nameless.samples[0] ?? 'nothing in it'} a name.`
  const titles = taken.map((column) => column.title.trim().toLowerCase())
  const twice = taken.find((_, at) => titles.indexOf(titles[at] ?? '') !== at)
  if (twice) return `Two columns are called ${twice.title}. Rename one.`
  const noCurrency = taken.find(
    ({ kind, currency, currencyPath }) =>
      kind === 'money' && currencyPath === undefined && currency?.length !== 3,
  )
  return noCurrency ? `Write the currency of ${noCurrency.title}, such as EUR.` : null
}

interface Named {
  title: string
  plural: string
  /** The column that things are called by. */
  calledBy: string
}

/** The type as the hub takes it. */
export function typeFrom(columns: readonly Column[], { title, plural, calledBy }: Named) {
  const taken = chosenColumns(columns)
  const named = taken.find(({ id }) => id === calledBy)
  return {
    title,
    plural,
    ...(named && { titleProperty: named.title.trim() }),
    properties: taken.map(
      ({ title: name, kind, path, decimal, dayOrder, currency, currencyPath, isMinor }) => ({
        title: name.trim(),
        kind,
        path,
        ...(decimal && { decimal }),
        ...(isTime(kind) && dayOrder && { dayOrder }),
        ...(kind === 'money' && currency !== undefined && { currency }),
        ...(kind === 'money' && currencyPath && { currencyPath }),
        ...(isMinor && { isMinor }),
      }),
    ),
  }
}
