import { createSign, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Attested } from './testing-authenticator.ts'

const sign = (data: Buffer, key: KeyObject) => createSign('sha256').update(data).sign(key)

/** Tag, length, content (X.690, 8.1). */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const printable = (text: string) => der(0x13, Buffer.from(text))
const time = (text: string) => der(0x17, Buffer.from(text))

/** The certificate of a maker of authenticators (Web Authentication, 8.2.1), signed by itself. */
function certificate(publicKey: KeyObject, privateKey: KeyObject): Buffer {
  const part = (type: string, value: string) => der(0x31, sequence(oid(type), printable(value)))
  const name = sequence(
    part('550406', 'PT'),
    part('55040a', 'Keys'),
    part('55040b', 'Authenticator Attestation'),
    part('550403', 'Key'),
  )
  const algorithm = sequence(oid('2a8648ce3d040302'))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time('200101000000Z'), time('490101000000Z')),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
  )
  return sequence(body, algorithm, der(0x03, Buffer.from([0]), sign(body, privateKey)))
}

/** Says who made the authenticator, rightly signed. */
export function byMaker(signed: Buffer): Attested {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const statement = new Map<string, number | Buffer | Buffer[]>([
    ['alg', -7],
    ['sig', sign(signed, privateKey)],
    ['x5c', [certificate(publicKey, privateKey)]],
  ])
  return { format: 'packed', statement }
}

/** The new key vouches for itself, which says nothing about who made the authenticator. */
export const byItself = (signed: Buffer, key: KeyObject): Attested => ({
  format: 'packed',
  statement: new Map<string, number | Buffer>([
    ['alg', -7],
    ['sig', sign(signed, key)],
  ]),
})
