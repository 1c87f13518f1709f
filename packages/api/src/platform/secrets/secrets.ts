import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** A 32-byte key for one purpose, derived from the hub's secret (HKDF, RFC 5869). */
export function deriveKey(secret: string, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'smart-ai-hub', purpose, 32)))
}

/**
 * The keys of one purpose: `current` makes what is new, `all` open what is there, while one secret of the hub takes the place
 * of another. It lives: both change under whoever holds it.
 */
export interface KeyRing {
  readonly current: KeyObject
  readonly all: readonly KeyObject[]
  /** True where another secret is in force than any this process knows: what it cannot open is not lost. */
  readonly isBehind: boolean
}

/** A ring that holds one key for ever. */
export const ringOf = (key: KeyObject): KeyRing => ({ current: key, all: [key], isBehind: false })

export const sha256 = (value: string | Buffer): Buffer => hash('sha256', value, 'buffer')

/** A random token of 32 bytes in base64url: what is handed out; only its sha256 is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

const NONCE = 12
const TAG = 16

/** AES-256-GCM; the context (for example a key id) is bound to the text and must match when it is opened. */
export function seal({ current }: Pick<KeyRing, 'current'>, plain: string, context: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Throws where none of the keys sealed it, or not in this context. */
export function unseal({ all }: Pick<KeyRing, 'all'>, sealed: Buffer, context: string): string {
  for (const [index, key] of all.entries())
    try {
      return openWith(key, sealed, context)
    } catch (error) {
      if (index === all.length - 1) throw error
    }
  throw new Error('There is no key to open this with.')
}

/** Whether the key in use sealed it, and not one before. */
export function isSealedNow({ current }: KeyRing, sealed: Buffer, context: string): boolean {
  try {
    openWith(current, sealed, context)
    return true
  } catch {
    return false
  }
}

function openWith(key: KeyObject, sealed: Buffer, context: string): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(
    Buffer.from(context),
  )
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
}
