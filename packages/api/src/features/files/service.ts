import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import type { FileTable, SystemDb } from '@hub/db'
import type { Hub } from '../../platform/hub.ts'
import { sameBytes, sha256 } from '../../platform/secrets/secrets.ts'

export { localFiles } from './adapters/local-files.ts'
export { s3Files } from './adapters/s3-files.ts'
export type { S3Settings } from './adapters/s3-files.ts'
export { squarePicture } from './picture.ts'

type Owner = { userId: string } | { organizationId: string }

interface NewFile {
  owner: Owner
  kind: FileTable['kind']
  mediaType: string
  bytes: Buffer
}

export interface StoredFile {
  id: string
  /** What it is called outside: a hash of its content and of something nobody knows, so it cannot be guessed. */
  name: string
}

const keyOf = ({ kind, id }: Pick<FileTable, 'kind' | 'id'>) => `${kind}/${id}`

/**
 * Stores bytes. They are swept away after an hour unless `keepFile` says, in the transaction that makes use of them, that
 * they stay. Outside of any transaction, because the store may be across a network. Throws UNAVAILABLE when it is away.
 */
export async function storeFile(hub: Hub, { owner, kind, mediaType, bytes }: NewFile): Promise<StoredFile> {
  const id = uuidv7()
  const name = sha256(Buffer.concat([randomBytes(32), bytes])).toString('hex')
  await hub.db.system
    .insertInto('file')
    .values({
      id,
      ...owner,
      kind,
      name,
      contentHash: sha256(bytes),
      mediaType,
      bytes: bytes.length,
      createdAt: hub.now(),
    })
    .execute()
  await hub.files.put(keyOf({ kind, id }), bytes)
  return { id, name }
}

/** From now on the file stays until it is dropped. Throws where it was swept away in the meantime. */
export async function keepFile(tx: SystemDb, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('file')
    .set({ keptAt: now })
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow()
}

interface Dropped {
  userId: string
  kind: FileTable['kind']
  now: Date
}

/** Nobody is shown these files of a person from now on; the sweep takes their bytes away. */
export async function dropFiles(tx: SystemDb, { userId, kind, now }: Dropped): Promise<void> {
  await tx
    .updateTable('file')
    .set({ removedAt: now })
    .where('userId', '=', userId)
    .where('kind', '=', kind)
    .where('keptAt', 'is not', null)
    .where('removedAt', 'is', null)
    .execute()
}

/** A kept file by its outside name; null for one that is not there, or whose bytes are not those that were stored. */
export async function readFile(
  hub: Hub,
  { kind, name }: Pick<FileTable, 'kind' | 'name'>,
): Promise<{ bytes: Buffer; mediaType: string } | null> {
  const row = await hub.db.system
    .selectFrom('file')
    .select(['id', 'kind', 'contentHash', 'mediaType'])
    .where('name', '=', name)
    .where('kind', '=', kind)
    .where('keptAt', 'is not', null)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const bytes = await hub.files.get(keyOf(row))
  const isWhole = bytes !== null && sameBytes(sha256(bytes), row.contentHash)
  if (!isWhole)
    hub.log.error({ file: row.id }, bytes === null ? 'the bytes of a file are gone' : 'a file is damaged')
  return isWhole ? { bytes, mediaType: row.mediaType } : null
}

/**
 * A file that is being stored takes seconds; one that was not kept by then never will be. What was removed stays as long,
 * so that a backup of the files that follows one of the database has everything the database names.
 */
const PATIENCE_MS = 3_600_000
const AT_A_TIME = 100

/** Takes away what nothing shows any more: bytes first, then the row, so that a stop in between leaves work and no orphan. */
export async function sweepFiles({ db: { system }, files, now }: Hub): Promise<void> {
  const before = new Date(now().getTime() - PATIENCE_MS).toISOString()
  const rows = await system
    .selectFrom('file')
    .select(['id', 'kind'])
    .where((eb) =>
      eb.or([
        eb('removedAt', '<', before),
        eb.and([eb('keptAt', 'is', null), eb('createdAt', '<', before)]),
        eb.and([eb('userId', 'is', null), eb('organizationId', 'is', null)]),
      ]),
    )
    .orderBy('createdAt')
    .limit(AT_A_TIME)
    .execute()
  for (const row of rows) {
    await files.remove(keyOf(row))
    await system.deleteFrom('file').where('id', '=', row.id).execute()
  }
}
