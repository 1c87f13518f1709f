import { OWN_DATABASE, filesOf, hubDatabaseUrl } from '@hub/api/server'
import { BackupRefusal } from '@hub/db/backup'
import type { ServerDatabase } from '../database.ts'
import type { Env } from '../env.ts'
import { BUCKET_NEEDS } from './backup-settings.ts'
import { backupAddress, bucketAddress, namesBucket } from './bucket-address.ts'
import type { BucketAddress } from './bucket-address.ts'
import { bucketPlace } from './bucket-place.ts'
import { bucketStore } from './bucket-store.ts'
import type { BucketStore } from './bucket-store.ts'
import { withFetched } from './fetch-backup.ts'
import type { KeepWish } from './keep-backup.ts'
import { nightlyBackup } from './nightly-backup.ts'
import type { NightlyBackup } from './nightly-backup.ts'
import { openBackup } from './open-backup.ts'
import type { Backup } from './open-backup.ts'
import { folderPlace } from './places.ts'
import type { BackupPlace } from './places.ts'
import type { OnProgress } from './progress.ts'
import { verifyBackup } from './restore.ts'
import type { RestorePlace } from './restore.ts'

interface Telling {
  env: Pick<Env, 'backup' | 'stateDir'>
  onProgress: OnProgress
  /** Ends what is under way with a bucket. */
  signal?: AbortSignal
}

interface Place extends Telling {
  env: Env
  database: Pick<ServerDatabase, 'adminUrl' | 'embedded'>
}

/** Throws a BackupRefusal where the settings do not say how to reach it. */
function storeAt(
  { bucket, path }: BucketAddress,
  { backup }: Telling['env'],
  signal?: AbortSignal,
): BucketStore {
  if (backup.bucket) return bucketStore({ s3: backup.bucket(bucket), path }, signal)
  throw new BackupRefusal(`The settings do not say how to reach the bucket ${bucket}. ${BUCKET_NEEDS}`)
}

/** null for a folder. Throws a BackupRefusal for what begins like a bucket and names none. */
function bucketAt(place: string): BucketAddress | null {
  const address = bucketAddress(place)
  if (address || !namesBucket(place)) return address
  throw new BackupRefusal(
    `${place} names no bucket. Write s3://, its name and where in it, such as s3://backups/hub, of letters, digits, dots and dashes.`,
  )
}

/** Where backups are kept that go there. */
export function backupPlaceAt(to: string, { env, onProgress, signal }: Telling): BackupPlace {
  const address = bucketAt(to)
  if (!address) return folderPlace(to)
  return bucketPlace({
    store: storeAt(address, env, signal),
    tidy: storeAt(address, env),
    stateDir: env.stateDir,
    onProgress,
  })
}

/** Opens the backup of a folder where it is; one of a bucket is here for as long as the work takes. */
export async function withBackup<R>(
  from: string,
  { env, onProgress, signal }: Telling,
  work: (backup: Backup) => Promise<R>,
): Promise<R> {
  const { passphrase } = env.backup
  const address = bucketAt(from)
  if (!address) return work(await openBackup(from, passphrase))
  const { place, name } = backupAddress(address)
  const store = storeAt(place, env, signal)
  return withFetched({ store, name, stateDir: env.stateDir, passphrase, onProgress }, work)
}

/** Whether the secret is a setting, which no file of ours can change. */
export const isSecretSet = ({ all }: Pick<Env, 'all'>): boolean => all['HUB_SECRET'] !== undefined

/** What this process would back up, and to where. */
export const backupWishOf = (
  { env, database, onProgress, ...more }: Place,
  to = env.backup.to,
): KeepWish => ({
  keep: env.backup.keep,
  passphrase: env.backup.passphrase,
  place: backupPlaceAt(to, { env, onProgress, ...more }),
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
