import { openDatabase } from '@hub/db'
import type { Database } from '@hub/db'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHub } from '../../create-hub.ts'
import { linkToken } from '../../features/auth/testing.ts'
import { hasRedisServer, startRedisServer } from '../../testing/redis-server.ts'
import type { RedisServer } from '../../testing/redis-server.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/start-hub.ts'
import type { TestHub, TestOrg, TestPerson } from '../../testing/start-hub.ts'
import type { Call } from '../calls/call.ts'
import type { Hub } from '../hub.ts'
import { openRedis } from '../events/redis.ts'
import type { SharedRedis } from '../events/redis.ts'

let hub: TestHub
beforeAll(async () => void (hub = await startHub()))
afterAll(() => hub.stop())

type Asker = Pick<TestPerson, 'userId'>

/** A call as a door makes it: a context of its own, whoever asked before. */
function ask(
  [on, who]: [Hub, Asker],
  path: string,
  { input = {}, ...changes }: Partial<Call> & { input?: unknown } = {},
) {
  const credential = { kind: 'person', userId: who.userId } as const
  return on.catalog.call(path, input, hub.call({ credential, ...changes }))
}

const runs = (of: Hub) => of.cache.stats().misses

describe('a read that declares a cache', () => {
  test('runs once for 50 people at the same moment (GW-8)', async () => {
    const org = await hub.newOrg()
    const before = runs(hub.hub)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask([hub.hub, org.owner], 'organizations.get')),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(runs(hub.hub) - before).toBe(1)
  })

  test('is never given to another organization, person, role or key', async () => {
    const [one, two] = [await hub.newOrg(), await hub.newOrg()]
    for (const { owner, orgId } of [one, two])
      await expect(ask([hub.hub, owner], 'organizations.get')).resolves.toMatchObject({ id: orgId })
    const viewer = await one.join('viewer')
    const of = (who: Asker) => ask([hub.hub, who], 'auth.me') as Promise<{ user: { id: string } }>
    await expect(of(one.owner)).resolves.toMatchObject({ user: { id: one.owner.userId } })
    await expect(of(viewer)).resolves.toMatchObject({
      user: { id: viewer.userId },
      organizations: [{ role: 'viewer' }],
    })
    const help = async (who: Asker) => JSON.stringify(await ask([hub.hub, who], 'system.help'))
    expect(await help(viewer)).not.toBe(await help(one.owner))
    await expect(ask([hub.hub, two.owner], 'organizations.get', { org: one.slug })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('is never given to a colleague with another level, before or after it changes', async () => {
    const org = await hub.newOrg()
    const reader = await org.join('member')
    const outsider = await org.join('member', { ops: 'none' })
    const help = async (who: Asker) => JSON.stringify(await ask([hub.hub, who], 'system.help'))
    const whole = await help(reader)
    expect(await help(outsider)).not.toBe(whole)
    await hub.hub.db.system
      .updateTable('organizationMember')
      .set({ levels: JSON.stringify({ ops: 'none' }) })
      .where('userId', '=', reader.userId)
      .execute()
    expect(await help(reader)).not.toBe(whole)
  })

  test('tells inputs apart, and refuses a bad one like any read', async () => {
    const org = await hub.newOrg()
    await org.join('member')
    const members = (input: object) =>
      ask([hub.hub, org.owner], 'organizations.members.list', { input }) as Promise<{ items: unknown[] }>
    expect((await members({})).items).toHaveLength(2)
    expect((await members({ limit: 1 })).items).toHaveLength(1)
    await expect(members({ limit: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('follows a change of role at once, also one made by hand in the database (AUTH-11)', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const me = () => ask([hub.hub, member], 'auth.me')
    await expect(me()).resolves.toMatchObject({ organizations: [{ role: 'member' }] })
    await hub.hub.db.system
      .updateTable('organizationMember')
      .set({ role: 'admin' })
      .where('userId', '=', member.userId)
      .execute()
    await expect(me()).resolves.toMatchObject({ organizations: [{ role: 'admin' }] })
  })

  test('a charged call runs and is charged, a free one is answered from what is kept (CRED-2)', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: 1_000_000 })
    await ask([hub.hub, org.owner], 'organizations.get')
    const available = async () => (await org.api.credits.balance()).availableMicro
    const [before, run] = [await available(), hub.hub.cache.stats()]
    for (let call = 0; call < 3; call += 1)
      await ask([hub.hub, org.owner], 'organizations.get', { door: 'mcp' })
    expect(before - (await available())).toBe(30_000)
    expect(hub.hub.cache.stats()).toEqual(run)
  })
})

/** Another server of the same hub: its own pools and memory, the same database. */
function openSecond(redis: SharedRedis | null): { second: Hub; db: Database } {
  const { appUrl, systemUrl } = hub.database
  const db = openDatabase({ appUrl, systemUrl, onError: () => undefined })
  const { settings, mail } = hub.hub
  const second = createHub({
    db,
    settings,
    mail,
    redis,
    secret: 'a secret of the tests, long enough to be accepted',
  })
  return { second, db }
}

/** The caller writes at one server and reads at the other, at once and many times. */
async function writesAndReads(org: TestOrg, [here, there]: [Hub, Hub]): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    const [writer, reader] = round % 2 === 0 ? [here, there] : [there, here]
    const name = `Round ${round}`
    const call = { input: { name } }
    await ask([reader, org.owner], 'organizations.get')
    await ask([writer, org.owner], 'organizations.update', call)
    for (const server of [reader, writer])
      await expect(ask([server, org.owner], 'organizations.get')).resolves.toMatchObject({ name })
    await ask([reader, org.owner], 'organizations.members.list')
    // The name is part of who somebody is, preferences and the version are not: only the epochs tell of them.
    const { version } = (await ask([writer, org.owner], 'organizations.update', call)) as { version: number }
    await expect(ask([reader, org.owner], 'organizations.get')).resolves.toMatchObject({ version })
    const preferences = { theme: round % 2 === 0 ? 'dark' : 'light' }
    await ask([reader, org.owner], 'auth.me')
    await ask([writer, org.owner], 'auth.updateProfile', { input: { preferences } })
    await expect(ask([reader, org.owner], 'auth.me')).resolves.toMatchObject({ user: { preferences } })
    await ask([writer, org.owner], 'auth.updateProfile', call)
    await expect(ask([reader, org.owner], 'auth.me')).resolves.toMatchObject({ user: { name } })
    await expect(ask([reader, org.owner], 'organizations.members.list')).resolves.toMatchObject({
      items: [{ name }],
    })
  }
}

describe("the caller's own write is seen by the next read (GW-8)", () => {
  test('at the same server, also within one request', async () => {
    const org = await hub.newOrg()
    await writesAndReads(org, [hub.hub, hub.hub])
    // One context, as the calls of a batch share it.
    await org.api.organizations.get({})
    await org.api.organizations.update({ name: 'Within' })
    await expect(org.api.organizations.get({})).resolves.toMatchObject({ name: 'Within' })
  })

  test('at another server without Redis', async () => {
    const { second, db } = openSecond(null)
    await writesAndReads(await hub.newOrg(), [hub.hub, second])
    expect(second.cache.stats().hits + hub.hub.cache.stats().hits).toBeGreaterThan(0)
    await db.close()
  })

  test('and by the fellow members after somebody joined', async () => {
    const org = await hub.newOrg()
    const { second, db } = openSecond(null)
    const list = () => ask([second, org.owner], 'organizations.members.list')
    await expect(list()).resolves.toMatchObject({ items: { length: 1 } })
    const joiner = await hub.newPerson()
    await org.api.organizations.invitations.create({ email: joiner.email, role: 'member' })
    const token = await linkToken(hub, joiner.email, '/invite')
    await ask([hub.hub, joiner], 'organizations.invitations.accept', { input: { token } })
    await expect(list()).resolves.toMatchObject({ items: { length: 2 } })
    await db.close()
  })
})

// Without the server (Debian package redis-server) there is nothing to test against; CI has it.
describe.skipIf(!hasRedisServer())('two servers that share a Redis', () => {
  let server: RedisServer
  beforeAll(async () => void (server = await startRedisServer()))
  afterAll(() => server.stop())

  test('give no answer from before a write, and go on when Redis is flushed or killed (GW-8)', async () => {
    const redis = [1, 2].map(() =>
      openRedis({ url: server.url, keyPrefix: 'test:', log: pino({ level: 'silent' }) }),
    )
    const [one, two] = redis.map(openSecond)
    if (!one || !two) throw new Error('two servers were opened')
    for (const each of redis) await expect.poll(() => each.state).toBe('up')
    const org = await hub.newOrg()
    await writesAndReads(org, [one.second, two.second])
    await ask([one.second, org.owner], 'system.help')
    await expect
      .poll(() => ask([two.second, org.owner], 'system.help').then(() => two.second.cache.stats().sharedHits))
      .toBeGreaterThan(0)
    await server.flush()
    await writesAndReads(org, [one.second, two.second])
    await server.kill()
    await writesAndReads(org, [one.second, two.second])
    await Promise.all([one.db.close(), two.db.close(), ...redis.map((each) => each.close())])
  })
})
