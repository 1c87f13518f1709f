import type { ColumnType } from 'kysely'
import type { NullableInstant } from './columns.ts'

/** A file in the file store; its bytes lie there under kind and id. */
export interface FileTable {
  id: string
  /** One of the two owns it; a file that has lost its owner is swept away. */
  userId: string | null
  organizationId: string | null
  kind: 'avatar'
  /** What it is called outside; cannot be guessed. */
  name: string
  contentHash: Buffer
  mediaType: string
  bytes: number
  /** Since when something shows it; without it the bytes may not be there yet. */
  keptAt: NullableInstant
  removedAt: NullableInstant
  createdAt: ColumnType<string, Date, never>
}

export interface FileSystemTables {
  file: FileTable
}
