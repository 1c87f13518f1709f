import { sql } from '@hub/db'
import type { BriefingDeclaration } from '../../platform/catalog/briefing.ts'

const broken: BriefingDeclaration = {
  name: 'connectors.broken',
  act: 'Reconnect',
  kind: 'needs',
  urgency: 'failure',
  permission: 'connectors.connection.read',
  entity: 'connectors_connection',
  link: '/o/{org}/connectors',
  async read({ db }) {
    const rows = await db
      .selectFrom('connectorsConnection')
      .select(['id', 'title', sql<number>`count(*) over ()::int`.as('count')])
      .where('state', '=', 'broken')
      .orderBy('id')
      .limit(3)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, title } = first
    return {
      words:
        count === 1
          ? `${title} has to be connected again; nothing is read from it`
          : `${count} services have to be connected again; nothing is read from them`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

export const connectorsBriefing: readonly BriefingDeclaration[] = [broken]
