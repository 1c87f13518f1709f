import { missing, refused, told } from './answers.ts'
import type { Answer } from './answers.ts'

interface Row {
  id: string
  created: number
  type?: string
}

export interface Listed {
  /** "customers" */
  name: string
  rows: readonly Row[]
  query: URLSearchParams
}

/** Stripe does not say in which order those stand that share a second; here it is that of their ids. */
const newestFirst = (rows: readonly Row[]) =>
  rows.toSorted((one, other) => other.created - one.created || (one.id < other.id ? -1 : 1))

const tests: Readonly<Record<string, (row: Row, value: string) => boolean>> = {
  'created[gte]': ({ created }, value) => created >= Number(value),
  'created[gt]': ({ created }, value) => created > Number(value),
  'created[lte]': ({ created }, value) => created <= Number(value),
  'created[lt]': ({ created }, value) => created < Number(value),
  created: ({ created }, value) => created === Number(value),
  type: ({ type = '' }, value) =>
    value.endsWith('*') ? type.startsWith(value.slice(0, -1)) : type === value,
}

const paging = ['limit', 'starting_after', 'ending_before']

const isNumber = (value: string) => /^\d+$/.test(value)

/** What is wrong with one parameter; undefined where nothing is. */
function wrongWith(name: string, param: string, value: string): Answer | undefined {
  const isKnown = paging.includes(param) || (param in tests && (param !== 'type' || name === 'events'))
  if (!isKnown)
    return refused(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
  const isWhole = !(param === 'limit' || param.startsWith('created')) || isNumber(value)
  if (!isWhole || (param === 'limit' && (Number(value) < 1 || Number(value) > 100)))
    return refused(400, `Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param })
  return undefined
}

/** What is wrong with a question; undefined where nothing is. */
function wrongIn({ name, query }: Listed): Answer | undefined {
  if (query.has('starting_after') && query.has('ending_before'))
    return refused(400, 'You may only specify one of these parameters: starting_after, ending_before.')
  return [...query].map(([param, value]) => wrongWith(name, param, value)).find((one) => one !== undefined)
}

/** One page, as Stripe pages: from a row onwards or up to it, the newest first either way. */
export function pageOf(listed: Listed): Answer {
  const { name, rows, query } = listed
  const wrong = wrongIn(listed)
  if (wrong) return wrong
  const limit = Number(query.get('limit') ?? '10')
  const all = newestFirst(rows)
  const param = query.has('ending_before') ? 'ending_before' : 'starting_after'
  const cursor = query.get(param)
  const at = all.findIndex(({ id }) => id === cursor)
  if (cursor !== null && at < 0) return missing(name.slice(0, -1), cursor, param)
  const side = param === 'ending_before' ? all.slice(0, at) : all.slice(at + 1)
  const fitting = side.filter((row) => [...query].every(([key, value]) => tests[key]?.(row, value) ?? true))
  const data = param === 'ending_before' ? fitting.slice(-limit) : fitting.slice(0, limit)
  return told({ object: 'list', url: `/v1/${name}`, has_more: fitting.length > limit, data })
}
