import type { ColumnType, Generated } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

/** An address of an organization's own to which the hub sends events. */
export interface EndpointTable {
  id: string
  orgId: string
  name: string
  address: string
  /** Topics, groups of them such as `ops.*`, or `*`. */
  topics: string[]
  sealed: Buffer
  /** The secret before, which signs as well for a day. */
  oldSealed: Buffer | null
  oldUntil: NullableInstant
  state: Generated<'on' | 'paused'>
  pausedBecause: 'person' | 'failing' | 'maker_gone' | null
  pausedAt: NullableInstant
  failingSince: NullableInstant
  lastDeliveredAt: NullableInstant
  /** Whoever set it up or turned it on last: it gets what they may read. */
  madeById: string
  version: Generated<number>
  createdAt: InstantColumn
  updatedAt: InstantColumn
}

/** One event on its way to one endpoint. */
export interface EndpointDeliveryTable {
  id: string
  orgId: string
  endpointId: string
  /** Which the receiver knows it by, however often it comes. */
  eventId: string
  topic: string
  aggregate: string
  /** The very text that is signed and sent. */
  body: ColumnType<string, string, never>
  isTest: Generated<boolean>
  position: ColumnType<number, never, never>
  status: Generated<'waiting' | 'delivered' | 'dead' | 'discarded'>
  attempts: Generated<number>
  dueAt: InstantColumn
  /** While somebody is sending it. */
  leasedUntil: NullableInstant
  error: string | null
  createdAt: InstantColumn
  deliveredAt: NullableInstant
}

export interface EndpointAttemptTable {
  orgId: string
  deliveryId: string
  position: ColumnType<number, never, never>
  at: InstantColumn
  ms: number
  /** null where nothing was answered. */
  status: number | null
  answer: string | null
  error: string | null
}

export interface EndpointOrgTables {
  endpoint: EndpointTable
  endpointDelivery: EndpointDeliveryTable
  endpointAttempt: EndpointAttemptTable
}

export interface EndpointSystemTables {
  endpoint: Pick<EndpointTable, 'id' | 'orgId' | 'state' | 'failingSince'>
  endpointDelivery: Pick<
    EndpointDeliveryTable,
    | 'id'
    | 'orgId'
    | 'endpointId'
    | 'aggregate'
    | 'position'
    | 'status'
    | 'attempts'
    | 'dueAt'
    | 'leasedUntil'
    | 'createdAt'
  >
}
