import { sql } from '@hub/db'
import type { BriefingDeclaration, BriefingFacts, BriefingPlace } from '../../platform/catalog/briefing.ts'
import type { ConnectionState } from './connections/schema.ts'
import { stateWords } from './words.ts'

const MOST_ROWS = 3

interface Worded {
  one: (title: string) => string
  several: (count: number) => string
}

/** The connections in this state, in words; null where there are none. */
async function inState(
  { db }: BriefingPlace,
  state: ConnectionState,
  { one, several }: Worded,
): Promise<BriefingFacts | null> {
  const rows = await db
    .selectFrom('connectorsConnection')
    .select(['id', 'title', sql<number>`count(*) over ()::int`.as('count')])
    .where('state', '=', state)
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute()
  const [first] = rows
  if (!first) return null
  const { count, title } = first
  return { words: count === 1 ? one(title) : several(count), count, rows: rows.map(({ id }) => id) }
}

const common = {
  kind: 'needs',
  urgency: 'failure',
  permission: 'connectors.connection.read',
  entity: 'connectors_connection',
  link: '/o/{org}/connectors',
} as const

const broken: BriefingDeclaration = {
  ...common,
  name: 'connectors.broken',
  act: 'Reconnect',
  read: (place) =>
    inState(place, 'broken', {
      one: (title) => `${title} ${stateWords.broken}; nothing is read from it`,
      several: (count) => `${count} services have to be connected again; nothing is read from them`,
    }),
}

/** It is tried again by itself, and may need somebody all the same: a right that was taken away, a shop that is closed. */
const failing: BriefingDeclaration = {
  ...common,
  name: 'connectors.failing',
  act: 'See why',
  read: (place) =>
    inState(place, 'attention', {
      one: (title) => `${title} ${stateWords.attention}`,
      several: (count) => `${count} services ${stateWords.attention}`,
    }),
}

export const connectorsBriefing: readonly BriefingDeclaration[] = [broken, failing]
