import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'
import type { PropertyKind } from '../../shared/readings.ts'

type Made = ColumnType<string, string | Date, never>
type Once<T> = ColumnType<T, T, never>
/** Read as what it is, written as its text. */
type Json<T> = ColumnType<T, string, string>
type JsonOr<T> = ColumnType<T, string | undefined, string>

export interface FoundryDatasetTable {
  id: Once<string>
  orgId: Once<string>
  /** A file that somebody brought, or what a connection goes on reading. */
  origin: Once<'file' | 'stream'>
  /** What it is known by to whatever fills it. */
  key: string
  title: string
  /** What its records have, as its latest file was read. */
  fields: JsonOr<unknown>
  /** Which of the fields tell one record from another; none: their place in the file. */
  keyFields: Generated<string[]>
  /** How many there are and were not removed. */
  records: Generated<number>
  loads: Generated<number>
  createdById: Once<string | null>
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface FoundryLoadTable {
  id: Once<string>
  orgId: Once<string>
  datasetId: Once<string>
  n: Once<number>
  /** The name of the file, or of what was read. */
  source: Once<string>
  state: 'running' | 'done' | 'failed'
  read: Generated<number>
  created: Generated<number>
  changed: Generated<number>
  removed: Generated<number>
  refused: Generated<number>
  /** Rows in whose place a later one of the same file counts. */
  repeated: Generated<number>
  /** Whether it was to hold all there is. */
  isWhole: Generated<boolean>
  /** The first of those that were refused or stand there twice, in words. */
  problems: JsonOr<string[]>
  /** What is not of its kind, in words. */
  unread: JsonOr<string[]>
  createdById: Once<string | null>
  createdAt: Made
  endedAt: NullableInstant
}

export interface FoundryRecordTable {
  id: Once<string>
  orgId: Once<string>
  datasetId: Once<string>
  key: Once<string>
  raw: Json<Record<string, unknown>>
  hash: Buffer
  /** When its source says that it changed; an older one never takes the place of a newer. */
  sourceAt: NullableInstant
  loadId: string
  firstLoadId: Once<string>
  removedAt: NullableInstant
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface FoundryTypeTable {
  id: Once<string>
  orgId: Once<string>
  name: Once<string>
  title: string
  plural: string
  titleProperty: string | null
  builtIn: Once<string | null>
  /** The job that makes its objects anew, while it does. */
  fillingJobId: string | null
  archivedAt: NullableInstant
  createdById: Once<string | null>
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface FoundryPropertyTable {
  orgId: Once<string>
  typeId: Once<string>
  name: Once<string>
  title: string
  kind: PropertyKind
  position: number
  /** Where objects keep it to be found by; null where all slots were taken. */
  slot: string | null
  /** Where the currency of money stands. */
  currencySlot: string | null
  isSearched: boolean
  archivedAt: NullableInstant
}

export interface FoundrySourceTable {
  orgId: Once<string>
  typeId: Once<string>
  datasetId: Once<string>
  mapping: Json<unknown>
  mappingVersion: Generated<number>
}

export interface FoundryLinkTypeTable {
  id: Once<string>
  orgId: Once<string>
  name: Once<string>
  title: Once<string>
  inverseName: Once<string>
  inverseTitle: Once<string>
  fromTypeId: Once<string>
  fromProperty: Once<string>
  toTypeId: Once<string>
  /** null: its key. */
  toProperty: Once<string | null>
  createdAt: Made
}

/** What somebody wrote over what the source says. */
export interface Edited {
  value: unknown
  at: string
  by: string | null
}

export interface FoundryObjectTable {
  id: Once<string>
  orgId: Once<string>
  typeId: Once<string>
  datasetId: Once<string>
  recordId: Once<string>
  key: Once<string>
  title: string
  words: string
  t1: string | null
  t2: string | null
  t3: string | null
  t4: string | null
  t5: string | null
  t6: string | null
  t7: string | null
  t8: string | null
  n1: number | null
  n2: number | null
  n3: number | null
  n4: number | null
  n5: number | null
  n6: number | null
  d1: NullableInstant
  d2: NullableInstant
  d3: NullableInstant
  d4: NullableInstant
  overlay: ColumnType<Record<string, Edited>, string | undefined, string>
  removedAt: NullableInstant
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface FoundryChangeTable {
  id: Once<string>
  orgId: Once<string>
  objectId: Once<string>
  kind: Once<'edit' | 'revert' | 'load' | 'removed' | 'returned'>
  loadId: Once<string | null>
  actorId: Once<string | null>
  changes: Json<readonly unknown[]>
  createdAt: Made
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    foundryDataset: FoundryDatasetTable
    foundryLoad: FoundryLoadTable
    foundryRecord: FoundryRecordTable
    foundryType: FoundryTypeTable
    foundryProperty: FoundryPropertyTable
    foundrySource: FoundrySourceTable
    foundryLinkType: FoundryLinkTypeTable
    foundryObject: FoundryObjectTable
    foundryChange: FoundryChangeTable
  }
}

const erased = { atEnd: 'erased' } as const

export const foundryTables = {
  foundry_dataset: erased,
  foundry_load: erased,
  foundry_record: erased,
  foundry_type: erased,
  foundry_property: erased,
  foundry_source: erased,
  foundry_link_type: erased,
  foundry_object: { ...erased, grants: { hub_search: 'select' } },
  foundry_change: erased,
  // Nothing but servers of the last release uses it (`202612150100_views_move`); it goes with the release after this one.
  foundry_view: erased,
} as const satisfies Record<string, TableDeclaration>
