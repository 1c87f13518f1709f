import { ROWS_A_PAGE } from '../../platform/files/personal-data.ts'
import type { PersonalData, PersonIn, ReadRows } from '../../platform/files/personal-data.ts'

const datasets: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('foundryDataset')
    .select(['id', 'title', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const loads: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('foundryLoad')
    .select(['id', 'source', 'read', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const types: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('foundryType')
    .select(['id', 'title', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const corrections: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('foundryChange')
    .select(['id', 'objectId', 'kind', 'changes', 'createdAt'])
    .where('actorId', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const foundryPersonalData: PersonalData = {
  files: [
    { name: 'datasets.json', about: 'datasets you added', read: datasets },
    { name: 'loads.json', about: 'files you read in', read: loads },
    { name: 'object-types.json', about: 'types of objects you made', read: types },
    { name: 'corrections.json', about: 'values of objects you corrected', read: corrections },
  ],
  leftOut: [
    {
      tables: ['foundry_view'],
      why: 'views of the data as an older version kept them; saved-views.json has them',
    },
    {
      tables: ['foundry_property', 'foundry_source', 'foundry_link_type'],
      why: 'what the data of an organization means, which is the organization’s',
    },
    {
      tables: ['foundry_record', 'foundry_object'],
      why: 'what the organization knows of its business, which is the organization’s',
    },
  ],
}
