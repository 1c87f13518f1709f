import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const digest = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const mac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

interface S3Account {
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** The signature that AWS documents for Signature Version 4, worked out from what came in. */
function signatureOf(
  request: IncomingMessage,
  signed: string,
  { region, secretAccessKey }: S3Account,
): string {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://store.test')
  const at = String(request.headers['x-amz-date'])
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [
    request.method,
    pathname,
    searchParams.toString(),
    headers.join(''),
    signed,
    request.headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`
  const key = [at.slice(0, 8), region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (before, part) => mac(before, part),
    `AWS4${secretAccessKey}`,
  )
  return mac(key as Buffer, ['AWS4-HMAC-SHA256', at, scope, digest(canonical)].join('\n')).toString('hex')
}

function isSigned(request: IncomingMessage, body: Buffer, account: S3Account): boolean {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/[^,]+, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  const [, keyId, signed = '', signature] = given ?? []
  return (
    keyId === account.accessKeyId &&
    ['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => signed.split(';').includes(name)) &&
    request.headers['x-amz-content-sha256'] === digest(body) &&
    signature === signatureOf(request, signed, account)
  )
}

type Forced = number | 'hang' | { location: string }

export interface S3Server extends S3Account {
  endpoint: string
  objects: Map<string, Buffer>
  /** Method and path of each request, in order, refused ones too. */
  asked: string[]
  /** Answers the next requests, one each: a status, a redirect, or "hang" for none at all. */
  next: Forced[]
  stop(): Promise<void>
}

/** A small store that speaks S3 and believes nobody whose signature does not fit. */
export async function serveS3(): Promise<S3Server> {
  const account = {
    bucket: 'hub-files',
    region: 'eu-test-1',
    accessKeyId: 'AKIDTEST',
    secretAccessKey: 'a secret of the store',
  }
  const objects = new Map<string, Buffer>()
  const asked: string[] = []
  const next: Forced[] = []
  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const { method, url = '/' } = request
    const [, bucket, ...rest] = url.split('/')
    const key = rest.join('/')
    if (!isSigned(request, body, account)) return void response.writeHead(403).end()
    if (bucket !== account.bucket) return void response.writeHead(404).end()
    if (method === 'PUT') objects.set(key, body)
    if (method === 'DELETE') objects.delete(key)
    const found = objects.get(key)
    if (method === 'GET' && !found) return void response.writeHead(404).end()
    response.writeHead(method === 'DELETE' ? 204 : 200).end(method === 'GET' ? found : undefined)
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    asked.push(`${request.method} ${request.url}`)
    const forced = next.shift()
    if (forced === 'hang') return
    if (typeof forced === 'object') return void response.writeHead(307, forced).end()
    if (forced !== undefined) return void response.writeHead(forced).end()
    answer(request, response, Buffer.concat(parts))
  }

  const server = createServer((request, response) => void take(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    ...account,
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    asked,
    next,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
}
