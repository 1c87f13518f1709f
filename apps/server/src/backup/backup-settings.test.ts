import { SettingsError } from '@hub/api/server'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { BUCKET_NEEDS } from './backup-settings.ts'
import { loadEnv } from '../env.ts'
import { tempFolder } from './testing/backup-place.ts'

function load(settings: Record<string, string>) {
  const { path, remove } = tempFolder()
  onTestFinished(remove)
  return { stateDir: path, ...loadEnv({ HUB_STATE_DIR: path, ...settings }).backup }
}

function problemsOf(settings: Record<string, string>): string[] {
  try {
    load(settings)
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
}

test('without settings, backups go into the state folder, seven stay, and none is taken by itself', () => {
  const { stateDir, ...backup } = load({})
  expect(backup).toEqual({ to: join(stateDir, 'backups'), at: undefined, keep: 7, passphrase: undefined })
})

test('settings say when, where to, how many, and with which passphrase', () => {
  const { stateDir: _stateDir, ...backup } = load({
    HUB_BACKUP_AT: '02:30',
    HUB_BACKUP_TO: '/mnt/backups',
    HUB_BACKUP_KEEP: '14',
    HUB_BACKUP_PASSPHRASE: 'four words and a number 7',
  })
  expect(backup).toEqual({
    to: '/mnt/backups',
    at: '02:30',
    keep: 14,
    passphrase: 'four words and a number 7',
  })
})

test.for([
  [{ HUB_BACKUP_AT: '24:00' }, 'HUB_BACKUP_AT must be a time of day, such as 02:30.'],
  [{ HUB_BACKUP_AT: '2:30' }, 'HUB_BACKUP_AT must be a time of day, such as 02:30.'],
  [
    { HUB_BACKUP_TO: 'backups' },
    'HUB_BACKUP_TO must be the full path of a folder, such as /mnt/backups, or a bucket, such as s3://backups/hub.',
  ],
  [
    { HUB_BACKUP_TO: 's3://Not a bucket' },
    'HUB_BACKUP_TO must be the full path of a folder, such as /mnt/backups, or a bucket, such as s3://backups/hub.',
  ],
  [
    { HUB_BACKUP_S3_ENDPOINT: 'https://s3.example.com/hub' },
    'HUB_BACKUP_S3_ENDPOINT must be an address that begins with http:// or https:// and has no path; the bucket is named by HUB_BACKUP_TO.',
  ],
  [
    { HUB_BACKUP_S3_ACCESS_KEY_ID: 'AKID' },
    'HUB_BACKUP_S3_ACCESS_KEY_ID and HUB_BACKUP_S3_SECRET_ACCESS_KEY must be set together.',
  ],
  [
    { HUB_BACKUP_TO: 's3://backups/hub' },
    `HUB_BACKUP_TO names a bucket, but not how to reach it. ${BUCKET_NEEDS}`,
  ],
  [{ HUB_BACKUP_KEEP: '0' }, 'HUB_BACKUP_KEEP must be at least 1.'],
  [{ HUB_BACKUP_PASSPHRASE: 'short' }, 'HUB_BACKUP_PASSPHRASE must be at least 16 characters.'],
] as const)('%o is refused in words', ([settings, words]) => {
  expect(problemsOf(settings)).toEqual([words])
})

const OF_FILES = {
  S3_ENDPOINT: 'https://files.example.com',
  S3_BUCKET: 'hub-files',
  S3_REGION: 'eu-central-1',
  S3_ACCESS_KEY_ID: 'AKIDFILES',
  S3_SECRET_ACCESS_KEY: 'of-the-files',
}

test('a bucket of backups is reached as that of files where nothing else is set', () => {
  const { to, bucket } = load({ ...OF_FILES, HUB_BACKUP_TO: 's3://backups/hub' })
  expect(to).toBe('s3://backups/hub')
  expect(bucket?.('backups')).toEqual({
    endpoint: 'https://files.example.com',
    bucket: 'backups',
    region: 'eu-central-1',
    accessKeyId: 'AKIDFILES',
    secretAccessKey: 'of-the-files',
  })
  expect(load({}).bucket).toBeUndefined()
})

test('a bucket of backups may have an address and a key of its own, whose secret may be in a file', async () => {
  const { path, remove } = tempFolder()
  onTestFinished(remove)
  const file = join(path, 'secret')
  writeFileSync(file, 'of-the-backups\n')
  const { bucket } = load({
    ...OF_FILES,
    HUB_BACKUP_S3_ENDPOINT: 'https://backups.example.com',
    HUB_BACKUP_S3_REGION: 'us-west-2',
    HUB_BACKUP_S3_ACCESS_KEY_ID: 'AKIDBACKUPS',
    HUB_BACKUP_S3_SECRET_ACCESS_KEY_FILE: file,
  })
  const settings = bucket?.('backups')
  expect(settings).toEqual({
    endpoint: 'https://backups.example.com',
    bucket: 'backups',
    region: 'us-west-2',
    accessKeyId: 'AKIDBACKUPS',
    secretAccessKey: 'of-the-backups',
  })
  writeFileSync(file, 'another')
  await expect.poll(() => settings?.secretAccessKey).toBe('another')
})

test.each(['Mars/Olympus', 'CET-1CEST', 'UTC+2', '+02:00', 'Europe/Dublin '.repeat(2)])(
  'a time zone that Node would take for UTC stops the start: %s',
  (TZ) => {
    expect(problemsOf({ TZ })).toEqual(['TZ must be the name of a time zone, such as Europe/Dublin.'])
  },
)

test.each(['Europe/Dublin', 'europe/dublin', 'UTC', 'EST5EDT', ':/etc/localtime', ''])('%j is one', (TZ) => {
  expect(problemsOf({ TZ })).toEqual([])
})
