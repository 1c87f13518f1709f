import { refused, told } from './answers.ts'
import type { Answer } from './answers.ts'
import { modifiedName } from './rows.ts'
import type { ObjectType, Row } from './rows.ts'
import { shownAs } from './world.ts'

interface Filter {
  propertyName?: string
  operator?: string
  value?: string
}

export interface SearchBody {
  filterGroups?: { filters?: Filter[] }[]
  sorts?: (string | { propertyName?: string; direction?: string })[]
  properties?: string[]
  limit?: number
  after?: string
}

const MOST_ROWS = 200
/** Nobody pages further than this, whatever is found. */
const LAST_ROW = 10_000

const bad = (message: string) => refused(400, 'VALIDATION_ERROR', message)

/** Numbers and moments are compared as such. */
function valueOf(type: ObjectType, row: Row, name: string): number | string | null {
  if (name === 'hs_object_id') return Number(row.id)
  if (name === 'createdate') return row.createdAt
  if (name === modifiedName(type)) return row.updatedAt
  return row.properties[name] ?? null
}

const comparable = (value: string): number => (/^\d+$/.test(value) ? Number(value) : Date.parse(value))

const operators: Readonly<Record<string, (held: number | string, value: string) => boolean>> = {
  EQ: (held, value) => (typeof held === 'number' ? held === comparable(value) : held === value),
  GT: (held, value) => Number(held) > comparable(value),
  GTE: (held, value) => Number(held) >= comparable(value),
  LT: (held, value) => Number(held) < comparable(value),
  LTE: (held, value) => Number(held) <= comparable(value),
}

function wrongFilter({ filterGroups = [] }: SearchBody): Answer | undefined {
  if (filterGroups.length > 5 || filterGroups.some(({ filters = [] }) => filters.length > 6))
    return bad('Too many filters.')
  const odd = filterGroups
    .flatMap(({ filters = [] }) => filters)
    .find(({ operator = '', value }) => !(operator in operators) || typeof value !== 'string')
  return odd && bad(`There is a problem with the filter ${JSON.stringify(odd)}.`)
}

function wrongIn(body: SearchBody): Answer | undefined {
  const { sorts = [], limit = 10, after = '0' } = body
  if (sorts.length > 1) return bad('A search takes one sort.')
  if (!Number.isInteger(limit) || limit < 0 || limit > MOST_ROWS) return bad('A limit is at most 200.')
  if (!/^\d*$/.test(after)) return bad(`${after} is no place in this search.`)
  if (Number(after) + limit > LAST_ROW) return bad('A search pages through 10,000 results at most.')
  return wrongFilter(body)
}

const fits = (
  type: ObjectType,
  row: Row,
  { propertyName = '', operator = '', value = '' }: Filter,
): boolean => {
  const held = valueOf(type, row, propertyName)
  return held !== null && operators[operator]?.(held, value) === true
}

function sorted(type: ObjectType, rows: readonly Row[], { sorts = [] }: SearchBody): Row[] {
  const [sort] = sorts
  const { propertyName = 'hs_object_id', direction = 'ASCENDING' } =
    typeof sort === 'string' ? { propertyName: sort } : (sort ?? {})
  const sign = direction === 'DESCENDING' ? -1 : 1
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(type, one, propertyName) ?? 0, valueOf(type, other, propertyName) ?? 0]
    return a === b ? 0 : sign * (a < b ? -1 : 1)
  })
}

/** One page of what fits, as HubSpot's search finds it. */
export function searched(type: ObjectType, rows: readonly Row[], body: SearchBody): Answer {
  const wrong = wrongIn(body)
  if (wrong) return wrong
  const { filterGroups = [], limit = 10, after = '0', properties = [] } = body
  const fitting = rows.filter(
    (row) =>
      filterGroups.length === 0 ||
      filterGroups.some(({ filters = [] }) => filters.every((filter) => fits(type, row, filter))),
  )
  const from = Number(after)
  const found = sorted(type, fitting, body).slice(from, from + limit)
  const next = from + found.length
  return told({
    total: fitting.length,
    results: found.map((row) => shownAs(type, row, properties)),
    ...(next < fitting.length && found.length > 0 && { paging: { next: { after: String(next) } } }),
  })
}
