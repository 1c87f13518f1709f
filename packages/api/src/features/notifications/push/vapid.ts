import { createECDH, createPrivateKey, sign } from 'node:crypto'
import type { ECDH, KeyObject } from 'node:crypto'
import { sha256 } from '../../../platform/secrets/secrets.ts'

/** A day is the most that services take. */
const VALID_SECONDS = 12 * 3_600

/** Every server of the hub makes the same pair of its secret. Hashed on where the bytes are no number of the curve, which is rare. */
function pairOf(key: KeyObject): ECDH {
  const pair = createECDH('prime256v1')
  for (let bytes: Buffer = key.export(); ; bytes = sha256(bytes))
    try {
      pair.setPrivateKey(bytes)
      return pair
    } catch {
      continue
    }
}

/** By which browsers tell their service who may send to them: `applicationServerKey`, in base64url. */
export const publicKeyOf = (key: KeyObject): string => pairOf(key).getPublicKey('base64url')

const json = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Of a number of the curve: OpenSSL leaves its leading zeros away, which a JWK must have (RFC 7518, 6.2.2.1). */
const NUMBER_BYTES = 32

function signingKeyOf(key: KeyObject): KeyObject {
  const pair = pairOf(key)
  const point = pair.getPublicKey()
  const number = Buffer.alloc(NUMBER_BYTES)
  const drawn = pair.getPrivateKey()
  drawn.copy(number, NUMBER_BYTES - drawn.length)
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    d: number.toString('base64url'),
  }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

export interface VapidCall {
  /** Of the browser's service. */
  endpoint: string
  /** Where its operator finds whoever sends. */
  contact: string
  now: Date
}

/** Says to the service of a browser that it is this hub which sends (RFC 8292). */
export function vapidHeader(key: KeyObject, { endpoint, contact, now }: VapidCall): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now.getTime() / 1_000) + VALID_SECONDS,
    sub: contact,
  }
  const text = `${json({ typ: 'JWT', alg: 'ES256' })}.${json(claims)}`
  const signature = sign('sha256', Buffer.from(text), {
    key: signingKeyOf(key),
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url')
  return `vapid t=${text}.${signature}, k=${publicKeyOf(key)}`
}
