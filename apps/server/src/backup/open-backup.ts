import { readFile, readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { BackupRefusal } from '@hub/db/backup'
import type { CopiedTable, DatabaseBackup } from '@hub/db/backup'
import { unpackFiles } from './file-pack.ts'
import { MANIFEST, MANIFEST_SUM, readManifest, sumOf } from './manifest.ts'
import type { Manifest, Part } from './manifest.ts'
import { cutWords, damagedWords, missingWords } from './part-words.ts'
import { measurePart, readPart } from './parts.ts'
import { bytesText, seldom } from './progress.ts'
import type { OnProgress } from './progress.ts'
import { keyOf } from './sealing.ts'
import { FILES_PART, SECRET_PART } from './take-backup.ts'

/** The newest of those that a refusal names. */
const MOST_NAMED = 5

/** A backup whose manifest fits and, where it is encrypted, was written by whoever has the passphrase. */
export interface Backup {
  readonly path: string
  readonly manifest: Manifest
  readonly database: DatabaseBackup
  files(): AsyncGenerator<{ key: string; bytes: Buffer }>
  /** HUB_SECRET of the hub that it is of; null where it was left out. */
  secret(): Promise<string | null>
  /** Reads every part and holds it against the manifest. Throws a BackupRefusal with the first that is wrong. */
  checkParts(onProgress: OnProgress): Promise<void>
}

/** Throws a BackupRefusal, in words, for what is no whole backup or cannot be opened with this passphrase. */
export async function openBackup(from: string, passphrase: string | undefined): Promise<Backup> {
  const path = resolve(from)
  const bytes = await needed(path, MANIFEST)
  const sum = (await needed(path, MANIFEST_SUM)).toString('utf8')
  const manifest = readManifest(bytes, sum)
  const key = await keyFor(manifest, passphrase)
  if (key && sum !== sumOf(bytes, key))
    throw new BackupRefusal(
      'HUB_BACKUP_PASSPHRASE is not the one that this backup was encrypted with, or manifest.sum was changed. Set the one that held when it was taken; if it is right, copy the backup again or use another.',
    )
  const place = (name: string) => ({ folder: path, name, key })
  const partOf = new Map(manifest.tables.map((table) => [`${table.schema}.${table.name}`, table.part]))
  return {
    path,
    manifest,
    database: {
      migrations: manifest.migrations,
      engine: manifest.engine,
      tables: manifest.tables,
      sequences: manifest.sequences,
      read: ({ schema, name }: CopiedTable) => readPart(place(partOf.get(`${schema}.${name}`) ?? '')),
    },
    files: () => unpackFiles(readPart(place(FILES_PART))),
    secret: async () => (manifest.hasSecret ? textOf(readPart(place(SECRET_PART))) : null),
    checkParts: (onProgress) => checkParts({ path, manifest }, onProgress),
  }
}

async function keyFor({ encryption }: Manifest, passphrase: string | undefined): Promise<Buffer | null> {
  if (encryption === null) return null
  if (passphrase === undefined)
    throw new BackupRefusal(
      'This backup is encrypted. Set HUB_BACKUP_PASSPHRASE to the passphrase that held when it was taken.',
    )
  return keyOf(passphrase, Buffer.from(encryption.salt, 'hex'), encryption.scrypt)
}

async function textOf(source: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

async function needed(path: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(path, name))
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new BackupRefusal(await notWholeWords(path, name), { cause: error })
  }
}

const backupsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.startsWith('hub-')).toSorted()

/** Names what is there: a name that is not quite right, or the folder around it, is what one gives on such a day. */
async function notWholeWords(path: string, name: string): Promise<string> {
  const isThere = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  const first = isThere ? `${path} is no whole backup: it has no ${name}.` : `There is no folder ${path}.`
  const near = isThere ? path : dirname(path)
  const found = await backupsIn(near)
  return found.length === 0
    ? `${first} Name the folder of one backup, such as …/hub-20261124T023000Z.`
    : `${first} In ${near} there are: ${found.slice(-MOST_NAMED).join(', ')}.`
}

async function checkParts(
  { path, manifest }: Pick<Backup, 'path' | 'manifest'>,
  onProgress: OnProgress,
): Promise<void> {
  const tell = seldom(onProgress)
  const listed = new Set(manifest.parts.map(({ name }) => name))
  const named = [
    ...manifest.tables.map(({ part }) => part),
    FILES_PART,
    ...(manifest.hasSecret ? [SECRET_PART] : []),
  ]
  const unlisted = named.find((name) => !listed.has(name))
  if (unlisted !== undefined)
    throw new BackupRefusal(`The backup lists no part ${unlisted}. Use another backup.`)
  let bytes = 0
  for (const part of manifest.parts) {
    await checkPart(path, part)
    bytes += part.bytes
    tell(`Sums: ${bytesText(bytes)} …`)
  }
}

/** Throws a BackupRefusal where what lies in the folder is not what the manifest says of it. */
export async function checkPart(path: string, { name, bytes, sha256 }: Part): Promise<void> {
  const found = await measurePart({ folder: path, name }).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (found === null) throw new BackupRefusal(missingWords(name))
  if (found.bytes !== bytes) throw new BackupRefusal(cutWords({ name, bytes, sha256 }, found.bytes))
  if (found.sha256 !== sha256) throw new BackupRefusal(damagedWords(name))
}
