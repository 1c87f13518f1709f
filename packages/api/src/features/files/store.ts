import { randomBytes } from 'node:crypto'
import { sql, uuidv7 } from '@hub/db'
import type { FileTable, SystemDb } from '@hub/db'
import type { Hub } from '../../platform/hub.ts'
import { sameBytes, sha256 } from '../../platform/secrets/secrets.ts'

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

/** The bytes of an organization that has ended go with the next sweeps. */
export async function dropFilesOf(tx: SystemDb, organizationId: string, now: Date): Promise<void> {
  await tx
    .updateTable('file')
    .set({ removedAt: now })
    .where('organizationId', '=', organizationId)
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
  const bytes = row && (await bytesOfFile(hub, row))
  return bytes ? { bytes, mediaType: row.mediaType } : null
}

/** The bytes of a file that something else keeps, by its id. */
export async function bytesOf(
  hub: Hub,
  { kind, id }: Pick<FileTable, 'kind' | 'id'>,
): Promise<Buffer | null> {
  const { system } = hub.db
  const found = system.selectFrom('file').select('contentHash').where('id', '=', id).where('kind', '=', kind)
  const row = await found.executeTakeFirst()
  return row ? bytesOfFile(hub, { kind, id, ...row }) : null
}

/** The bytes as they were stored; null, and a line in the log, where they are gone or are others. */
export async function bytesOfFile(
  hub: Hub,
  file: Pick<FileTable, 'kind' | 'id' | 'contentHash'>,
): Promise<Buffer | null> {
  const bytes = await hub.files.get(keyOf(file))
  const isWhole = bytes !== null && sameBytes(sha256(bytes), file.contentHash)
  if (!isWhole)
    hub.log.error({ file: file.id }, bytes === null ? 'the bytes of a file are gone' : 'a file is damaged')
  return isWhole ? bytes : null
}

/**
 * A file that is being stored takes seconds; one that was not kept by then never will be. What was removed stays as long,
 * so that a backup of the files that follows one of the database has everything the database names.
 */
const PATIENCE_MS = 3_600_000
const AT_A_TIME = 100

/** A file that was attached to a row is kept from then on; the transaction that did so may not write here. */
const keepAttached = (system: SystemDb, now: Date) =>
  system
    .updateTable('file')
    .set({ keptAt: now })
    .where('kind', '=', 'attached')
    .where('keptAt', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('attachedFile').select('attachedFile.id').whereRef('attachedFile.id', '=', 'file.id'),
      ),
    )
    .execute()

/** What a job made stays as long as the job; the transaction that ends it may not write here either. */
const isOfNoJob = sql<boolean>`not exists (select from job j where j.file_id = file.id)`

/** Takes away what nothing shows any more: bytes first, then the row, so that a stop in between leaves work and no orphan. */
export async function sweepFiles({ db: { system }, files, now }: Hub): Promise<void> {
  const before = new Date(now().getTime() - PATIENCE_MS).toISOString()
  await keepAttached(system, now())
  const rows = await system
    .selectFrom('file')
    .select(['id', 'kind'])
    .where((eb) =>
      eb.or([
        eb('removedAt', '<', before),
        eb.and([eb('keptAt', 'is', null), eb('createdAt', '<', before), isOfNoJob]),
        eb.and([eb('userId', 'is', null), eb('organizationId', 'is', null)]),
        eb('id', 'in', eb.selectFrom('attachedFile').select('id').where('removedAt', '<', before)),
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
