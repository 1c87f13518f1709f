import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import type { BrowserKeys } from './encrypt.ts'

export interface TestBrowser {
  keys: BrowserKeys
  privateKey: Buffer
}

/** A browser that lets itself be pushed to. */
export function newBrowser(): TestBrowser {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const keys = { p256dh: pair.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
  return { keys, privateKey: pair.getPrivateKey() }
}

/** Reads a message as a browser does, by RFC 8188 and 8291 and with nothing of the hub's. Throws where it is not for it. */
export function openPushed({ keys, privateKey }: TestBrowser, body: Buffer): string {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  const length = body.readUInt8(20)
  const [salt, sender, record] = [
    body.subarray(0, 16),
    body.subarray(21, 21 + length),
    body.subarray(21 + length),
  ]
  const hkdf = (ikm: Buffer, by: Buffer, { info, bytes }: { info: Buffer; bytes: number }) =>
    Buffer.from(hkdfSync('sha256', ikm, by, info, bytes))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender])
  const secret = hkdf(pair.computeSecret(sender), Buffer.from(keys.auth, 'base64url'), { info, bytes: 32 })
  const named = (words: string, bytes: number) => ({
    info: Buffer.from(`Content-Encoding: ${words}\0`),
    bytes,
  })
  const key = hkdf(secret, salt, named('aes128gcm', 16))
  const decipher = createDecipheriv('aes-128-gcm', key, hkdf(secret, salt, named('nonce', 12)))
  decipher.setAuthTag(record.subarray(-16))
  const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  if (text.at(-1) !== 2) throw new Error('The last record does not say that it is.')
  return text.subarray(0, -1).toString()
}
