import type { ColumnType, Generated } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

/** A secret of the hub by its mark; the one in force is the one that nothing has replaced. */
export interface SecretMarkTable {
  mark: string
  beganAt: ColumnType<string, never, never>
  replacedAt: NullableInstant
  /** When the passwords of the logins were made of it. */
  movedAt: NullableInstant
  /** How far what was sealed before has come: rows looked at, of so many. */
  done: Generated<number>
  total: number | null
  /** When nothing was left that only an earlier secret opens. */
  resealedAt: NullableInstant
}

/** A key made of an earlier secret that goes on being good for something, sealed. */
export interface SecretKeptTable {
  purpose: string
  mark: string
  sealed: Buffer
  keptAt: ColumnType<string, never, never>
}

/** A process that has the database open, and which secrets it knows. */
export interface SecretHolderTable {
  id: string
  /** Machine and process, for whoever has to start it again. */
  name: string
  knows: string[]
  sealsWith: string
  seenAt: InstantColumn
}

export interface SecretSystemTables {
  secretMark: SecretMarkTable
  secretKept: SecretKeptTable
  secretHolder: SecretHolderTable
}
