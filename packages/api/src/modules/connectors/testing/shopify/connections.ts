import { GraphQLError } from 'graphql'

export interface PageArguments {
  first?: number | null
  after?: string | null
  reverse?: boolean | null
}

interface Place {
  id: number
  value: number | string
}

export interface Listed {
  place: Place
  view: object
}

export interface Connection {
  edges: { cursor: string; node: object }[]
  nodes: object[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

const LARGEST_PAGE = 250

const bad = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })

const written = ({ id, value }: Place) =>
  Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString('base64')

function readCursor(cursor: string): Place {
  try {
    const { last_id: id, last_value: value } = JSON.parse(Buffer.from(cursor, 'base64').toString()) as {
      last_id: unknown
      last_value: unknown
    }
    if (typeof id === 'number' && (typeof value === 'number' || typeof value === 'string'))
      return { id, value }
  } catch {
    // Answered below, like one that can be read and says nothing.
  }
  throw bad('Invalid cursor for current pagination sort.')
}

function inOrder(one: Place, other: Place): number {
  if (one.value !== other.value) return one.value < other.value ? -1 : 1
  return one.id - other.id
}

function sizeOf(first: number | null | undefined): number {
  if (first == null) throw bad('you must provide one of first or last')
  if (first < 0 || first > LARGEST_PAGE) throw bad(`first must be between 0 and ${LARGEST_PAGE}.`)
  return first
}

/** A cursor is a place in the order, so it still holds when its row has moved or is gone. */
export function connectionOf(rows: readonly Listed[], asked: PageArguments, isBulk: boolean): Connection {
  const size = isBulk ? rows.length : sizeOf(asked.first)
  const direction = asked.reverse ? -1 : 1
  const sorted = rows.toSorted((one, other) => direction * inOrder(one.place, other.place))
  const after = asked.after ? readCursor(asked.after) : undefined
  const rest = after ? sorted.filter(({ place }) => direction * inOrder(place, after) > 0) : sorted
  const page = rest.slice(0, size)
  const edges = page.map(({ place, view }) => ({ cursor: written(place), node: view }))
  return {
    edges,
    nodes: page.map(({ view }) => view),
    pageInfo: {
      hasNextPage: rest.length > size,
      hasPreviousPage: rest.length < sorted.length,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
