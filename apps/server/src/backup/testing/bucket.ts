import { readdirSync } from 'node:fs'
import { serveS3, startHub } from '@hub/api/testing'
import type { S3Server, TestHub } from '@hub/api/testing'
import { TEST_SECRET } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest'
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
function hubWithBucket(
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
function emptied(s3: S3Server): void {
  for (const map of [s3.objects, s3.changed, s3.uploads]) map.clear()
  s3.asked.length = 0
  s3.forced = () => undefined
  s3.listed = 1_000
}

/** A hub with a task and a file, and a store that is empty before each test of the file that asks for them. */
export function bucketSite() {
  let hub: TestHub
  let s3: S3Server
  beforeAll(async () => {
    hub = await startHub()
    s3 = await serveS3()
    const org = await hub.newOrg()
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
    await org.api.files.attach({
      entity: 'ops_task',
      entityId: id,
      name: 'note.txt',
      content: 'SXQgbGVha3Mu',
    })
  })
  afterAll(async () => {
    await s3.stop()
    await hub.stop()
  })
  beforeEach(() => emptied(s3))
  return {
    get hub() {
      return hub
    },
    get s3() {
      return s3
    },
    withBucket(wish: BucketWish = {}) {
      const made = hubWithBucket(hub, s3, wish)
      onTestFinished(made.remove)
      return made
    },
  }
}
