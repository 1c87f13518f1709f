import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { BackupRefusal } from '@hub/db/backup'
import { pieces } from './pieces.ts'

/** What it costs to try a passphrase: 128 MB and some tenths of a second. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

export const SCRYPT_COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }

const KEY_BYTES = 32
const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16
const LENGTH_BYTES = 4
const CHUNK_BYTES = 1024 * 1024
/** Set in the length of the last chunk, and only there: a part that was cut between two chunks lacks it. */
const LAST = 0x8000_0000

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

/** The key of one backup, made of the passphrase and the backup's own salt. */
export async function keyOf(passphrase: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  return derive(passphrase, salt, KEY_BYTES, { ...cost, maxmem: 256 * cost.N * cost.r })
}

export const newSalt = (): Buffer => randomBytes(SALT_BYTES)

/** Proof that whoever wrote these bytes had the key. */
export const proofOf = (key: Buffer, bytes: Buffer): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', 'manifest', KEY_BYTES)))
    .update(bytes)
    .digest('hex')

function chunkNonce(index: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES)
  nonce.writeBigUInt64BE(BigInt(index), NONCE_BYTES - 8)
  return nonce
}

/** Of each part its own, so that parts cannot take each other's place and no nonce comes twice. */
const partKey = (key: Buffer, name: string, salt: Buffer) =>
  Buffer.from(hkdfSync('sha256', key, salt, `part ${name}`, KEY_BYTES))

/** AES-256-GCM in chunks of 1 MiB: salt, then for each chunk its length, tag and text. */
export async function* sealPart(
  source: AsyncIterable<Uint8Array>,
  { key, name }: { key: Buffer; name: string },
): AsyncGenerator<Buffer> {
  const salt = newSalt()
  const own = partKey(key, name, salt)
  yield salt
  let index = 0
  let held: Buffer = Buffer.alloc(0)
  const chunk = (text: Buffer, isLast: boolean) => {
    const head = Buffer.alloc(LENGTH_BYTES)
    head.writeUInt32BE((text.length | (isLast ? LAST : 0)) >>> 0)
    const cipher = createCipheriv('aes-256-gcm', own, chunkNonce(index++)).setAAD(head)
    const sealed = Buffer.concat([cipher.update(text), cipher.final()])
    return Buffer.concat([head, cipher.getAuthTag(), sealed])
  }
  for await (const piece of source) {
    held = Buffer.concat([held, piece])
    while (held.length > CHUNK_BYTES) {
      yield chunk(held.subarray(0, CHUNK_BYTES), false)
      held = held.subarray(CHUNK_BYTES)
    }
  }
  yield chunk(held, true)
}

const damaged = (name: string) =>
  new BackupRefusal(`The part ${name} of the backup is damaged. Use another backup.`)

/** Throws a BackupRefusal for whatever `sealPart` did not write with this key under this name. */
export async function* openPart(
  source: AsyncIterable<Uint8Array>,
  { key, name }: { key: Buffer; name: string },
): AsyncGenerator<Buffer> {
  const take = pieces(source, () => damaged(name))
  const own = partKey(key, name, await take(SALT_BYTES))
  for (let index = 0; ; index += 1) {
    const head = await take(LENGTH_BYTES)
    const length = head.readUInt32BE()
    const isLast = length >= LAST
    const size = isLast ? length - LAST : length
    if (size > CHUNK_BYTES) throw damaged(name)
    const tag = await take(TAG_BYTES)
    const sealed = await take(size)
    yield opened({ own, index, head, tag, sealed, name })
    if (isLast) break
  }
  if (!(await take.isAtEnd())) throw damaged(name)
}

interface Chunk {
  own: Buffer
  index: number
  head: Buffer
  tag: Buffer
  sealed: Buffer
  name: string
}

function opened({ own, index, head, tag, sealed, name }: Chunk): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', own, chunkNonce(index)).setAAD(head).setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    throw damaged(name)
  }
}
