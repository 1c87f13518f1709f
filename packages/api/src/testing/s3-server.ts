import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signatureFault } from './s3-signature.ts'
import type { S3Account } from './s3-signature.ts'

type Forced = number | 'hang' | 'cut' | { location: string }

interface Answer {
  status: number
  body?: Buffer | string
}

interface Asked {
  method: string
  key: string
  query: URLSearchParams
  range: string | undefined
  body: Buffer
}

export interface S3Server extends S3Account {
  endpoint: string
  objects: Map<string, Buffer>
  /** When an object changed last, where a test says another time than now. */
  changed: Map<string, Date>
  /** Uploads in parts that are neither completed nor given up. */
  uploads: Map<string, Map<number, Buffer>>
  /** Method and path of each request, in order, refused ones too. */
  asked: string[]
  /** Answers the next requests, one each: a status, a redirect, "hang" for none at all, "cut" for a dead connection. */
  next: Forced[]
  /** The same for every request of which it answers something. */
  forced: (asked: string) => Forced | undefined
  /** How many objects one list holds. */
  listed: number
  stop(): Promise<void>
}

const wrong = (status: number, code: string): Answer => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Said the store.</Message></Error>`,
})

function list({ objects, changed, listed }: S3Server, query: URLSearchParams): Answer {
  const after = query.get('continuation-token') ?? ''
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
    .toSorted()
  const page = keys.slice(0, listed)
  const lines = page.map((key) => {
    const at = (changed.get(key) ?? new Date()).toISOString()
    return `<Contents><Key>${key}</Key><LastModified>${at}</LastModified><ETag>&quot;x&quot;</ETag><Size>${objects.get(key)?.length}</Size></Contents>`
  })
  const more =
    keys.length > page.length
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>`
      : '<IsTruncated>false</IsTruncated>'
  return { status: 200, body: `<ListBucketResult>${more}${lines.join('')}</ListBucketResult>` }
}

function inParts({ objects, uploads }: S3Server, { method, key, query, body }: Asked): Answer {
  if (query.has('uploads')) {
    const id = randomUUID()
    uploads.set(id, new Map())
    return {
      status: 200,
      body: `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    }
  }
  const id = query.get('uploadId') ?? ''
  const parts = uploads.get(id)
  if (!parts) return wrong(404, 'NoSuchUpload')
  if (method === 'PUT') {
    parts.set(Number(query.get('partNumber')), body)
    return { status: 200 }
  }
  uploads.delete(id)
  if (method === 'DELETE') return { status: 204 }
  const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"\d+"<\/ETag>/g)]
  const pieces = named.map(([, number]) => parts.get(Number(number)) ?? Buffer.alloc(0))
  objects.set(key, Buffer.concat(pieces))
  return { status: 200, body: '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>' }
}

function get(found: Buffer | undefined, range: string | undefined): Answer {
  if (!found) return wrong(404, 'NoSuchKey')
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
  if (from === undefined) return { status: 200, body: found }
  if (Number(from) >= found.length) return wrong(416, 'InvalidRange')
  return { status: 206, body: found.subarray(Number(from), Number(to) + 1) }
}

function answer(server: S3Server, asked: Asked): Answer {
  const { method, key, query, body, range } = asked
  if (query.has('uploads') || query.has('uploadId')) return inParts(server, asked)
  if (method === 'GET') return key === '' ? list(server, query) : get(server.objects.get(key), range)
  if (method === 'PUT') server.objects.set(key, body)
  if (method === 'DELETE') server.objects.delete(key)
  return { status: method === 'DELETE' ? 204 : 200 }
}

async function take(server: S3Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const { method = 'GET', url = '/' } = request
  server.asked.push(`${method} ${url}`)
  const forced = server.next.shift() ?? server.forced(`${method} ${url}`)
  if (forced === 'hang') return
  if (forced === 'cut') return void response.destroy()
  if (typeof forced === 'object') return void response.writeHead(307, forced).end()
  if (forced !== undefined) return void response.writeHead(forced).end()
  const body = Buffer.concat(parts)
  const { pathname, searchParams: query } = new URL(url, 'http://store.test')
  const [, bucket, ...rest] = pathname.split('/')
  const fault = signatureFault(request, body, server)
  const { range } = request.headers
  const asked = { method, key: rest.join('/'), query, range, body }
  const given =
    fault !== null
      ? wrong(403, fault)
      : bucket === server.bucket
        ? answer(server, asked)
        : wrong(404, 'NoSuchBucket')
  // As stores do, so that a part can be named when all are put together.
  const etag = { etag: `"${query.get('partNumber') ?? 0}"` }
  response.writeHead(given.status, etag).end(given.body)
}

/** A small store that speaks S3 and believes nobody whose signature does not fit. */
export async function serveS3(): Promise<S3Server> {
  const server = createServer((request, response) => void take(store, request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const store: S3Server = {
    bucket: 'hub-files',
    region: 'eu-test-1',
    accessKeyId: 'AKIDTEST',
    secretAccessKey: 'a secret of the store',
    endpoint: `http://127.0.0.1:${port}`,
    objects: new Map(),
    changed: new Map(),
    uploads: new Map(),
    asked: [],
    next: [],
    forced: () => undefined,
    listed: 1_000,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
  return store
}
