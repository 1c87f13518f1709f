import { ROWS_A_PAGE, whose } from '../../../../../platform/files/personal-data.ts'
import type { PersonalData } from '../../../../../platform/files/personal-data.ts'
import type { HubModule } from '../../../../../platform/module.ts'
import { workshopEntities } from './entities.ts'
import { workshopMigrations } from './migration.ts'
import { workshopPhrases } from './phrases/index.ts'
import { workshopRouter } from './router.ts'
import * as schemas from './schema.ts'
import { shopIn, workshopTables } from './tables.ts'

const personal: PersonalData = {
  files: [
    {
      name: 'repairs.json',
      about: 'repairs you booked or do',
      read: ({ db, userId }, after) =>
        shopIn(db)
          .selectFrom('workshopRepair')
          .select(['id', 'number', 'problem', 'status', 'promisedOn', 'priceCents', 'createdAt'])
          .select([whose('bookedById', userId).as('bookedBy'), whose('mechanicId', userId).as('mechanic')])
          .where((eb) => eb.or([eb('bookedById', '=', userId), eb('mechanicId', '=', userId)]))
          .where('id', '>', after)
          .orderBy('id')
          .limit(ROWS_A_PAGE)
          .execute(),
    },
  ],
  leftOut: [],
}

/** A bicycle repair shop: a module that nobody who writes the assistant has in mind. */
export const workshop: HubModule = {
  name: 'workshop',
  title: 'Workshop',
  router: workshopRouter,
  schemas: [schemas],
  permissions: {
    'workshop.repair.read': { title: 'See repairs', level: 'read' },
    'workshop.repair.write': { title: 'Change repairs', level: 'write', isWork: true },
  },
  migrations: workshopMigrations,
  tables: workshopTables,
  entities: workshopEntities,
  activity: { 'workshop.repair': 'workshop.repair.read', 'workshop.bike': 'workshop.repair.read' },
  personal,
  phrases: workshopPhrases,
}
