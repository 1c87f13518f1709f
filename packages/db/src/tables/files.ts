import type { ColumnType } from 'kysely'
import type { InstantColumn, NullableInstant } from './columns.ts'

/** A file in the file store; its bytes lie there under kind and id. */
export interface FileTable {
  id: string
  /** One of the two owns it; a file that has lost its owner is swept away. */
  userId: string | null
  organizationId: string | null
  kind: 'avatar' | 'attached' | 'job'
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

/** What an organization attached to one of its rows. Its bytes are those of the file with the same id. */
export interface AttachedFileTable {
  id: string
  orgId: string
  /** The kind of thing it is attached to, and which one. */
  entity: string
  entityId: string
  name: string
  kind: string
  bytes: number
  contentHash: Buffer
  uploadedById: string
  createdAt: InstantColumn
  /** Nobody sees it from then on; the sweep takes it away. */
  removedAt: NullableInstant
}

export interface FileSystemTables {
  file: FileTable
  attachedFile: Pick<AttachedFileTable, 'id' | 'removedAt'>
}

export interface FileOrgTables {
  attachedFile: AttachedFileTable
}
