import type { ColumnType } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

/**
 * Tables of modules, which add theirs beside their declaration: `declare module '@hub/db/tables'`. They are part of
 * `OrgTables`, while this package knows none of them.
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
export interface ModuleTables {}

/** What an organization chose for one module. */
export interface ModuleSettingTable {
  orgId: string
  module: string
  /** By the names of the settings; what is not in it is as the module says. Written as JSON text. */
  chosen: ColumnType<Record<string, unknown>, string, string>
  version: ColumnType<number, number, number>
}

/** A secret that an organization gave a module. */
export interface ModuleCredentialTable {
  orgId: string
  /** As its module declares it: `shelf.supplier`. */
  name: string
  sealed: Buffer
  /** What people know it by; empty where the secret is too short to show any of it. */
  endsWith: string
  setAt: InstantColumn
  setById: string
}

/** That a service's delivery was received, so that the same one again does nothing. */
export interface WebhookDeliveryTable {
  orgId: string
  webhook: string
  /** sha256 of what its sender calls it. */
  idHash: Buffer
  receivedAt: ColumnType<string, never, never>
}

/** The last day of the organization on which a daily job was begun. */
export interface ModuleJobDayTable {
  orgId: string
  job: string
  day: string
  /** Until then it belongs to the server that began it. */
  leasedUntil: InstantColumn
  doneAt: NullableInstant
}

export interface ModuleSystemTables {
  webhookDelivery: WebhookDeliveryTable
  moduleJobDay: ModuleJobDayTable
}

export interface ModuleOrgTables {
  webhookDelivery: WebhookDeliveryTable
  moduleSetting: ModuleSettingTable
  moduleCredential: ModuleCredentialTable
}
