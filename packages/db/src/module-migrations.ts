import type { Kysely } from 'kysely'

// What the migrations of a module are written with; nothing else of the program acts as the owner of the tables.
export type { Migration } from 'kysely/migration'
export { raisesEpoch, raisesFellowEpochs } from './epochs.ts'
export { tellsLive } from './live-rows.ts'
export {
  definerAccess,
  definerFunction,
  systemAccess,
  tenantForeignKey,
  tenantTable,
} from './tenant-table.ts'

/** The handle a migration gets: the owner of the schema, in a transaction of its own. */
export type OwnerDb = Kysely<unknown>
