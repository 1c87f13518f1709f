import type { ColumnType, Generated } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

/** Something that concerns one person. What it is called and where it leads is told anew to whoever reads it. */
export interface NotificationTable {
  id: string
  orgId: string
  userId: string
  kind: string
  /** Of one event there is one for a person and kind, however often it is heard. */
  eventId: string
  /** Who did it; null where nobody did. */
  actorId: string | null
  /** What it is about. */
  entity: string
  entityId: string
  /** Those of one kind that share it stand in one row. */
  alike: string
  /** Ids and closed words alone. Written as JSON text. */
  data: ColumnType<Record<string, string>, string, never>
  inInbox: boolean
  mail: 'now' | 'digest' | null
  /** When it is to be mailed; null once it was, or where it is not. */
  mailAt: NullableInstant
  /** When it is to be pushed to browsers; null once it was, or where it is not. */
  pushAt: NullableInstant
  createdAt: InstantColumn
  /** From then on it stands in the inbox: put off when it is snoozed. */
  dueAt: InstantColumn
  readAt: NullableInstant
  doneAt: NullableInstant
  /** From then on it needs nobody any more; null where time alone ends nothing. */
  endsAt: NullableInstant
}

/** What one person chose for one kind; without a row the kind's usual way holds. */
export interface NotificationPreferenceTable {
  orgId: string
  userId: string
  kind: string
  inApp: boolean
  mail: 'now' | 'digest' | 'off'
  /** null: as is usual for the kind. */
  push: boolean | null
}

/** A browser that one person lets the hub push to. */
export interface NotificationPushTable {
  orgId: string
  userId: string
  /** The hash of its address. */
  key: Buffer
  /** Its address and keys. */
  sealed: Buffer
  /** "Firefox on Windows" */
  name: string
  createdAt: InstantColumn
  pushedAt: NullableInstant
}

/** When one person may be written to. Times are as PostgreSQL writes them: `22:00:00`. */
export interface NotificationHoursTable {
  orgId: string
  userId: string
  quietFrom: string | null
  quietTo: string | null
  /** null: that of their account, or of the organization. */
  timeZone: string | null
  digestAt: string
  /** Whether they want the briefing of the morning by mail. */
  briefing: Generated<boolean>
  /** The day they had it last, where the organization is. */
  briefedOn: ColumnType<string | null, string | undefined, string>
}

export interface NotificationOrgTables {
  notification: NotificationTable
  notificationPreference: NotificationPreferenceTable
  notificationHours: NotificationHoursTable
  notificationPush: NotificationPushTable
}

export interface NotificationSystemTables {
  /** Without what it is about, which is its organization's. */
  notification: Pick<
    NotificationTable,
    'id' | 'orgId' | 'userId' | 'mail' | 'mailAt' | 'pushAt' | 'createdAt' | 'doneAt'
  >
  notificationPreference: Pick<NotificationPreferenceTable, 'userId'>
  notificationHours: Pick<NotificationHoursTable, 'userId'>
  notificationPush: Pick<NotificationPushTable, 'userId' | 'key'>
}
