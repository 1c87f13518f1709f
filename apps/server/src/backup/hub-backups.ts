import { OWN_DATABASE, hubDatabaseUrl } from '@hub/api/server'
import type { ServerDatabase } from '../database.ts'
import { filesOf } from '../deps.ts'
import type { Env } from '../env.ts'
import type { KeepWish } from './keep-backup.ts'
import { nightlyBackup } from './nightly-backup.ts'
import type { NightlyBackup } from './nightly-backup.ts'
import { openBackup } from './open-backup.ts'
import type { OnProgress } from './progress.ts'
import { verifyBackup } from './restore.ts'
import type { RestorePlace } from './restore.ts'

interface Place {
  env: Env
  database: Pick<ServerDatabase, 'adminUrl' | 'embedded'>
  onProgress: OnProgress
}

/** Whether the secret is a setting, which no file of ours can change. */
export const isSecretSet = ({ all }: Pick<Env, 'all'>): boolean => all['HUB_SECRET'] !== undefined

/** What this process would back up, and to where. */
export const backupWishOf = ({ env, database, onProgress }: Place): KeepWish => ({
  ...env.backup,
  adminUrl: hubDatabaseUrl(database.adminUrl, database.embedded),
  files: filesOf(env),
  secret: env.secret,
  onProgress,
})

/** Where this process would restore to. */
export const restorePlaceOf = ({ env, database, onProgress }: Place): RestorePlace => ({
  adminUrl: database.adminUrl,
  database: database.embedded ? OWN_DATABASE : undefined,
  stateDir: env.stateDir,
  secret: env.secret,
  isSecretSet: isSecretSet(env),
  files: filesOf(env),
  onProgress,
})

const nobody: OnProgress = () => undefined

/** The backup of each night; undefined where HUB_BACKUP_AT names no time. */
export function nightlyBackupOf(env: Env, database: Place['database']): NightlyBackup | undefined {
  const { at, passphrase } = env.backup
  if (at === undefined) return undefined
  const place = { env, database, onProgress: nobody }
  return nightlyBackup({
    ...backupWishOf(place),
    at,
    verify: async (path) => verifyBackup(await openBackup(path, passphrase), restorePlaceOf(place)),
  })
}
