import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { followAs, readsIn } from '../../live/testing.ts'

const HOUR_MS = 3_600_000

let hub: TestHub
let now = new Date()
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())

async function administrator() {
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  return hub.api(hub.call({ credential: { kind: 'person', userId } })).admin.broadcasts
}

const inAnHour = () => new Date(now.getTime() + HOUR_MS).toISOString()
const shown = async ({ api }: TestOrg) => (await api.live.broadcasts({})).items.map(({ words }) => words)

describe('admin.broadcasts', () => {
  test('says something to everybody, or to one organization, until its time is over (RT-1)', async () => {
    const [org, foreign] = [await hub.newOrg(), await hub.newOrg()]
    const admin = await administrator()
    await admin.send({ words: 'The hub is away at noon.', endsAt: inAnHour() })
    const { id } = await admin.send({ words: 'Your import is done.', orgId: org.orgId, endsAt: inAnHour() })
    expect(await shown(org)).toEqual(['The hub is away at noon.', 'Your import is done.'])
    expect(await shown(foreign)).toEqual(['The hub is away at noon.'])
    await admin.end({ id })
    expect(await shown(org)).toEqual(['The hub is away at noon.'])
    const those = async (isActive: boolean) =>
      (await admin.list({ isActive })).items.map(({ words }) => words)
    expect([await those(true), await those(false)]).toEqual([
      ['The hub is away at noon.'],
      ['Your import is done.'],
    ])
    await expect(admin.end({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    now = new Date(now.getTime() + HOUR_MS + 1)
    expect(await shown(org)).toEqual([])
    const { items } = await admin.list({})
    expect(items.map(({ words, isActive, orgId }) => [words, isActive, orgId])).toEqual([
      ['Your import is done.', false, org.orgId],
      ['The hub is away at noon.', false, null],
    ])
  })

  test('is told to open pages of those it is for, and stands in the log (RT-1)', async () => {
    const [org, foreign] = [await hub.newOrg(), await hub.newOrg()]
    const seat = (of: TestOrg) => ({
      hub: hub.hub,
      call: hub.call({ credential: { kind: 'person', userId: of.owner.userId }, org: of.slug }),
    })
    const [follower, stranger] = [await followAs(seat(org)), await followAs(seat(foreign))]
    const admin = await administrator()
    const { id } = await admin.send({ words: 'Only for you.', orgId: org.orgId, endsAt: inAnHour() })
    await follower.until((heard) => readsIn(heard).has('live.broadcasts'))
    expect(readsIn(stranger.heard).size).toBe(0)
    await Promise.all([follower.drop(), stranger.drop()])
    await admin.end({ id })
    const entries = await hub.hub.db.system
      .selectFrom('auditEntry')
      .select(['action', 'data'])
      .where('action', 'like', 'admin.broadcast.%')
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    expect(entries).toMatchObject([
      { action: 'admin.broadcast.ended', data: { words: 'Only for you.' } },
      { action: 'admin.broadcast.sent', data: { words: 'Only for you.' } },
    ])
  })

  test('shows three at once at most, and none that ends in the past or after a month', async () => {
    const admin = await administrator()
    const words = 'Said at once'
    const sent = await Promise.allSettled(
      Array.from({ length: 5 }, () => admin.send({ words, endsAt: inAnHour() })),
    )
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    for (const ms of [-1, 31 * 24 * HOUR_MS])
      await expect(
        admin.send({ words, endsAt: new Date(now.getTime() + ms).toISOString() }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
