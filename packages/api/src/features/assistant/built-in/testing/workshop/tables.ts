import type { NullableInstant, OrgDb, OrgTx, TableDeclaration } from '@hub/db'
import type { ColumnType } from 'kysely'
import type { RepairStatus } from './schema.ts'

interface BikeTable {
  id: string
  orgId: string
  name: string
  owner: string | null
  createdAt: ColumnType<string, string | Date, never>
}

interface RepairTable {
  id: string
  orgId: string
  number: number
  bikeId: string
  problem: string
  status: RepairStatus
  mechanicId: string | null
  promisedOn: string | null
  priceCents: number | null
  bookedById: string
  createdAt: ColumnType<string, string | Date, never>
  cancelledAt: NullableInstant
}

/** No interface: Kysely asks for a type with an index. */
export type WorkshopTables = {
  workshopBike: BikeTable
  workshopRepair: RepairTable
}

export const workshopTables = {
  workshop_bike: { atEnd: 'erased' },
  workshop_repair: { atEnd: 'erased' },
} as const satisfies Record<string, TableDeclaration>

/** A module of the product adds its tables by merging; these exist only in tests. */
export const shopIn = (db: OrgDb | OrgTx) => db.withTables<WorkshopTables>()
