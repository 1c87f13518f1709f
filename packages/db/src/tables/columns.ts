import type { ColumnType } from 'kysely'

/** An instant: read as ISO text, written as Date or ISO text. */
export type InstantColumn = ColumnType<string, string | Date, string | Date>
export type NullableInstant = ColumnType<
  string | null,
  string | Date | null | undefined,
  string | Date | null
>
export type CreatedAt = ColumnType<string, string | Date | undefined, never>
