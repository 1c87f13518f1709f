import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const digest = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const mac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

export interface S3Account {
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

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
    [...searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .toSorted()
      .join('&'),
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

/** The store's word for what is wrong with the signature, or null where it fits what came in. */
export function signatureFault(request: IncomingMessage, body: Buffer, account: S3Account): string | null {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/[^,]+, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  const [, keyId, signed = '', signature] = given ?? []
  if (keyId !== account.accessKeyId) return 'InvalidAccessKeyId'
  const isWhole =
    ['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => signed.split(';').includes(name)) &&
    request.headers['x-amz-content-sha256'] === digest(body)
  return isWhole && signature === signatureOf(request, signed, account) ? null : 'SignatureDoesNotMatch'
}
