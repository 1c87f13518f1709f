import { hash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'

export interface S3Settings {
  /** Origin of the store, such as https://s3.eu-central-1.amazonaws.com or that of a MinIO. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** How long one try may take, and how often it is tried, whatever is asked. */
  timeoutMs?: number
  tries?: number
}

const TRIES = 3
const TIMEOUT_MS = 10_000
const FIRST_PAUSE_MS = 100
/** Of an answer that says no, as much as its code may stand in. */
const ERROR_BYTES = 16 * 1024

export interface S3Ask<R> {
  method: 'PUT' | 'GET' | 'POST' | 'DELETE'
  /** Within the bucket; empty for the bucket itself. Of letters that an address takes as they are. */
  key: string
  query?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  bytes?: Buffer
  /** How long one try may take; 10 s. */
  timeoutMs?: number
  /** How often it is tried; 3 times. */
  tries?: number
  /** Ends it at once, without another try. */
  signal?: AbortSignal | undefined
  /** Makes the answer; throws where the store did not do what it was asked. */
  read: (response: Response) => R | Promise<R>
}

type AskS3 = <R>(given: S3Ask<R>) => Promise<R>

/** The store answered and said no: asking again would not help. */
export class S3Refusal extends Error {
  override readonly name = 'S3Refusal'
  readonly status: number
  /** The store's own word for it, such as NoSuchBucket; empty where it has none. */
  readonly code: string
  constructor(message: string, { status, code }: { status: number; code: string }) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Reads no more than `most`, whatever the store says its length is. */
export async function readS3Bytes(response: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > most)
      throw new S3Refusal('The store sent more than it was asked for.', { status: response.status, code: '' })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Nothing else of an answer is repeated: it may hold what was signed. */
export const s3CodeIn = (answer: string): string => /<Code>([A-Za-z]{1,64})<\/Code>/.exec(answer)?.[1] ?? ''

/** Throws an S3Refusal, or, where it may be done at the next try, another error. */
export async function expectS3Done(response: Response): Promise<void> {
  const { ok, status } = response
  if (ok) return
  const answer = await readS3Bytes(response, ERROR_BYTES).catch(() => '')
  const code = s3CodeIn(answer.toString())
  const message = `The store answered ${status}${code && ` (${code})`}.`
  throw status >= 500 || status === 408 || status === 429
    ? new Error(message)
    : new S3Refusal(message, { status, code })
}

/** The key and its secret are read each time: their files may have changed. */
function clients(settings: S3Settings): () => AwsClient {
  let made: AwsClient | undefined
  return () => {
    const { region, accessKeyId, secretAccessKey } = settings
    if (made?.accessKeyId !== accessKeyId || made.secretAccessKey !== secretAccessKey)
      made = new AwsClient({ service: 's3', region, accessKeyId, secretAccessKey })
    return made
  }
}

function addressOf(
  { endpoint, bucket }: S3Settings,
  { key, query }: Pick<S3Ask<unknown>, 'key' | 'query'>,
): URL {
  const url = new URL(`/${encodeURIComponent(bucket)}${key && `/${key}`}`, endpoint)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  return url
}

/** Speaks S3 (Signature Version 4, path-style addresses) with one bucket. Only what may be repeated is asked, so it is. */
export function s3Client(settings: S3Settings): AskS3 {
  const clientNow = clients(settings)

  async function askOnce<R>(url: URL, given: S3Ask<R>): Promise<R> {
    const { method, headers, bytes, signal, read } = given
    const signed = await clientNow().sign(url, {
      method,
      // The bytes are part of what is signed, so nobody on the way puts others in their place.
      headers: { ...headers, 'x-amz-content-sha256': hash('sha256', bytes ?? '') },
      ...(bytes && { body: new Uint8Array(bytes) }),
    })
    const timeout = AbortSignal.timeout(settings.timeoutMs ?? given.timeoutMs ?? TIMEOUT_MS)
    const response = await fetch(signed, {
      // A redirect would carry the signature to another host.
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    try {
      return await read(response)
    } finally {
      // An answer that nobody reads keeps its connection busy.
      if (!response.bodyUsed) await response.body?.cancel()
    }
  }

  return async (given) => {
    const url = addressOf(settings, given)
    const tries = settings.tries ?? given.tries ?? TRIES
    for (let turn = 1; ; turn += 1) {
      try {
        given.signal?.throwIfAborted()
        return await askOnce(url, given)
      } catch (error) {
        given.signal?.throwIfAborted()
        if (turn === tries || error instanceof S3Refusal) throw error
        const { signal } = given
        await wait(FIRST_PAUSE_MS * 4 ** (turn - 1) * (0.5 + Math.random()), undefined, { signal })
      }
    }
  }
}
