import { randomBytes } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modules } from '@hub/api/server'
import type { FileStore } from '@hub/api/server'
import { moveLogins } from '@hub/db'
import { BackupRefusal, restoreDatabase, tryRestore } from '@hub/db/backup'
import type { DatabaseBackup } from '@hub/db/backup'
import { checkDatabase } from './check-hub.ts'
import type { HubCheck } from './check-hub.ts'
import { secretIdOf } from './manifest.ts'
import type { Backup } from './open-backup.ts'
import { bytesText, seldom } from './progress.ts'
import type { OnProgress } from './progress.ts'

export interface RestorePlace {
  /** Address with the rights to create roles and databases. */
  readonly adminUrl: string
  /** The hub's own database on the built-in server; absent where `adminUrl` names it. */
  readonly database: string | undefined
  readonly stateDir: string
  /** HUB_SECRET of this hub. */
  readonly secret: string
  /** True where it is a setting, which no file of ours can change. */
  readonly isSecretSet: boolean
  readonly files: FileStore
  readonly onProgress: OnProgress
}

export interface RestoreReport extends HubCheck {
  /** Whether what is sealed in the database opens with this hub's secret. */
  secret: 'same' | 'restored' | 'another'
  files: number
}

const noFaults = ({ faults, ...check }: HubCheck): HubCheck => {
  if (faults.length === 0) return { faults, ...check }
  throw new BackupRefusal(
    `What the backup holds is not in order, so it was not restored. Use another backup. Found:\n${faults.map((one) => `  ${one}`).join('\n')}`,
  )
}

/** The rows of a backup, telling how far the reading of them is. */
function toldRows({ database }: Backup, onProgress: OnProgress): DatabaseBackup {
  const tell = seldom(onProgress)
  let tables = 0
  let bytes = 0
  return {
    ...database,
    async *read(table) {
      for await (const piece of database.read(table)) {
        bytes += piece.length
        tell(`Rows: ${tables} of ${database.tables.length} tables, ${bytesText(bytes)} …`)
        yield piece
      }
      tables += 1
    },
  }
}

/** Restores into a database that is thrown away, and answers what was found in it. */
export async function verifyBackup(backup: Backup, place: RestorePlace): Promise<RestoreReport> {
  const { adminUrl, secret, onProgress } = place
  await backup.checkParts(onProgress)
  let check: HubCheck | undefined
  await tryRestore({ adminUrl, secret, modules }, toldRows(backup, onProgress), async (prepared) => {
    onProgress('Rows are loaded; credits, audit logs and books are recomputed …')
    check = noFaults(await checkDatabase(prepared, onProgress))
  })
  const files = await countFiles(backup)
  assertFiles(backup, files)
  if (!check) throw new Error('The restored database was not looked at.')
  return { ...check, files, secret: secretState(backup, secret) }
}

function secretState({ manifest }: Backup, secret: string): RestoreReport['secret'] {
  if (manifest.secretId === secretIdOf(secret)) return 'same'
  return manifest.hasSecret ? 'restored' : 'another'
}

/** Reading them holds each against its own sum. */
async function countFiles(backup: Backup): Promise<number> {
  const keys = new Set<string>()
  for await (const { key } of backup.files()) keys.add(key)
  return keys.size
}

function assertFiles({ manifest }: Backup, found: number): void {
  if (found !== manifest.files.count)
    throw new BackupRefusal(
      `The backup says that it has ${manifest.files.count} files, and ${found} were found in it. Use another backup.`,
    )
}

/** Throws where the sealed data of the backup would stay shut. Its manifest tells, so that nothing need be started for it. */
export function assertSecret(
  { manifest }: Pick<Backup, 'manifest'>,
  { secret, isSecretSet, stateDir }: Pick<RestorePlace, 'secret' | 'isSecretSet' | 'stateDir'>,
): void {
  if (manifest.secretId === secretIdOf(secret)) return
  if (isSecretSet)
    throw new BackupRefusal(
      'The backup is of a hub with another HUB_SECRET. Set HUB_SECRET to the one of that hub, or, where the backup is encrypted, leave the setting out: the secret is in the backup.',
    )
  if (!manifest.hasSecret)
    throw new BackupRefusal(
      `The backup is of a hub with another HUB_SECRET, and does not hold it because it is not encrypted. Put the file hub.secret of that hub's state folder into ${stateDir}, or set HUB_SECRET, then restore again.`,
    )
}

/** The secret that the restored hub will have. */
async function secretFor(backup: Backup, place: RestorePlace): Promise<string> {
  assertSecret(backup, place)
  const isSame = backup.manifest.secretId === secretIdOf(place.secret)
  return (isSame ? null : await backup.secret()) ?? place.secret
}

async function keepSecret(stateDir: string, secret: string): Promise<void> {
  const draft = join(stateDir, `hub.secret.${randomBytes(4).toString('hex')}`)
  await writeFile(draft, secret, { mode: 0o600, flush: true })
  await rename(draft, join(stateDir, 'hub.secret'))
}

/** All or nothing: where anything fails, the database is empty as before and the files are away again. */
export async function restoreBackup(backup: Backup, place: RestorePlace): Promise<RestoreReport> {
  const { adminUrl, database, onProgress } = place
  await backup.checkParts(onProgress)
  const secret = await secretFor(backup, place)
  const isOther = secret !== place.secret
  const written: string[] = []
  let files = 0
  let check: HubCheck | undefined
  const options = { adminUrl, secret, modules, ...(database !== undefined && { database, ownsServer: true }) }
  try {
    await restoreDatabase(options, toldRows(backup, onProgress), async (prepared) => {
      onProgress('Rows are loaded; credits, audit logs and books are recomputed …')
      check = noFaults(await checkDatabase(prepared, onProgress))
      files = await putFiles(backup, place, written)
      if (isOther) await keepSecret(place.stateDir, secret)
    })
  } catch (error) {
    for (const key of written) await place.files.remove(key).catch(() => undefined)
    if (isOther) await keepSecret(place.stateDir, place.secret)
    if (isOther && database !== undefined) await moveLogins(adminUrl, place.secret)
    throw error
  }
  if (!check) throw new Error('The restored database was not looked at.')
  return { ...check, files, secret: isOther ? 'restored' : 'same' }
}

/** Notes in `written` what was not there before. A bucket outlives its hub, and may still be in use by it. Answers how many there are. */
async function putFiles(
  backup: Backup,
  { files, onProgress }: RestorePlace,
  written: string[],
): Promise<number> {
  onProgress(`${backup.manifest.files.count} files …`)
  let found = 0
  for await (const { key, bytes } of backup.files()) {
    const before = await files.get(key)
    if (before === null) written.push(key)
    if (!before?.equals(bytes)) await files.put(key, bytes)
    found += 1
  }
  assertFiles(backup, found)
  return found
}
