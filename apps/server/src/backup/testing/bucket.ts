import { readdirSync } from 'node:fs'
import type { S3Server, TestHub } from '@hub/api/testing'
import { TEST_SECRET } from '@hub/db/testing'
import { backupPlaceAt } from '../hub-backups.ts'
import { keepBackup } from '../keep-backup.ts'
import { secretIdOf } from '../manifest.ts'
import { tempFolder, wishFor } from './backup-place.ts'

export const TO = 's3://hub-files/nightly/hub'

export interface BucketWish {
  to?: string
  passphrase?: string
  keep?: number
  settings?: Partial<S3Server>
  signal?: AbortSignal
  verify?: (path: string) => Promise<unknown>
}

/** This hub as its settings name a bucket, with a state folder of its own that is the caller's to remove. */
export function hubWithBucket(
  hub: TestHub,
  s3: S3Server,
  { to = TO, passphrase, keep = 7, settings = {}, signal, verify }: BucketWish = {},
) {
  const { path: stateDir, remove } = tempFolder()
  const bucket = (name: string) => ({ ...s3, tries: 2, ...settings, bucket: name })
  const env = { stateDir, backup: { to, at: undefined, keep, passphrase, bucket } }
  const telling = { env, onProgress: () => undefined, ...(signal && { signal }) }
  const place = backupPlaceAt(to, telling)
  const wish = { ...wishFor(hub, '', { passphrase }), place, keep, ...(verify && { verify }) }
  return {
    stateDir,
    telling,
    place,
    wish,
    remove,
    back: () => keepBackup(wish),
    newest: async () => (await place.newest(secretIdOf(TEST_SECRET)))?.path,
  }
}

/** What lies in a state folder on its way to a bucket or from there. */
export const draftsIn = (stateDir: string): string[] =>
  readdirSync(stateDir).filter((name) => name.startsWith('backup.draft'))

export const keyOf = (path: string, part: string): string => `${path.replace('s3://hub-files/', '')}/${part}`

export const keysOf = ({ objects }: S3Server, path: string): string[] =>
  [...objects.keys()].filter((key) => key.startsWith(keyOf(path, '')))

/** One bit of the object is another one. */
export function flip({ objects }: S3Server, key: string, at: number): void {
  const bytes = Buffer.from(objects.get(key) ?? '')
  bytes[at] = (bytes[at] ?? 0) ^ 1
  objects.set(key, bytes)
}

/** The store as it was when it was new. */
export function emptied(s3: S3Server): void {
  for (const map of [s3.objects, s3.changed, s3.uploads]) map.clear()
  s3.asked.length = 0
  s3.forced = () => undefined
  s3.listed = 1_000
}
