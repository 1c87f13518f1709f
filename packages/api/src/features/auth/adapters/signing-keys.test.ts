import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { createAccessTokens } from './jose-access-tokens.ts'
import { deriveKey, ringOf } from '../../../platform/secrets/secrets.ts'
import { rotateKeysNow } from '../sweeps.ts'
import { rotateSigningKeys } from './signing-keys.ts'

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
const currentKey = () =>
  hub.hub.db.system
    .selectFrom('authSigningKey')
    .select('kid')
    .where('state', '=', 'current')
    .executeTakeFirstOrThrow()

describe('signing keys', () => {
  test('are published ahead and without their private half (AUTH-4)', async () => {
    const { keys } = await tokens().jwks()
    expect(keys.length).toBeGreaterThanOrEqual(2)
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig', kid: expect.any(String) })
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(key).not.toHaveProperty(secret)
    }
    const rows = await hub.hub.db.system.selectFrom('authSigningKey').select('privateSealed').execute()
    for (const { privateSealed } of rows)
      expect(privateSealed.toString('latin1')).not.toContain('PRIVATE KEY')
  })

  test('of ten servers that start at once agree on one pair', async () => {
    const fresh = await startHub()
    try {
      const server = () =>
        createAccessTokens({
          db: fresh.hub.db,
          sealKey: fresh.hub.keys.seal,
          origin: ORIGIN,
          now: () => new Date(),
        })
      const signed = await Promise.all(Array.from({ length: 10 }, () => server().sign(claims)))
      const reader = server()
      for (const { token } of signed) await expect(reader.verify(token)).resolves.toMatchObject(claims)
      const rows = await fresh.hub.db.system.selectFrom('authSigningKey').select('state').execute()
      expect(rows.map(({ state }) => state).toSorted()).toEqual(['current', 'next'])
    } finally {
      await fresh.stop()
    }
  })

  test('rotate so that live tokens go on and the next key is known before it signs (AUTH-4)', async () => {
    const before = await tokens().sign(claims)
    const known = (await tokens().jwks()).keys.map((key) => key['kid'])
    later(31 * 24 * 60 * MINUTE_MS)
    const fresh = await tokens().sign(claims)
    const dueBefore = new Date(now.getTime() - 30 * 24 * 60 * MINUTE_MS)
    const turns = await Promise.all(Array.from({ length: 5 }, () => rotateSigningKeys(options(), dueBefore)))
    expect(turns.filter(Boolean)).toHaveLength(1)
    await expect(tokens().verify(fresh.token)).resolves.toMatchObject(claims)
    await expect(tokens().verify(before.token)).resolves.toBe('expired')
    expect(known).toContain((await currentKey()).kid)
    await expect(tokens().verify((await tokens().sign(claims)).token)).resolves.toMatchObject(claims)
    later(31 * 24 * 60 * MINUTE_MS)
    await rotateSigningKeys(options(), now)
    const states = await hub.hub.db.system.selectFrom('authSigningKey').select('state').execute()
    expect(states.map(({ state }) => state).toSorted()).toEqual(['current', 'next', 'previous', 'retired'])
  })

  test('renewed by hand stay published until what they signed has ended', async () => {
    const fresh = await startHub({ now: () => now })
    try {
      const { db, keys } = fresh.hub
      const server = () => createAccessTokens({ db, sealKey: keys.seal, origin: ORIGIN, now: () => now })
      await server().sign(claims)
      expect(await rotateKeysNow(fresh.hub)).toBe(false)
      later(34 * MINUTE_MS)
      const before = await server().sign(claims)
      expect(await rotateKeysNow(fresh.hub)).toBe(true)
      const reader = server()
      await expect(reader.verify(before.token)).resolves.toMatchObject(claims)
      await expect(reader.verify((await server().sign(claims)).token)).resolves.toMatchObject(claims)
      // Once more would take the key of a token that is good still.
      expect(await rotateKeysNow(fresh.hub)).toBe(false)
      later(34 * MINUTE_MS)
      await expect(reader.verify(before.token)).resolves.toBe('expired')
      expect(await rotateKeysNow(fresh.hub)).toBe(true)
    } finally {
      await fresh.stop()
    }
  })

  test('are not retired by a process that does not know the secret in force', async () => {
    await tokens().jwks()
    const { kid } = await currentKey()
    const sealKey = { ...ringOf(deriveKey('another secret, which is not in force', 'seal')), isBehind: true }
    await expect(createAccessTokens({ ...options(), sealKey }).jwks()).rejects.toThrow('another HUB_SECRET')
    expect((await currentKey()).kid).toBe(kid)
  })
})
