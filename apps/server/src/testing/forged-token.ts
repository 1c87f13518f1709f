import { createHmac, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto'
import type { JsonWebKeyInput, KeyObject } from 'node:crypto'
import type { ServedHub } from './serve.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

export interface Forged {
  /** Beside, or in place of, what a real token says. */
  header?: Record<string, unknown>
  body?: Record<string, unknown>
  /** Signs in place of the hub's own key. */
  key?: KeyObject
}

/** Who and what a forged token speaks for. */
export interface Victim {
  userId: string
  sessionId: string
}

/** Tokens as an attacker writes them who holds the hub's own key: each refusal then has its own reason. */
export function forger(hub: ServedHub, { userId, sessionId }: Victim) {
  const { publicUrl } = hub.hub.settings
  const claims = () => {
    const now = Math.floor(Date.now() / 1000)
    const times = { jti: randomUUID(), iat: now, exp: now + 900 }
    return { iss: publicUrl, aud: `${publicUrl}/api`, sub: userId, sid: sessionId, ...times }
  }
  const textOf = async ({ header = {}, body = {} }: Forged) => {
    const { kid } = await hub.hub.accessTokens.signingKey()
    return `${part({ alg: 'RS256', typ: 'at+jwt', kid, ...header })}.${part({ ...claims(), ...body })}`
  }
  return {
    /** Signed with the hub's own key, unless another one is given. */
    async signed(forged: Forged = {}): Promise<string> {
      const own = { key: { ...(await hub.hub.accessTokens.signingKey()) }, format: 'jwk' } as JsonWebKeyInput // the signer's own JWK
      const text = await textOf(forged)
      const signature = sign('RSA-SHA256', Buffer.from(text), forged.key ?? createPrivateKey(own))
      return `${text}.${signature.toString('base64url')}`
    },
    async unsigned(alg: string, body: Record<string, unknown> = {}): Promise<string> {
      return `${await textOf({ header: { alg }, body })}.`
    },
    /** By HMAC with a published key as the secret, as libraries accept that go by the token's own word. */
    async byPublicKey(body: Record<string, unknown> = {}): Promise<string> {
      const { keys } = await hub.hub.accessTokens.jwks()
      const jwk = { key: { ...keys[0] }, format: 'jwk' } as JsonWebKeyInput // as it is published
      const pem = createPublicKey(jwk).export({ type: 'spki', format: 'pem' })
      const text = await textOf({ header: { alg: 'HS256' }, body })
      return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`
    },
  }
}
