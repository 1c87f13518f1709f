import { ROWS_A_PAGE } from '../../platform/files/personal-data.ts'
import type { PersonalData, PersonIn, ReadRows } from '../../platform/files/personal-data.ts'

const connections: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('connectorsConnection')
    .select(['id', 'provider', 'title', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const connectorsPersonalData: PersonalData = {
  files: [{ name: 'connections.json', about: 'services you connected', read: connections }],
  leftOut: [
    {
      tables: ['connectors_authorization'],
      why: 'ways to a service that were begun, which are over in ten minutes',
    },
    { tables: ['connectors_stream'], why: 'what a connection of the organization reads' },
  ],
}
