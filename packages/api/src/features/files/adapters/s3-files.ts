import { hash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { checkKey, checkSize, LARGEST_FILE_BYTES } from '../../../platform/files/file-store.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { AppError } from '../../../shared/errors.ts'

export interface S3Settings {
  /** Origin of the store, such as https://s3.eu-central-1.amazonaws.com or that of a MinIO. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** How long one try may take; 10 s. */
  timeoutMs?: number
}

const TRIES = 3
const TIMEOUT_MS = 10_000
const FIRST_PAUSE_MS = 100

interface Ask<R> {
  method: 'PUT' | 'GET' | 'DELETE'
  key: string
  bytes?: Buffer
  /** Makes the answer; throws where the store did not do what it was asked. */
  read: (response: Response) => R | Promise<R>
}

/** The store answered and said no: asking again would not help. */
class StoreRefusal extends Error {}

function expectDone({ ok, status }: Response): void {
  if (ok) return
  const message = `The file store answered ${status}.`
  throw status >= 500 || status === 408 || status === 429 ? new Error(message) : new StoreRefusal(message)
}

/** Reads no more than a file may have, whatever the store says its length is. */
async function bytesOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > LARGEST_FILE_BYTES) throw new StoreRefusal('The file store sent more than a file may have.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function readFile(response: Response): Promise<Buffer | null> {
  if (response.status === 404) return null
  expectDone(response)
  return bytesOf(response)
}

function expectGone(response: Response): void {
  if (response.status !== 404) expectDone(response)
}

const away = (cause: unknown) =>
  new AppError('UNAVAILABLE', {
    message: 'The place where files are kept does not answer. Try again in a moment.',
    retryAfter: 5,
    cause,
  })

/** The secret is read each time: its file may have changed. */
function clients(settings: S3Settings): () => AwsClient {
  const { region, accessKeyId } = settings
  let made: { secretAccessKey: string; client: AwsClient } | undefined
  return () => {
    const { secretAccessKey } = settings
    if (made?.secretAccessKey !== secretAccessKey)
      made = {
        secretAccessKey,
        client: new AwsClient({ service: 's3', region, accessKeyId, secretAccessKey }),
      }
    return made.client
  }
}

/** Files in a bucket that speaks S3 (Signature Version 4, path-style addresses). Every ask may be repeated, so it is. */
export function s3Files(settings: S3Settings): FileStore {
  const { endpoint, bucket, timeoutMs = TIMEOUT_MS } = settings
  const clientNow = clients(settings)

  async function askOnce<R>(url: URL, { method, bytes, read }: Ask<R>): Promise<R> {
    const signed = await clientNow().sign(url, {
      method,
      // The bytes are part of what is signed, so nobody on the way puts others in their place.
      headers: { 'x-amz-content-sha256': hash('sha256', bytes ?? '') },
      ...(bytes && { body: new Uint8Array(bytes) }),
    })
    // A redirect would carry the signature to another host.
    const response = await fetch(signed, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    try {
      return await read(response)
    } finally {
      // An answer that nobody reads keeps its connection busy.
      if (!response.bodyUsed) await response.body?.cancel()
    }
  }

  async function ask<R>(given: Ask<R>): Promise<R> {
    const url = new URL(`/${encodeURIComponent(bucket)}/${checkKey(given.key)}`, endpoint)
    for (let turn = 1; ; turn += 1) {
      try {
        return await askOnce(url, given)
      } catch (error) {
        if (turn === TRIES || error instanceof StoreRefusal) throw away(error)
        await wait(FIRST_PAUSE_MS * 4 ** (turn - 1) * (0.5 + Math.random()))
      }
    }
  }

  return {
    put: async (key, bytes) => ask({ method: 'PUT', key, bytes: checkSize(bytes), read: expectDone }),
    get: (key) => ask({ method: 'GET', key, read: readFile }),
    remove: (key) => ask({ method: 'DELETE', key, read: expectGone }),
  }
}
