import { z } from 'zod'
import type { S3Settings } from '../platform/files/s3-client.ts'
import type { SettingNow } from '../platform/secrets/setting-now.ts'

/** An address names the store and nothing in it. */
export function isOriginOnly(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, origin } = new URL(value)
  return /^https?:$/.test(protocol) && origin === value.replace(/\/$/, '')
}

/** A bucket for files, in place of the state folder. */
export const s3Fields = {
  S3_ENDPOINT: z
    .string()
    .refine(isOriginOnly, {
      error:
        'must be an address that begins with http:// or https:// and has no path; the bucket is named by S3_BUCKET',
    })
    .optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket, such as hub-files')
    .optional(),
  S3_REGION: z.string().trim().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().trim().optional(),
  S3_SECRET_ACCESS_KEY: z.string().trim().optional(),
}

export type S3Fields = z.infer<z.ZodObject<typeof s3Fields>>

/** The bucket, or undefined where none is named. */
export function s3Of(settings: S3Fields, now: SettingNow): S3Settings | undefined {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = settings
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return undefined
  return {
    endpoint,
    bucket,
    region,
    get accessKeyId() {
      return now('S3_ACCESS_KEY_ID')?.trim() ?? accessKeyId
    },
    get secretAccessKey() {
      return now('S3_SECRET_ACCESS_KEY')?.trim() ?? secretAccessKey
    },
  }
}

const together = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** Half a bucket would send files to the state folder without a word. */
export function s3Problems(settings: S3Fields): string[] {
  const missing = together.filter((name) => !settings[name])
  if (missing.length === 0 || missing.length === together.length) return []
  return [`${missing.join(', ')} must be set too; files go to a bucket when ${together.join(', ')} all are.`]
}
