import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { CreationOptions, PasskeyAssertion, PasskeyAttestation, RequestOptions } from './schema.ts'

/*
 * An authenticator and the browser in front of it, in software: ES256 keys, "none" attestation, answers as
 * navigator.credentials gives them (Web Authentication, sections 5.8.1, 6.1 and 6.5).
 */
export type Cbor = number | string | Buffer | Cbor[] | Map<number | string, Cbor>

/** Major type and length or value (RFC 8949, 3). */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  const bytes = Buffer.alloc(3)
  bytes.writeUInt8((major << 5) | 25, 0)
  bytes.writeUInt16BE(value, 1)
  return bytes
}

export function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  const pairs = [...value].flatMap(([key, one]) => [cbor(key), cbor(one)])
  return Buffer.concat([head(5, value.size), ...pairs])
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()
const flag = { present: 0x01, verified: 0x04, canBackUp: 0x08, isBackedUp: 0x10, attested: 0x40 }

/** What a test may twist; the rest is as an honest browser does it. */
export interface Twist {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  crossOrigin?: boolean
  isVerified?: boolean
  userHandle?: string | undefined
}

interface Made {
  privateKey: KeyObject
  userHandle: string
  counter: number
}

export interface Attested {
  format: string
  statement?: Cbor
}

export interface CreationTwist extends Twist {
  /** Without it: none. Gets what an attestation signs, and the new key. */
  attest?: (signed: Buffer, key: KeyObject) => Attested
}

export interface Authenticator {
  create(options: CreationOptions, twist?: CreationTwist): PasskeyAttestation
  get(options: RequestOptions, twist?: Twist): PasskeyAssertion
  /** Sets the counter back, as a copy of the key has it. */
  setCounter(counter: number): void
}

export interface AuthenticatorOptions {
  origin: string
  isBackedUp?: boolean
  /** Passkeys that live in several devices have no counter: it stays at 0. */
  hasCounter?: boolean
  credentialId?: Buffer
}

interface Answer {
  type: string
  challenge: string
  origin: string
  twist: Twist
}

const clientData = ({ type, challenge, origin, twist }: Answer) =>
  Buffer.from(
    JSON.stringify({
      type: twist.type ?? type,
      challenge: twist.challenge ?? challenge,
      origin: twist.origin ?? origin,
      crossOrigin: twist.crossOrigin ?? false,
    }),
  )

interface Seen {
  rpId: string
  counter: number
  isBackedUp: boolean
  twist: Twist
  /** The new credential, where one is made. */
  attested?: Buffer
}

function authenticatorData({ rpId, counter, isBackedUp, twist, attested }: Seen): Buffer {
  const flags =
    flag.present |
    (twist.isVerified === false ? 0 : flag.verified) |
    (isBackedUp ? flag.canBackUp | flag.isBackedUp : 0) |
    (attested ? flag.attested : 0)
  const fixed = Buffer.alloc(37)
  sha256(twist.rpId ?? rpId).copy(fixed)
  fixed.writeUInt8(flags, 32)
  fixed.writeUInt32BE(counter, 33)
  return attested ? Buffer.concat([fixed, attested]) : fixed
}

/** An ES256 key with what registration says about it (6.5.1: no model, length, id, COSE key). */
function newCredential(credentialId: Buffer): { privateKey: KeyObject; attested: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const cose = new Map<number, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(credentialId.length)
  return { privateKey, attested: Buffer.concat([Buffer.alloc(16), length, credentialId, cbor(cose)]) }
}

/** One device with one passkey. */
export function softwareAuthenticator({
  origin,
  isBackedUp = false,
  hasCounter = true,
  credentialId = randomBytes(32),
}: AuthenticatorOptions): Authenticator {
  let made: Made | undefined
  const id = credentialId.toString('base64url')
  return {
    create({ challenge, rp, user }, twist = {}) {
      const { privateKey, attested } = newCredential(credentialId)
      made = { privateKey, userHandle: user.id, counter: 0 }
      const client = clientData({ type: 'webauthn.create', challenge, origin, twist })
      const data = authenticatorData({ rpId: rp.id, counter: 0, isBackedUp, twist, attested })
      const none: Attested = { format: 'none' }
      const { format, statement } = twist.attest?.(Buffer.concat([data, sha256(client)]), privateKey) ?? none
      const attestation = new Map<string, Cbor>([
        ['fmt', format],
        ['attStmt', statement ?? new Map()],
        ['authData', data],
      ])
      return {
        id,
        clientDataJSON: client.toString('base64url'),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal'],
      }
    },
    get({ challenge, rpId }, twist = {}) {
      if (!made) throw new Error('this authenticator holds no passkey')
      if (hasCounter) made.counter += 1
      const data = authenticatorData({ rpId, counter: made.counter, isBackedUp, twist })
      const client = clientData({ type: 'webauthn.get', challenge, origin, twist })
      const signature = createSign('sha256').update(data).update(sha256(client)).sign(made.privateKey)
      const userHandle = 'userHandle' in twist ? twist.userHandle : made.userHandle
      return {
        id,
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(userHandle !== undefined && { userHandle }),
      }
    },
    setCounter(counter) {
      if (made) made.counter = counter
    },
  }
}
