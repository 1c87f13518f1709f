import { isOriginOnly } from '@hub/api/server'
import { isAbsolute, join, resolve } from 'node:path'
import type { S3Fields, S3Settings, SettingNow } from '@hub/api/server'
import { z } from 'zod'
import { bucketAddress, namesBucket } from './bucket-address.ts'

/** Shorter ones are tried out faster than a backup is lost. */
const SHORTEST_PASSPHRASE = 16
const KEEP = 7

/** Paths are the system's own way to say it, which it answers for. Offsets are left out: POSIX reads their sign the other way round. */
function isZone(zone: string): boolean {
  if (/^[:/]/.test(zone)) return true
  try {
    return /^[a-z]/i.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}

/** Where backups go, when, and how many stay. */
export const backupFields = {
  HUB_BACKUP_TO: z
    .string()
    .refine((to) => isAbsolute(to) || bucketAddress(to) !== null, {
      error: 'must be the full path of a folder, such as /mnt/backups, or a bucket, such as s3://backups/hub',
    })
    .optional(),
  HUB_BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 02:30')
    .optional(),
  /** The zone of that time. What Node does not know it takes for UTC without a word. */
  TZ: z
    .string()
    .refine(isZone, { error: 'must be the name of a time zone, such as Europe/Dublin' })
    .optional(),
  HUB_BACKUP_KEEP: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .default(KEEP),
  HUB_BACKUP_PASSPHRASE: z
    .string()
    .trim()
    .min(SHORTEST_PASSPHRASE, `must be at least ${SHORTEST_PASSPHRASE} characters`)
    .optional(),
  HUB_BACKUP_S3_ENDPOINT: z
    .string()
    .refine(isOriginOnly, {
      error:
        'must be an address that begins with http:// or https:// and has no path; the bucket is named by HUB_BACKUP_TO',
    })
    .optional(),
  HUB_BACKUP_S3_REGION: z.string().trim().optional(),
  HUB_BACKUP_S3_ACCESS_KEY_ID: z.string().trim().optional(),
  HUB_BACKUP_S3_SECRET_ACCESS_KEY: z.string().trim().optional(),
}

type BackupFields = z.infer<z.ZodObject<typeof backupFields>> & S3Fields

export interface BackupSettings {
  /** Full path of the folder that holds all backups, or `s3://bucket/path`. */
  readonly to: string
  /** Time of day on this machine, `HH:MM`; undefined takes none by itself. */
  readonly at: string | undefined
  /** How many stay, the newest first. */
  readonly keep: number
  /** Set, every backup is encrypted by it. */
  readonly passphrase: string | undefined
  /** How a bucket of backups is reached; undefined where the settings do not say. */
  readonly bucket: ((bucket: string) => S3Settings) | undefined
}

/** Backups go into the state folder unless another place is named. */
export function backupOf(
  settings: BackupFields,
  { stateDir, now }: { stateDir: string; now: SettingNow },
): BackupSettings {
  const to = settings.HUB_BACKUP_TO ?? join(stateDir, 'backups')
  return {
    to: namesBucket(to) ? to : resolve(to),
    at: settings.HUB_BACKUP_AT,
    keep: settings.HUB_BACKUP_KEEP,
    passphrase: settings.HUB_BACKUP_PASSPHRASE,
    bucket: bucketOf(settings, now),
  }
}

/** What is not set is as it is for the bucket of files; a key and its secret only together. */
function bucketOf(settings: BackupFields, now: SettingNow): BackupSettings['bucket'] {
  const own = settings.HUB_BACKUP_S3_ACCESS_KEY_ID ? ('HUB_BACKUP_S3' as const) : ('S3' as const)
  const endpoint = settings.HUB_BACKUP_S3_ENDPOINT ?? settings.S3_ENDPOINT
  const accessKeyId = settings[`${own}_ACCESS_KEY_ID`]
  const secret = settings[`${own}_SECRET_ACCESS_KEY`]
  if (!endpoint || !accessKeyId || !secret) return undefined
  return (bucket) => ({
    endpoint,
    bucket,
    region: settings.HUB_BACKUP_S3_REGION ?? settings.S3_REGION,
    get accessKeyId() {
      return now(`${own}_ACCESS_KEY_ID`)?.trim() ?? accessKeyId
    },
    get secretAccessKey() {
      return now(`${own}_SECRET_ACCESS_KEY`)?.trim() ?? secret
    },
  })
}

/** Said at the start, and not by the first night. */
export function backupProblems(settings: BackupFields, now: SettingNow): string[] {
  if (Boolean(settings.HUB_BACKUP_S3_ACCESS_KEY_ID) !== Boolean(settings.HUB_BACKUP_S3_SECRET_ACCESS_KEY))
    return ['HUB_BACKUP_S3_ACCESS_KEY_ID and HUB_BACKUP_S3_SECRET_ACCESS_KEY must be set together.']
  if (!namesBucket(settings.HUB_BACKUP_TO ?? '') || bucketOf(settings, now)) return []
  return [`HUB_BACKUP_TO names a bucket, but not how to reach it. ${BUCKET_NEEDS}`]
}

export const BUCKET_NEEDS =
  'Set HUB_BACKUP_S3_ENDPOINT, HUB_BACKUP_S3_ACCESS_KEY_ID and HUB_BACKUP_S3_SECRET_ACCESS_KEY; without them, those of the bucket for files (S3_…) are used.'
