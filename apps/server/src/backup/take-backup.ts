import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { markOf, version } from '@hub/api/server'
import type { FileStore } from '@hub/api/server'
import { BackupRefusal, openSnapshot } from '@hub/db/backup'
import type { Snapshot } from '@hub/db/backup'
import { makeFolder } from '@hub/db/embedded'
import { freeName, partialName, putInPlace, sweepPartials } from './backup-folder.ts'
import { packFiles } from './file-pack.ts'
import { folderRefusal } from './folder-words.ts'
import { FORMAT, MANIFEST, MANIFEST_SUM, manifestBytes, secretIdOf, sumOf } from './manifest.ts'
import type { Manifest, Part } from './manifest.ts'
import { writePart } from './parts.ts'
import { bytesText, seldom } from './progress.ts'
import type { OnProgress } from './progress.ts'
import { SCRYPT_COST, keyOf, newSalt } from './sealing.ts'

const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700

/** The part with HUB_SECRET; in encrypted backups alone. */
export const SECRET_PART = 'secret'
export const FILES_PART = 'files'

export interface BackupWish {
  /** The administrator's address of the hub's database. */
  readonly adminUrl: string
  readonly files: Pick<FileStore, 'get'>
  /** HUB_SECRET. */
  readonly secret: string
  /** Folder of all backups; made where it is not there. */
  readonly to: string
  readonly passphrase: string | undefined
  readonly onProgress: OnProgress
}

export interface TakenBackup {
  readonly path: string
  readonly manifest: Manifest
}

/** Writes a backup of the hub as it is now. Throws a BackupRefusal in words; what was written until then is gone. */
export async function takeBackup(wish: BackupWish, open = openSnapshot): Promise<TakenBackup> {
  const { to, secret } = wish
  const snapshot = await open(wish.adminUrl)
  try {
    assertOneSecret(snapshot, secret)
    const secretId = secretIdOf(secret)
    makeFolder(to, OWNER_ONLY_FOLDER)
    // The snapshot holds the lock, so whatever lies there is dead.
    await sweepPartials(to, secretId)
    const takenAt = new Date()
    const partial = partialName(secretId, freeName(takenAt, new Set(await readdir(to))))
    try {
      const manifest = await writeAll(wish, { snapshot, folder: join(to, partial), takenAt })
      return { path: await putInPlace(to, partial, takenAt), manifest }
    } catch (error) {
      await rm(join(to, partial), { recursive: true, force: true })
      throw error
    }
  } catch (error) {
    throw folderRefusal(error, to)
  } finally {
    await snapshot.close().catch(() => undefined)
  }
}

/** A backup goes with one secret. While a new one takes the place of the one before, each opens a part of what is sealed. */
function assertOneSecret({ sealed }: Snapshot, secret: string): void {
  if (sealed === null || (sealed.isWhole && sealed.mark === markOf(secret))) return
  throw new BackupRefusal(
    'The secret of this hub is being replaced, and a backup goes with one secret. See how far it is: npm run hub -- secrets status. Take the backup when that says that everything is sealed anew.',
  )
}

interface Draft {
  snapshot: Snapshot
  folder: string
  takenAt: Date
}

async function writeAll(wish: BackupWish, { snapshot, folder, takenAt }: Draft): Promise<Manifest> {
  const { secret, passphrase, onProgress } = wish
  await mkdir(folder, { mode: OWNER_ONLY_FOLDER })
  const salt = newSalt()
  const key = passphrase === undefined ? null : await keyOf(passphrase, salt, SCRYPT_COST)
  const place = (name: string) => ({ folder, name, key })
  const parts: Part[] = []
  const tables = await writeTables(wish, { snapshot, place, parts })
  const files = { count: 0, missing: 0 }
  onProgress('Files …')
  parts.push(await writePart(place(FILES_PART), packFiles(snapshot.files(), wish.files, files)))
  if (key) parts.push(await writePart(place(SECRET_PART), once(Buffer.from(secret))))
  const manifest: Manifest = {
    format: FORMAT,
    version,
    takenAt: takenAt.toISOString(),
    postgres: snapshot.postgres,
    secretId: secretIdOf(secret),
    hasSecret: key !== null,
    encryption: key && { cipher: 'aes-256-gcm', salt: salt.toString('hex'), scrypt: { ...SCRYPT_COST } },
    migrations: [...snapshot.migrations],
    engine: snapshot.engine,
    tables,
    sequences: [...snapshot.sequences],
    files,
    parts,
  }
  const bytes = manifestBytes(manifest)
  await writeFile(join(folder, MANIFEST), bytes, { mode: OWNER_ONLY, flag: 'wx', flush: true })
  await writeFile(join(folder, MANIFEST_SUM), sumOf(bytes, key), {
    mode: OWNER_ONLY,
    flag: 'wx',
    flush: true,
  })
  return manifest
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

interface TableWork {
  snapshot: Snapshot
  place: (name: string) => { folder: string; name: string; key: Buffer | null }
  parts: Part[]
}

async function writeTables(
  { onProgress }: BackupWish,
  { snapshot, place, parts }: TableWork,
): Promise<Manifest['tables']> {
  const tables: Manifest['tables'] = []
  const tell = seldom(onProgress)
  let bytes = 0
  for (const table of snapshot.tables) {
    const part = `${table.schema}.${table.name}`
    const copied = snapshot.copy(table)
    const written = await writePart(place(part), copied.bytes)
    bytes += written.bytes
    parts.push(written)
    tables.push({ ...table, columns: [...table.columns], rows: copied.rows(), part })
    tell(`${tables.length} of ${snapshot.tables.length} tables, ${bytesText(bytes)} …`)
  }
  return tables
}
