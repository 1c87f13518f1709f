import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import { exportJWK, exportSPKI, importJWK } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { unseal } from '../../../platform/secrets/secrets.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { createAccessTokens } from './jose-access-tokens.ts'

const MINUTE_MS = 60_000
const ORIGIN = 'http://localhost:3000'
const claims = { userId: uuidv7(), sessionId: uuidv7() }

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const options = () => ({ db: hub.hub.db, sealKey: hub.hub.keys.seal, origin: ORIGIN, now: () => now })
const tokens = () => createAccessTokens(options())
const later = (ms: number) => void (now = new Date(now.getTime() + ms))
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The key that signs now, as an attacker who stole it would use it: every refusal below has its own reason. */
async function realKey(): Promise<{ key: KeyObject; kid: string }> {
  const row = await hub.hub.db.system
    .selectFrom('authSigningKey')
    .selectAll()
    .where('state', '=', 'current')
    .executeTakeFirstOrThrow()
  return { key: createPrivateKey(unseal(hub.hub.keys.seal, row.privateSealed, row.kid)), kid: row.kid }
}

const seconds = () => Math.floor(now.getTime() / 1000)
const payload = () => ({
  iss: ORIGIN,
  aud: `${ORIGIN}/api`,
  sub: claims.userId,
  sid: claims.sessionId,
  jti: uuidv7(),
  iat: seconds(),
  exp: seconds() + 900,
})

interface Forged {
  header?: Record<string, unknown>
  body?: Record<string, unknown>
  key?: KeyObject
}

/** Signed by hand: a library would refuse to write some of these. */
async function forge({ header = {}, body = {}, key: given }: Forged): Promise<string> {
  const { key, kid } = await realKey()
  const text = `${part({ alg: 'RS256', typ: 'at+jwt', kid, ...header })}.${part({ ...payload(), ...body })}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), given ?? key).toString('base64url')}`
}

describe('access tokens', () => {
  test('say who and which session, for 15 minutes (AUTH-4, ASVS 9.2.1)', async () => {
    const { token, expiresAt } = await tokens().sign(claims)
    await expect(tokens().verify(token)).resolves.toMatchObject(claims)
    expect(expiresAt.getTime() - now.getTime()).toBe(15 * MINUTE_MS)
    const reader = tokens()
    await expect(reader.verify(token)).resolves.toMatchObject(claims)
    later(14 * MINUTE_MS)
    await expect(reader.verify(token)).resolves.toMatchObject(claims)
    later(2 * MINUTE_MS)
    await expect(reader.verify(token)).resolves.toBe('expired')
    await expect(tokens().verify(token)).resolves.toBe('expired')
  })

  test.each([
    ['an expiry in the past', { exp: 1_700_000_000, iat: 1_699_999_100 }],
    ['an age beyond 16 minutes with a far expiry', { iat: 1_700_000_000, exp: 4_000_000_000 }],
  ])('have run out with %s, and only where they are signed by the hub', async (_name, body) => {
    await tokens().sign(claims)
    await expect(tokens().verify(await forge({ body }))).resolves.toBe('expired')
    const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    await expect(tokens().verify(await forge({ body, key }))).resolves.toBeNull()
  })

  test('hold longer only where an administrator acts for the person, as long as that may last (ADM-1)', async () => {
    const impersonation = { impersonatorId: uuidv7(), expiresAt: new Date(now.getTime() + 30 * MINUTE_MS) }
    const { token, expiresAt } = await tokens().sign(claims, impersonation)
    expect(expiresAt).toEqual(impersonation.expiresAt)
    const aged = (minutes: number, body: Record<string, unknown>) =>
      forge({ body: { iat: seconds() - minutes * 60, exp: seconds() + 900, ...body } })
    const act = { act: { sub: impersonation.impersonatorId } }
    await expect(tokens().verify(await aged(17, {}))).resolves.toBe('expired')
    await expect(tokens().verify(await aged(17, act))).resolves.toMatchObject(claims)
    await expect(tokens().verify(await aged(32, act))).resolves.toBe('expired')
    later(29 * MINUTE_MS)
    await expect(tokens().verify(token)).resolves.toMatchObject(claims)
    later(2 * MINUTE_MS)
    await expect(tokens().verify(token)).resolves.toBe('expired')
  })

  test('made like a real one pass, so the attacks below fail for their own reason', async () => {
    await tokens().sign(claims)
    await expect(tokens().verify(await forge({}))).resolves.toMatchObject(claims)
  })

  const attacks: [string, Forged][] = [
    ['another audience (ASVS 9.2.3)', { body: { aud: `${ORIGIN}/mcp` } }],
    ['another issuer', { body: { iss: 'https://evil.example' } }],
    ['an ordinary JWT type (ASVS 9.2.2)', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
    ['no expiry', { body: { exp: undefined } }],
    ['an issue date in the future', { body: { iat: 4_000_000_000, exp: 4_000_000_900 } }],
    ['no session', { body: { sid: undefined } }],
    ['no token id', { body: { jti: undefined } }],
    ['no person', { body: { sub: undefined } }],
    ['a session that is no text', { body: { sid: 7 } }],
    ['a key id that climbs folders', { header: { kid: '../../etc/passwd' } }],
    ['a key id nobody has', { header: { kid: 'nobody' } }],
    ['an unknown critical header', { header: { crit: ['hub'], hub: true } }],
  ]
  test.each(attacks)('are refused with %s', async (_name, forged) => {
    await tokens().sign(claims)
    await expect(tokens().verify(await forge(forged))).resolves.toBeNull()
  })

  test.each(['', 'x', 'a.b.c', '..', 'null', 'e30.e30.', `${'a'.repeat(9_000)}`])(
    'are refused when they are the text %#',
    async (text) => {
      await expect(tokens().verify(text)).resolves.toBeNull()
    },
  )

  test('are refused with the algorithm none (ASVS 9.1.2)', async () => {
    await tokens().sign(claims)
    for (const alg of ['none', 'None', 'NONE']) {
      await expect(tokens().verify(`${part({ alg, typ: 'at+jwt' })}.${part(payload())}.`)).resolves.toBeNull()
    }
  })

  test('are refused when signed by HMAC with the public key (ASVS 9.1.2)', async () => {
    const { keys } = await tokens().jwks()
    for (const jwk of keys) {
      const pem = await exportSPKI((await importJWK(jwk as JWK, 'RS256', { extractable: true })) as CryptoKey)
      for (const secret of [pem, pem.trim(), JSON.stringify(jwk)]) {
        const body = `${part({ alg: 'HS256', typ: 'at+jwt', kid: jwk['kid'] })}.${part(payload())}`
        const token = `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
        await expect(tokens().verify(token)).resolves.toBeNull()
      }
    }
  })

  test('are refused with a key they bring along (ASVS 9.1.3)', async () => {
    await tokens().sign(claims)
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = await exportJWK(pair.publicKey)
    const { kid } = await realKey()
    for (const header of [
      { jwk, kid: undefined },
      { jwk, kid },
      { kid },
      { jku: 'https://evil.example/jwks.json', kid },
    ]) {
      await expect(tokens().verify(await forge({ header, key: pair.privateKey }))).resolves.toBeNull()
    }
  })

  test('are refused after any change (ASVS 9.1.1)', async () => {
    const { token } = await tokens().sign(claims)
    const [header = '', , signature = ''] = token.split('.')
    const changed = [header, part({ ...payload(), sub: uuidv7() }), signature].join('.')
    await expect(tokens().verify(changed)).resolves.toBeNull()
    await expect(tokens().verify(token.slice(0, -8))).resolves.toBeNull()
  })
})

describe('tokens of connected applications', () => {
  const ids = { gid: uuidv7(), org: uuidv7() }
  const granted = {
    aud: `${ORIGIN}/mcp`,
    ...ids,
    scope: 'ops.task.read ops.task.write',
    client_id: 'c1',
  }
  const check = async (forged: Forged) => tokens().verifyGrant(await forge(forged), '/mcp')

  test('say which grant, for whom, where and what', async () => {
    await tokens().sign(claims)
    await expect(check({ body: granted })).resolves.toEqual({
      userId: claims.userId,
      grantId: ids.gid,
      orgId: ids.org,
      scopes: ['ops.task.read', 'ops.task.write'],
      resource: '/mcp',
    })
  })

  test.each<[string, Forged]>([
    ['the audience of the API', { body: { ...granted, aud: `${ORIGIN}/api` } }],
    ['an address beside the door', { body: { ...granted, aud: `${ORIGIN}/mcpx` } }],
    ['several audiences', { body: { ...granted, aud: [`${ORIGIN}/mcp`, `${ORIGIN}/api`] } }],
    ['the hub itself as audience', { body: { ...granted, aud: ORIGIN } }],
    ['another issuer', { body: { ...granted, iss: 'https://evil.example' } }],
    ['no grant', { body: { ...granted, gid: undefined } }],
    ['a grant that is no id', { body: { ...granted, gid: "' or 1=1" } }],
    ['no organization', { body: { ...granted, org: undefined } }],
    ['no scope', { body: { ...granted, scope: undefined } }],
    ['an ordinary JWT type', { header: { typ: 'JWT' }, body: granted }],
  ])('are refused with %s', async (_name, forged) => {
    await tokens().sign(claims)
    await expect(check(forged)).resolves.toBeNull()
  })

  test('are good at what they were made for and below it, and nowhere else (RFC 8707)', async () => {
    await tokens().sign(claims)
    const at = async (resource: string, shownAt: string) => {
      const answer = await tokens().verifyGrant(
        await forge({ body: { ...granted, aud: ORIGIN + resource } }),
        shownAt,
      )
      return typeof answer === 'string' ? answer : answer?.resource
    }
    const [ops, reading] = ['/mcp/x/ops', '/mcp/x/ops/readonly']
    for (const [resource, shownAt] of [
      ['/mcp', ops],
      [ops, ops],
      [ops, reading],
    ] as const)
      await expect(at(resource, shownAt)).resolves.toBe(resource)
    for (const [resource, shownAt] of [
      [ops, '/mcp'],
      [reading, ops],
      [ops, '/mcp/x/opsx'],
      [ops, '/mcp/x/audit'],
    ] as const)
      await expect(at(resource, shownAt)).resolves.toBe('elsewhere')
  })

  test('are nothing to the doors for people, whatever else they say', async () => {
    await tokens().sign(claims)
    await expect(tokens().verify(await forge({ body: granted }))).resolves.toBeNull()
  })

  test('run out like all others', async () => {
    await tokens().sign(claims)
    const token = await forge({ body: granted })
    later(16 * MINUTE_MS)
    await expect(tokens().verifyGrant(token, '/mcp')).resolves.toBe('expired')
  })
})
