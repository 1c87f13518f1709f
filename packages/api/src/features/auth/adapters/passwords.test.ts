import { hash as bcrypt } from '@node-rs/bcrypt'
import { describe, expect, test } from 'vitest'
import type { PasswordHasher } from '../ports.ts'
import { medianOf } from '../testing.ts'
import { nativePasswords } from './native-password.ts'
import { osloPasswords } from './oslo-password.ts'

const hashers: [string, () => PasswordHasher][] = [
  ['oslo', osloPasswords],
  ['native', nativePasswords],
]

/** One contract for both, so that either can be taken out (notes on identity, section 4). */
describe.each(hashers)('%s hashes passwords', (_name, make) => {
  const hasher = make()
  const other = hashers.find(([name]) => name !== _name)?.[1]() ?? hasher

  test('as salted Argon2id at the floor OWASP names (AUTH-3)', async () => {
    const [first, second] = [await hasher.hash('Blue-kettle-42'), await hasher.hash('Blue-kettle-42')]
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43}$/)
    expect(second).not.toBe(first)
  })

  test('accepts the right one only, each reading what the other wrote', async () => {
    const hash = await hasher.hash('Blue-kettle-42')
    for (const reader of [hasher, other]) {
      await expect(reader.verify(hash, 'Blue-kettle-42')).resolves.toBe(true)
      await expect(reader.verify(hash, 'Blue-kettle-43')).resolves.toBe(false)
      await expect(reader.verify(hash, '')).resolves.toBe(false)
    }
  })

  test.each([
    null,
    '',
    'garbage',
    '$argon2id$',
    '$argon2id$v=19$m=19456,t=2,p=1$AAAA$',
    '$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAA$AAAA',
  ])('answers false to the hash %s', async (hash) => {
    await expect(hasher.verify(hash, 'Blue-kettle-42')).resolves.toBe(false)
  })

  test('is never right without a hash, and takes as long (ASVS 6.3.8)', async () => {
    const hash = await hasher.hash('Blue-kettle-42')
    const timed = async (stored: string | null) => {
      const start = performance.now()
      await hasher.verify(stored, 'Blue-kettle-42')
      return performance.now() - start
    }
    const times = { known: [] as number[], none: [] as number[] }
    for (let round = 0; round < 15; round += 1) {
      times.known.push(await timed(hash))
      times.none.push(await timed(null))
    }
    const ratio = medianOf(times.none) / medianOf(times.known)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  test('reads bcrypt of cost 12 and asks for a new hash (AUTH-3)', async () => {
    const hash = await bcrypt('Blue-kettle-42', { cost: 12 })
    await expect(hasher.verify(hash, 'Blue-kettle-42')).resolves.toBe(true)
    await expect(hasher.verify(hash, 'Blue-kettle-43')).resolves.toBe(false)
    expect(hasher.needsRehash(hash)).toBe(true)
  })

  test('asks for a new hash where the old one took less work', async () => {
    expect(hasher.needsRehash(await hasher.hash('x'))).toBe(false)
    expect(
      hasher.needsRehash('$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA'),
    ).toBe(true)
    expect(
      hasher.needsRehash('$argon2id$v=19$m=19456,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA'),
    ).toBe(true)
  })

  test('uses all of a long password (ASVS 6.2.8, 6.2.9)', async () => {
    const long = 'k'.repeat(255)
    const hash = await hasher.hash(`${long}1`)
    await expect(hasher.verify(hash, `${long}1`)).resolves.toBe(true)
    await expect(hasher.verify(hash, `${long}2`)).resolves.toBe(false)
  })

  test('refuses work beyond its queue with a time to retry, and loses nothing it took', async () => {
    const all = await Promise.allSettled(Array.from({ length: 90 }, () => hasher.verify(null, 'x')))
    const refused = all.filter((result) => result.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 2 } })
    await expect(hasher.verify(null, 'x')).resolves.toBe(false)
  })
})
