import { join } from 'node:path'
import { AppError, tellRestored } from '@hub/api/server'
import { BackupRefusal } from '@hub/db/backup'
import { backupWishOf, isSecretSet, restorePlaceOf, withBackup } from '../backup/hub-backups.ts'
import { keepBackup } from '../backup/keep-backup.ts'
import type { KeptBackup } from '../backup/keep-backup.ts'
import { bytesText } from '../backup/progress.ts'
import type { OnProgress } from '../backup/progress.ts'
import { assertSecret, restoreBackup, verifyBackup } from '../backup/restore.ts'
import type { RestoreReport } from '../backup/restore.ts'
import { startDatabase } from '../database.ts'
import type { ServerDatabase } from '../database.ts'
import { loadEnv } from '../env.ts'
import type { Env } from '../env.ts'
import { envOfHub } from './env-of-hub.ts'
import { processEnv } from './env.ts'
import { withLocalHub } from './local-hub.ts'
import { UsageError } from './output.ts'

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

interface Telling {
  onProgress: OnProgress
  signal: AbortSignal
}

const STOPPING = ['SIGINT', 'SIGTERM'] as const

/** Stopped by a key or a signal, it tidies up before it ends; the second one ends it at once. */
async function stoppable<R>(work: (telling: Telling) => Promise<R>): Promise<R> {
  const stopping = new AbortController()
  const stop = () => {
    process.stderr.write('Stopping …\n')
    stopping.abort(new BackupRefusal('Stopped before it was done. What was begun is taken away again.'))
  }
  for (const signal of STOPPING) process.once(signal, stop)
  try {
    return await work({
      signal: stopping.signal,
      onProgress(line) {
        stopping.signal.throwIfAborted()
        process.stderr.write(`${line}\n`)
      },
    })
  } finally {
    for (const signal of STOPPING) process.off(signal, stop)
  }
}

/**
 * Production asks for HUB_SECRET, which on the worst day may be nowhere but in the backup: to restore it, it is not asked for.
 * A secret that is set is held against the rules of production as ever.
 */
function envToRestore(): Env {
  const source = processEnv()
  const isSet = [source['HUB_SECRET'], source['HUB_SECRET_FILE']].some(Boolean)
  return loadEnv(isSet ? source : { ...source, NODE_ENV: undefined })
}

/** For programs (`--json`) as well, what a backup refuses is an answer and no fault of ours. */
async function answered<R>(
  work: (env: Env, telling: Telling) => Promise<R>,
  readEnv: () => Env = envOfHub,
): Promise<R> {
  try {
    const env = readEnv()
    return await stoppable((telling) => work(env, telling))
  } catch (error) {
    if (error instanceof BackupRefusal)
      throw new AppError('CONFLICT', { message: error.message, cause: error })
    throw error
  }
}

async function withDatabase<R>(env: Env, work: (database: ServerDatabase) => Promise<R>): Promise<R> {
  const database = await startDatabase(env)
  try {
    return await work(database)
  } finally {
    await database.stop()
  }
}

/** Takes a backup, reads it again, and lets the oldest go. */
export function runBackup({
  to,
  encrypt,
}: {
  to: string | undefined
  encrypt: boolean
}): Promise<KeptBackup & { secretAt: string }> {
  return answered(async (env, telling) => {
    if (encrypt && env.backup.passphrase === undefined)
      throw new UsageError(
        'An encrypted backup needs a passphrase of at least 16 characters in HUB_BACKUP_PASSPHRASE. Make one with: npm run hub -- secrets, and keep it where you will find it when this machine is gone.',
      )
    const kept = await withDatabase(env, (database) =>
      keepBackup(backupWishOf({ env, database, ...telling }, to)),
    )
    return { ...kept, secretAt: isSecretSet(env) ? 'HUB_SECRET' : join(env.stateDir, 'hub.secret') }
  })
}

export function backupLines({ hasSecret, secretAt, ...kept }: KeptBackup & { secretAt: string }): string {
  const secret = hasSecret
    ? 'It is encrypted and holds HUB_SECRET. Without its passphrase nobody can read it, you neither.'
    : `HUB_SECRET is not in it (only in encrypted ones). Keep it apart${secretAt === 'HUB_SECRET' ? '' : ` (${secretAt})`}: without it, passwords of connected services and second factors are lost.`
  return [
    `Backup: ${kept.path}`,
    `${counted(kept.rows, 'row')} in ${kept.tables} tables, ${counted(kept.files, 'file')}, ${bytesText(kept.bytes)}.`,
    ...(kept.missingFiles > 0
      ? [`${kept.missingFiles} files were not in the file store and are not in it.`]
      : []),
    secret,
    ...kept.removed.map((path) => `Removed as old: ${path}`),
  ].join('\n')
}

export type Restored = RestoreReport & {
  verified: boolean
  /** The file with the secret that has to become a setting before this hub starts in production. */
  setSecretFrom: string | null
}

/** The hub is restored by now, whether or not its log can be told so. */
async function noteRestore(takenAt: string, { onProgress }: Telling): Promise<void> {
  try {
    // The secret of the hub may have come out of the backup just now.
    await withLocalHub((hub) => tellRestored(hub, takenAt), envToRestore())
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    onProgress(`The audit log could not be told of the restore: ${reason}`)
  }
}

/** Restores a backup into this empty hub, or tries it in a database that is thrown away. */
export function runRestore({
  from,
  isTrial,
}: {
  from: string | undefined
  isTrial: boolean
}): Promise<Restored> {
  if (from === undefined || from === '')
    throw new UsageError(
      'Say which: restore --from <folder of the backup, or s3://…/hub-…>; --verify only tries it.',
    )
  return answered(
    (env, telling) =>
      withBackup(from, { env, ...telling }, async (backup) => {
        if (!isTrial) assertSecret(backup, { ...env, isSecretSet: isSecretSet(env) })
        const report = await withDatabase(env, (database) =>
          (isTrial ? verifyBackup : restoreBackup)(backup, restorePlaceOf({ env, database, ...telling })),
        )
        if (!isTrial) await noteRestore(backup.manifest.takenAt, telling)
        const isToBeSet = !isTrial && !isSecretSet(env) && processEnv()['NODE_ENV'] === 'production'
        return {
          verified: isTrial,
          setSecretFrom: isToBeSet ? join(env.stateDir, 'hub.secret') : null,
          ...report,
        }
      }),
    envToRestore,
  )
}

const SECRET_WORDS: Record<RestoreReport['secret'], string> = {
  same: 'What is sealed in it opens with the HUB_SECRET of this hub.',
  restored: 'HUB_SECRET is in the backup; what is sealed opens with it.',
  another:
    'HUB_SECRET of the hub that it is of is NOT here, and a restore asks for it: put its hub.secret into the state folder, or set HUB_SECRET.',
}

function headOf({ verified, secret }: Restored): string {
  if (!verified) return 'The backup is restored:'
  return secret === 'another'
    ? 'The backup is whole, but cannot be restored without its HUB_SECRET. It was tried in a database that is gone again:'
    : 'The backup can be restored. It was, into a database that is gone again:'
}

export function restoreLines(report: Restored): string {
  return [
    headOf(report),
    `  ${counted(report.organizations, 'organization')}; credits (${counted(report.ledgerEntries, 'entry', 'entries')}), audit logs (${counted(report.auditEntries, 'entry', 'entries')}) and books add up`,
    `  ${counted(report.files, 'file')}`,
    `  ${SECRET_WORDS[report.secret]}`,
    ...(report.setSecretFrom === null
      ? []
      : [`Set HUB_SECRET to what stands in ${report.setSecretFrom}: in production it has to be a setting.`]),
    ...(report.verified ? [] : ['Start the hub with: npm start']),
  ].join('\n')
}
