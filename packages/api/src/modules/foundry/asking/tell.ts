import type { AnsweredQuestion } from '../../../platform/catalog/questions.ts'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { ObjectCount } from '../objects/schema.ts'
import type { Money, Value } from '../objects/schema.ts'
import { QueryAnswer } from '../queries/schema.ts'
import { periodWords } from '../queries/periods.ts'
import type { Column } from '../queries/schema.ts'

const SPOKEN = 10
const FACTS = 4

/** Sums keep two digits at most: an average has no end. */
const numberText = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 })

function moneyText({ amount, currency }: Money): string {
  const [whole = '', rest] = amount.split('.')
  const grouped = `${amount.startsWith('-') ? '-' : ''}${Math.abs(Number(whole)).toLocaleString('en')}`
  return `${rest === undefined ? grouped : `${grouped}.${rest}`} ${currency}`
}

/** Whether what is put together are periods beside each other. */
const isOfPeriods = ({ name }: Column): boolean => name.endsWith(' in')

const isOfShares = ({ name }: Column): boolean => /^share\b/.test(name)

function cellText(value: Value, column: Column): string {
  if (value === null) return ''
  if (typeof value === 'object') return moneyText(value)
  if (typeof value === 'number') return `${numberText(value)}${isOfShares(column) ? ' %' : ''}`
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (isOfPeriods(column)) return periodWords(value)
  const { kind } = column
  return kind === 'day' || kind === 'instant' ? calendarDay(value) : value
}

/** What services call their things by, such as gid://shopify/Customer/7: nobody reads that. */
const isKey = (value: Value | undefined): boolean =>
  typeof value === 'string' && /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value)

/** By what things name each other, "Customer key": what it leads to is found there, and nobody reads it. */
const NAMES_KEY = /\bkey$/i

/** The answer to a question about the data, as a table of texts. */
export function tellQuery(output: unknown): AnsweredQuestion {
  const { columns, rows, isAll, words } = QueryAnswer.parse(output)
  // The property that objects are called by stands in front already.
  const [title] = columns
  const isTwice = (column: Column, at: number) =>
    at > 0 &&
    rows.length > 0 &&
    title !== undefined &&
    rows.some(({ cells }) => cells[at] === cells[0]) &&
    rows.every(({ cells }) => cells[at] === cells[0] || (cells[at] ?? null) === null) &&
    column.kind === title.kind
  const isOfKeys = (at: number) => {
    const said = rows.flatMap(({ cells }) => cells[at] ?? [])
    return at > 0 && said.length > 0 && said.every(isKey)
  }
  const shown = columns
    .map((column, at) => ({ column, at }))
    .filter(
      ({ column, at }) => !isTwice(column, at) && !isOfKeys(at) && !(at > 0 && NAMES_KEY.test(column.title)),
    )
  return {
    words,
    columns: shown.map(({ column }) => ({
      title: column.title,
      isNumber: column.kind === 'number' || column.kind === 'money',
    })),
    rows: rows.map(({ objectId, cells }) => ({
      id: objectId,
      cells: shown.map(({ column, at }) => cellText(cells[at] ?? null, column)),
    })),
    isAll,
    entity: 'foundry_object',
  }
}

interface Size {
  size: number
  unit: string
}

function sizeOf(value: Value | undefined): Size | null {
  if (typeof value === 'number') return { size: value, unit: '' }
  return typeof value === 'object' && value !== null
    ? { size: Number(value.amount), unit: value.currency }
    : null
}

function shareWords(before: Size, after: Size): string {
  const share = ((after.size - before.size) / before.size) * 100
  return share === 0 ? 'the same as' : `${numberText(Math.abs(share))} % ${share > 0 ? 'more' : 'less'} than`
}

/** "October 2026 is 12.5 % more than September 2026.", where two periods are beside each other. */
function changeWords({ columns, rows }: QueryAnswer): string[] {
  const [by] = columns
  const [before, after] = rows
  if (!by || !isOfPeriods(by) || rows.length !== 2) return []
  const [first, second] = [sizeOf(before?.cells[1]), sizeOf(after?.cells[1])]
  const isSame = first && second && first.unit === second.unit && first.size > 0
  const [named, other] = [after, before].map((row) => cellText(row?.cells[0] ?? null, by))
  return isSame ? [`${named} is ${shareWords(first, second)} ${other}.`] : []
}

const METRIC = /^(?:count|sum|avg|median|min|max|share)\b/

/** How many of the columns say what was put together; one, where nothing was. */
const groupings = (output: unknown): number =>
  Math.max(
    QueryAnswer.parse(output).columns.findIndex(({ name }) => METRIC.test(name)),
    1,
  )

/** The same as the assistant says it. */
export function sayQuery(output: unknown): ToldAnswer {
  const { words, rows, columns, isAll } = tellQuery(output)
  const [only, ...others] = rows
  if (!only) return { text: `${words}: there are none.` }
  if (columns.length === 1 && others.length === 0 && only.id === null)
    return { text: `${words}: ${only.cells[0] === '' ? 'there is nothing to add up' : only.cells[0]}.` }
  const isOfFigures = columns.length > 1 && columns.slice(groupings(output)).every(({ isNumber }) => isNumber)
  const names = groupings(output)
  const lines = rows.slice(0, SPOKEN).map(({ cells }, at) => {
    const told = cells
      .slice(names)
      .filter((fact) => fact !== '')
      .slice(0, FACTS)
    if (told.length === 0 && isOfFigures) told.push('nothing')
    const name = cells.slice(0, names).map((one) => (one === '' ? 'none' : one))
    return `${at + 1}. ${[name.join(', '), told.join(', ')].filter((part) => part !== '').join(': ')}`
  })
  const head = rows.length === 1 || !isAll ? `${words}:` : `${words}, ${rows.length} in all:`
  const rest = rows.length > SPOKEN || !isAll ? ['There are more.'] : []
  const shown = rows
    .slice(0, SPOKEN)
    .flatMap(({ id, cells: [name = ''] }) => (id === null ? [] : [{ id, name }]))
  const change = changeWords(QueryAnswer.parse(output))
  return { text: [head, ...lines, ...rest, ...change].join('\n'), ...(shown.length > 0 && { shown }) }
}

/** How many objects of a type there are, or fit. */
export function sayCount(output: unknown): ToldAnswer {
  const { count, of } = ObjectCount.parse(output)
  return { text: count === of ? `There are ${count} in all.` : `${count} of ${of} fit.` }
}
