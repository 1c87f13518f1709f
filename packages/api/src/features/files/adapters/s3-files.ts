import { checkKey, checkSize, LARGEST_FILE_BYTES } from '../../../platform/files/file-store.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { expectS3Done, readS3Bytes, s3Client } from '../../../platform/files/s3-client.ts'
import type { S3Ask, S3Settings } from '../../../platform/files/s3-client.ts'
import { AppError } from '../../../shared/errors.ts'

async function readFile(response: Response): Promise<Buffer | null> {
  if (response.status === 404) return null
  await expectS3Done(response)
  return readS3Bytes(response, LARGEST_FILE_BYTES)
}

async function expectGone(response: Response): Promise<void> {
  if (response.status !== 404) await expectS3Done(response)
}

const away = (cause: unknown) =>
  new AppError('UNAVAILABLE', {
    message: 'The place where files are kept does not answer. Try again in a moment.',
    retryAfter: 5,
    cause,
  })

/** Files in a bucket that speaks S3. */
export function s3Files(settings: S3Settings): FileStore {
  const client = s3Client(settings)
  async function ask<R>(given: S3Ask<R>): Promise<R> {
    checkKey(given.key)
    try {
      return await client(given)
    } catch (error) {
      throw away(error)
    }
  }
  return {
    put: async (key, bytes) => ask({ method: 'PUT', key, bytes: checkSize(bytes), read: expectS3Done }),
    get: (key) => ask({ method: 'GET', key, read: readFile }),
    remove: (key) => ask({ method: 'DELETE', key, read: expectGone }),
  }
}
