import { expectS3Done, readS3Bytes, s3Client } from '@hub/api/server'
import type { S3Ask, S3Settings } from '@hub/api/server'
import { addressText } from './bucket-address.ts'
import { expectGone, listBelow } from './bucket-answers.ts'
import type { StoredObject } from './bucket-answers.ts'
import { bucketRefusal } from './bucket-words.ts'
import { PIECE_TIMEOUT_MS, piecesOf, putPieces } from './piece-upload.ts'

/** What is sent or fetched at once, and begun again where it breaks off. Stores want 5 MiB or more. */
const PIECE_BYTES = 8 * 1024 * 1024
/** As many pieces as an object may have. */
const MOST_PIECES = 10_000
/** Over half a minute: a backup is not given up for a router that starts anew. */
const TRIES = 6

export interface BucketSettings {
  readonly s3: S3Settings
  /** Where in the bucket the backups are; empty for the bucket itself. */
  readonly path: string
  readonly pieceBytes?: number
}

/** The place of backups in a bucket. Every act throws a BackupRefusal in words. */
export interface BucketStore {
  /** `s3://bucket/path` */
  readonly name: string
  list(): Promise<StoredObject[]>
  put(name: string, bytes: Buffer): Promise<void>
  putFile(name: string, file: { path: string; bytes: number }): Promise<void>
  /** Its first so many bytes. */
  read(object: Pick<StoredObject, 'name' | 'bytes'>): AsyncGenerator<Buffer>
  remove(name: string): Promise<void>
}

/** `signal` ends what is under way. */
export function bucketStore(
  { s3, path, pieceBytes = PIECE_BYTES }: BucketSettings,
  signal?: AbortSignal,
): BucketStore {
  const client = s3Client(s3)
  const below = path === '' ? '' : `${path}/`
  async function ask<R>(given: S3Ask<R>): Promise<R> {
    try {
      return await client({ tries: TRIES, signal, ...given })
    } catch (error) {
      signal?.throwIfAborted()
      throw bucketRefusal(error, s3)
    }
  }

  const put = (name: string, bytes: Buffer): Promise<void> =>
    ask({ method: 'PUT', key: below + name, bytes, timeoutMs: PIECE_TIMEOUT_MS, read: expectS3Done })

  async function putFile(name: string, file: { path: string; bytes: number }): Promise<void> {
    const size = Math.max(pieceBytes, Math.ceil(file.bytes / MOST_PIECES))
    const pieces = piecesOf(file, size)
    if (file.bytes > size) return putPieces(ask, below + name, pieces)
    for await (const bytes of pieces) await put(name, bytes)
  }

  async function* read({ name, bytes }: Pick<StoredObject, 'name' | 'bytes'>): AsyncGenerator<Buffer> {
    for (let from = 0; from < bytes; from += pieceBytes) {
      const to = Math.min(from + pieceBytes, bytes)
      yield await ask({
        method: 'GET',
        key: below + name,
        headers: { range: `bytes=${from}-${to - 1}` },
        timeoutMs: PIECE_TIMEOUT_MS,
        read: exactly(to - from),
      })
    }
  }

  return {
    name: addressText({ bucket: s3.bucket, path }),
    list: () => listBelow(ask, below),
    put,
    putFile,
    read,
    remove: (name) => ask({ method: 'DELETE', key: below + name, read: expectGone }),
  }
}

const exactly =
  (size: number) =>
  async (response: Response): Promise<Buffer> => {
    await expectS3Done(response)
    const bytes = await readS3Bytes(response, size)
    if (bytes.length !== size) throw new Error(`The store sent ${bytes.length} of ${size} bytes.`)
    return bytes
  }
