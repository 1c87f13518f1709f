import type { EntityDeclaration } from '../../../../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../../../../platform/catalog/find.ts'
import { sql } from '@hub/db'
import type { Bike, Repair, RepairStatus } from './schema.ts'
import { shopIn } from './tables.ts'

export const statusText: Record<RepairStatus, string> = {
  booked: 'booked',
  onStand: 'on the stand',
  waitingForParts: 'waiting for parts',
  ready: 'ready',
  collected: 'collected',
}

/** "R-107 Brakes squeal, Mrs Doyle's Brompton" */
export const repairName = ({ number, problem, bikeName }: Repair): string =>
  `${number} ${problem}, ${bikeName}`

const findBike: FindDeclaration<Bike> = {
  path: 'modules.workshop.bikes.list',
  words: 'search',
  row: ({ id, name, owner }) => ({ id, name, detail: owner }),
}

const findRepair: FindDeclaration<Repair> = {
  path: 'modules.workshop.repairs.list',
  words: 'search',
  row: (repair) => ({ id: repair.id, name: repairName(repair), detail: statusText[repair.status] }),
}

export const workshopEntities = {
  workshop_bike: {
    noun: 'Bike',
    synonyms: ['bicycle', 'cycle'],
    find: findBike,
    names: (db, ids) =>
      shopIn(db).selectFrom('workshopBike').select(['id', 'name']).where('id', 'in', ids).execute(),
    permission: 'workshop.repair.read',
    ofPerson: { none: 'bikes belong to customers, who have no account here' },
    target: 'bike',
    verbs: { 'workshop.bike.added': 'added {bike}' },
    example: async (call) => ((await call('modules.workshop.bikes.add', { name: 'Red Raleigh' })) as Bike).id,
  },
  workshop_repair: {
    noun: 'Repair',
    synonyms: ['job', 'ticket'],
    find: findRepair,
    names: (db, ids) =>
      shopIn(db)
        .selectFrom('workshopRepair as r')
        .innerJoin('workshopBike as b', 'b.id', 'r.bikeId')
        .select(['r.id', sql<string>`concat('R-', r.number, ' ', r.problem, ', ', b.name)`.as('name')])
        .where('r.id', 'in', ids)
        .execute(),
    permission: 'workshop.repair.read',
    ofPerson: { file: 'repairs.json', whenTheyLeave: 'kept' },
    target: 'repair',
    verbs: {
      'workshop.repair.booked': 'booked {repair}',
      'workshop.repair.moved': 'changed the status of {repair}',
      'workshop.repair.assigned': 'assigned {repair}',
      'workshop.repair.promised': 'changed the day of {repair}',
      'workshop.repair.quoted': 'quoted {repair}',
      'workshop.repair.cancelled': 'cancelled {repair}',
    },
    example: async (call) => {
      const bike = (await call('modules.workshop.bikes.add', { name: 'Green Moulton' })) as Bike
      const repair = { bikeId: bike.id, problem: 'Bent fork' }
      return ((await call('modules.workshop.repairs.book', repair)) as Repair).id
    },
  },
} as const satisfies Record<string, EntityDeclaration>
