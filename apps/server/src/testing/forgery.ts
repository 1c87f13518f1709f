import { generateKeyPairSync, createHmac, createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { LocalGoogle } from '@hub/api/testing'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })

const byKey = (header: object, claims: object, key: KeyObject) => {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}
const bySecret = (claims: object, secret: string | Buffer) => {
  const text = `${part({ alg: 'HS256', kid: 'of-the-tests' })}.${part(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

export type Forging = 'none' | 'secret' | 'publicKey' | 'stranger' | 'embedded' | 'garbage'

/** A token with right claims that the provider did not sign, in each of the ways that libraries have fallen for. */
export async function forgery(way: Forging, google: LocalGoogle, claims: object): Promise<string> {
  const kid = 'of-the-tests'
  switch (way) {
    case 'none':
      return `${part({ alg: 'none' })}.${part(claims)}.`
    case 'secret':
      return bySecret(claims, google.settings.clientSecret)
    case 'publicKey': {
      const { keys } = (await (await fetch(`${google.settings.issuer}/jwks`)).json()) as { keys: object[] }
      const key = createPublicKey({ key: { ...keys[0] }, format: 'jwk' })
      return bySecret(claims, key.export({ type: 'spki', format: 'pem' }))
    }
    case 'stranger':
      return byKey({ alg: 'RS256', kid }, claims, stranger.privateKey)
    case 'embedded':
      return byKey(
        { alg: 'RS256', jwk: stranger.publicKey.export({ format: 'jwk' }) },
        claims,
        stranger.privateKey,
      )
    case 'garbage':
      return 'not.a.token'
  }
}
