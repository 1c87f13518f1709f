import { S3Refusal } from '@hub/api/server'
import type { S3Settings } from '@hub/api/server'
import { BackupRefusal } from '@hub/db/backup'

const KEY_SETTINGS =
  'HUB_BACKUP_S3_ACCESS_KEY_ID and HUB_BACKUP_S3_SECRET_ACCESS_KEY (without them S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY)'

/** By the store's own word. */
const REFUSALS: Readonly<Record<string, (bucket: string, host: string) => string>> = {
  NoSuchBucket: (bucket, host) =>
    `There is no bucket ${bucket} at ${host}. Make it there, or correct the name, HUB_BACKUP_S3_ENDPOINT or HUB_BACKUP_S3_REGION.`,
  InvalidAccessKeyId: (_bucket, host) => `${host} does not know the key. Correct ${KEY_SETTINGS}.`,
  SignatureDoesNotMatch: (_bucket, host) => `${host} refuses the secret of the key. Correct ${KEY_SETTINGS}.`,
  AuthorizationHeaderMalformed: (bucket) =>
    `The bucket ${bucket} is in another region. Correct HUB_BACKUP_S3_REGION.`,
  PermanentRedirect: (bucket) =>
    `The bucket ${bucket} is in another region. Correct HUB_BACKUP_S3_ENDPOINT and HUB_BACKUP_S3_REGION.`,
  RequestTimeTooSkewed: (_bucket, host) =>
    `The clock of this machine and that of ${host} differ too much. Set the clock of this machine.`,
  AccessDenied: (bucket) =>
    `The key may not do this in the bucket ${bucket}. It needs ListBucket on the bucket, and GetObject, PutObject, DeleteObject and AbortMultipartUpload in it.`,
}

/** What a store did not do, for the operator and without a secret; the rest as it is. */
export function bucketRefusal(error: unknown, { endpoint, bucket }: S3Settings): unknown {
  const { host } = new URL(endpoint)
  if (error instanceof S3Refusal) {
    const code = error.code === '' && error.status === 403 ? 'AccessDenied' : error.code
    const words = REFUSALS[code]?.(bucket, host)
    return new BackupRefusal(words ?? `The bucket ${bucket} at ${host} refused: ${error.message}`, {
      cause: error,
    })
  }
  if (!(error instanceof Error)) return error
  return new BackupRefusal(
    `${host} does not answer as it should (${reasonOf(error)}). See whether this machine reaches it, and try again.`,
    { cause: error },
  )
}

/** `fetch` says only that it failed, and why in the cause. */
function reasonOf({ message, cause }: Error): string {
  if (!(cause instanceof Error)) return message
  return 'code' in cause ? String(cause.code) : cause.message
}
