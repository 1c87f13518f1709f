import { sql } from '@hub/db'
import type { BriefingDeclaration } from '../../platform/catalog/briefing.ts'

const MOST_ROWS = 3

interface Unread {
  state: string
  refused: number
  source: string
  title: string
}

/** A failed file left everything out; of one that was read, some rows are missing. */
const inWords = ({ state, refused, source, title }: Unread): string =>
  state === 'failed'
    ? `${source} could not be read into ${title}`
    : `${refused} ${refused === 1 ? 'row' : 'rows'} for ${title} could not be taken`

/** What a connection reads is told of by the connection. */
const unread: BriefingDeclaration = {
  name: 'foundry.unread',
  act: 'See why',
  kind: 'needs',
  urgency: 'failure',
  permission: 'foundry.data.read',
  entity: 'foundry_dataset',
  link: '/o/{org}/foundry/sources',
  async read({ db, now }) {
    const rows = await db
      .selectFrom('foundryDataset as d')
      // A newer load says how it stands now.
      .innerJoin('foundryLoad as l', (join) =>
        join.onRef('l.datasetId', '=', 'd.id').onRef('l.n', '=', 'd.loads'),
      )
      .select(['d.id', 'd.title', 'l.source', 'l.state', 'l.refused'])
      .select(sql<number>`count(*) over ()::int`.as('count'))
      .where('d.origin', '=', 'file')
      .where((is) => is.or([is('l.state', '=', 'failed'), is('l.refused', '>', 0)]))
      .where(sql<boolean>`l.ended_at > ${now.toISOString()}::timestamptz - interval '7 days'`)
      .orderBy('l.endedAt', 'desc')
      .orderBy('d.id')
      .limit(MOST_ROWS)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count } = first
    return {
      words: count === 1 ? inWords(first) : `${count} sources of data were not read in full`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

export const foundryBriefing: readonly BriefingDeclaration[] = [unread]
