import { sha256 } from '../../../platform/secrets/secrets.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SessionHandle, SessionStore } from '../ports.ts'
import { luciaSessions } from './lucia-session.ts'
import { nativeSessions } from './native-session.ts'
import type { SessionStoreOptions } from './session-rows.ts'

const DAY_MS = 24 * 3600 * 1000

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const stores: [string, (options: SessionStoreOptions) => SessionStore][] = [
  ['lucia', luciaSessions],
  ['native', nativeSessions],
]

/** One contract for both, so that either can be taken out (notes on identity, section 4). */
describe.each(stores)('%s keeps sessions', (_name, make) => {
  const store = () => make({ db: hub.hub.db.system, now: () => now, refreshDays: 30 })
  const newSession = async (fields: { isRemembered?: boolean } = {}) => {
    const { userId } = await hub.newPerson()
    const made = await store().create({
      userId,
      isRemembered: fields.isRemembered ?? true,
      amr: 'pwd',
      impersonatorId: null,
      userAgent: 'Firefox',
      ip: '203.0.113.4',
    })
    return { userId, ...made }
  }
  const days = (n: number) => void (now = new Date(now.getTime() + n * DAY_MS))

  test('finds a session by its token alone (ASVS 7.2.3)', async () => {
    const { token, session, userId } = await newSession()
    await expect(store().validate(token)).resolves.toMatchObject({
      handle: session.handle,
      userId,
      amr: 'pwd',
      impersonatorId: null,
      userAgent: 'Firefox',
      ip: '203.0.113.4',
    })
    const attempts = [
      session.handle,
      sha256(token).toString('hex'),
      sha256(token).toString('base64url'),
      token.toUpperCase(),
      `${token} `,
      '',
      "' or 1=1 --",
    ]
    for (const attempt of attempts) await expect(store().validate(attempt)).resolves.toBeNull()
    expect(token.length).toBeGreaterThanOrEqual(40)
  })

  test('stores no token', async () => {
    const { token, session } = await newSession()
    const row = await hub.hub.db.system
      .selectFrom('authSession')
      .selectAll()
      .where('id', '=', session.handle)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify({ ...row, tokenHash: row.tokenHash.toString('latin1') })).not.toContain(token)
    expect(row.tokenHash).toEqual(sha256(token))
  })

  test('ends one, or all of a person', async () => {
    const first = await newSession()
    const second = await store().create({
      userId: first.userId,
      isRemembered: true,
      amr: 'pwd',
      impersonatorId: null,
      userAgent: null,
      ip: null,
    })
    const other = await newSession()
    await store().end(first.session.handle)
    await expect(store().validate(first.token)).resolves.toBeNull()
    await expect(store().validate(second.token)).resolves.not.toBeNull()
    await store().endAll(first.userId)
    await expect(store().validate(second.token)).resolves.toBeNull()
    await expect(store().validate(other.token)).resolves.not.toBeNull()
  })

  test('lists what is alive, the one used last first', async () => {
    const { userId, session } = await newSession()
    now = new Date(now.getTime() + 1_000)
    const later = await store().create({
      userId,
      isRemembered: false,
      amr: 'pwd',
      impersonatorId: null,
      userAgent: null,
      ip: null,
    })
    expect((await store().list(userId)).map(({ handle }) => handle)).toEqual([
      later.session.handle,
      session.handle,
    ])
    days(2)
    expect((await store().list(userId)).map(({ handle }) => handle)).toEqual([session.handle])
  })

  test('moves the end on with use, never past 90 days (ASVS 7.3.2)', async () => {
    const { token, session } = await newSession()
    const opened = now.getTime()
    expect(Date.parse(session.expiresAt) - opened).toBe(30 * DAY_MS)
    days(20)
    const used = await store().validate(token)
    expect(Date.parse(used?.expiresAt ?? '')).toBe(now.getTime() + 30 * DAY_MS)
    days(29)
    await store().validate(token)
    days(29)
    const last = await store().validate(token)
    expect(Date.parse(last?.expiresAt ?? '')).toBe(opened + 90 * DAY_MS)
    days(13)
    await expect(store().validate(token)).resolves.toBeNull()
  })

  test('a brief session lives a day after its last use', async () => {
    const { token, session } = await newSession({ isRemembered: false })
    expect(Date.parse(session.expiresAt) - now.getTime()).toBe(DAY_MS)
    days(0.9)
    expect(Date.parse((await store().extend(session.handle)) ?? '')).toBe(now.getTime() + DAY_MS)
    days(0.9)
    await expect(store().validate(token)).resolves.not.toBeNull()
    days(1.1)
    await expect(store().validate(token)).resolves.toBeNull()
  })

  test('extends nothing that is not there', async () => {
    await expect(store().extend('01990000-0000-7000-8000-000000000000' as SessionHandle)).resolves.toBeNull()
  })

  test('holds nothing for a suspended person (ASVS 7.4.2)', async () => {
    const { token, userId } = await newSession()
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: now })
      .where('id', '=', userId)
      .execute()
    await expect(store().validate(token)).resolves.toBeNull()
  })

  test('sweeps expired rows and leaves the others', async () => {
    const brief = await newSession({ isRemembered: false })
    const long = await newSession()
    days(2)
    await store().endExpired()
    const rows = await hub.hub.db.system
      .selectFrom('authSession')
      .select('id')
      .where('id', 'in', [brief.session.handle, long.session.handle])
      .execute()
    expect(rows.map(({ id }) => id)).toEqual([long.session.handle])
  })
})

test('lucia is told handles only: a token in their place is an error', async () => {
  const store = luciaSessions({ db: hub.hub.db.system, now: () => now, refreshDays: 30 })
  const { userId } = await hub.newPerson()
  const { token } = await store.create({
    userId,
    isRemembered: true,
    amr: 'pwd',
    impersonatorId: null,
    userAgent: null,
    ip: null,
  })
  await expect(store.end(token as string as SessionHandle)).rejects.toThrow(TypeError)
  await expect(store.validate(token)).resolves.not.toBeNull()
})
