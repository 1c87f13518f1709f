import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** Of one browser, as its Push API gives them: its public key and a secret, both in base64url. */
export interface BrowserKeys {
  p256dh: string
  auth: string
}

/** What is drawn anew for each message; a test gives those of the RFC. */
export interface Drawn {
  salt: Buffer
  /** Of the key pair that seals this message alone. */
  privateKey: Buffer
}

const RECORD_BYTES = 4_096
const TAG_BYTES = 16
/** In front of the record: salt, its size, and the public key with its length. */
const HEAD_BYTES = 16 + 4 + 1 + 65
/** What one message may hold: services of browsers take 4,096 bytes in all. */
export const MOST_BYTES = RECORD_BYTES - HEAD_BYTES - TAG_BYTES - 1

/** Behind the last byte of the last record (RFC 8188). */
const LAST = Buffer.from([2])

const draw = (): Drawn => {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return { salt: randomBytes(16), privateKey: pair.getPrivateKey() }
}

const derive = (ikm: Buffer, salt: Buffer, { info, bytes }: { info: Buffer; bytes: number }): Buffer =>
  Buffer.from(hkdfSync('sha256', ikm, salt, info, bytes))

const infoOf = (words: string, ...more: Buffer[]) => Buffer.concat([Buffer.from(`${words}\0`), ...more])

/** Whether these are a point of the curve and a secret as browsers make them. */
export function areKeys({ p256dh, auth }: BrowserKeys): boolean {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  try {
    pair.computeSecret(Buffer.from(p256dh, 'base64url'))
    return Buffer.from(auth, 'base64url').length === 16
  } catch {
    return false
  }
}

/** Seals a message so that this browser alone can read it (RFC 8291), as the body of a request to its service. */
export function encryptFor(
  { p256dh, auth }: BrowserKeys,
  text: Buffer,
  { salt, privateKey }: Drawn = draw(),
): Buffer {
  const theirs = Buffer.from(p256dh, 'base64url')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  const ours = pair.getPublicKey()
  const secret = derive(pair.computeSecret(theirs), Buffer.from(auth, 'base64url'), {
    info: infoOf('WebPush: info', theirs, ours),
    bytes: 32,
  })
  const key = derive(secret, salt, { info: infoOf('Content-Encoding: aes128gcm'), bytes: 16 })
  const nonce = derive(secret, salt, { info: infoOf('Content-Encoding: nonce'), bytes: 12 })
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  const record = Buffer.concat([
    cipher.update(text),
    cipher.update(LAST),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(RECORD_BYTES)
  return Buffer.concat([salt, size, Buffer.from([ours.length]), ours, record])
}
