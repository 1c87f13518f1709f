import { afterAll, beforeAll, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits, issueKey, openSession, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'

let now = new Date()
let hub: TestHub
let adminId: string
beforeAll(async () => {
  hub = await startHub({ now: () => now })
  adminId = (await hub.newPerson({ isPlatformAdmin: true })).userId
})
afterAll(() => hub.stop())

const overview = () =>
  hub.api(hub.call({ credential: { kind: 'person', userId: adminId } })).admin.overview({})
const later = (ms: number) => void (now = new Date(now.getTime() + ms))

test('counts people, organizations, credits, calls, refusals and deliveries (ADM-1)', async () => {
  const before = await overview()
  const org = await hub.newOrg()
  const shut = await hub.newOrg()
  await hub.newPerson({ isVerified: false })
  await giveCredits(hub, org.orgId, { micro: 5 * MICRO })
  const admin = hub.api(hub.call({ credential: { kind: 'person', userId: adminId } })).admin
  await admin.organizations.suspend({ orgId: shut.orgId, reason: 'Unpaid since spring' })
  await admin.users.suspend({ userId: shut.owner.userId, reason: 'Unpaid since spring' })
  const { text: key } = await issueKey(hub.hub, {
    orgId: org.orgId,
    userId: org.owner.userId,
    kind: 'assistant',
    unaskedTools: ['modules.ops.tasks.create'],
  })
  const program = hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key } }))
  await program.modules.ops.tasks.create({ title: 'Order labels' })
  await expect(program.modules.ops.tasks.get({ id: org.orgId })).rejects.toBeDefined()
  await hub.hub.calls.stop()
  await expect(
    hub.api(hub.call()).auth.login({ email: org.owner.email, password: 'Wrong-kettle-42' }),
  ).rejects.toBeDefined()
  later(31_000)
  const after = await overview()
  expect(after.people.total - before.people.total).toBe(3)
  expect(after.people.unconfirmed - before.people.unconfirmed).toBe(1)
  expect(after.people).toMatchObject({ suspended: 1, administrators: 1, protected: 0 })
  expect(after.organizations).toEqual({ total: 2, suspended: 1 })
  expect(after.days).toHaveLength(30)
  expect(after.days.at(-1)).toMatchObject({ day: now.toISOString().slice(0, 10) })
  const { availableMicro, grantedMicro, spentMicro } = after.credits
  expect(grantedMicro).toBe(5 * MICRO)
  expect(spentMicro).toBeGreaterThan(0)
  expect(availableMicro).toBe(grantedMicro - spentMicro)
  expect(after.lastDay).toEqual({ calls: 2, failedCalls: 1, refusedSignIns: 1 })
  expect(after.deliveries.waiting).toBeGreaterThan(0)
})

test('is counted once in half a minute, however many ask at once', async () => {
  const first = await Promise.all(Array.from({ length: 20 }, overview))
  await hub.newPerson()
  later(1_000)
  const again = await overview()
  expect(again.people).toEqual(first[0]?.people)
  expect(new Set([...first, again].map(({ at }) => at)).size).toBe(1)
  later(30_001)
  expect((await overview()).people.total).toBe((first[0]?.people.total ?? 0) + 1)
})

test('counts each person once a day, however often and on how many devices they come', async () => {
  const { userId } = await hub.newPerson()
  const active = async () => {
    later(31_000)
    return (await overview()).days.at(-1)?.active ?? 0
  }
  const before = await active()
  const devices = await Promise.all([openSession(hub.hub, userId), openSession(hub.hub, userId)])
  for (let round = 0; round < 3; round += 1) {
    later(61_000)
    for (const { accessToken: token } of devices)
      await hub.api(hub.call({ credential: { kind: 'session', token } })).auth.me({})
  }
  expect((await active()) - before).toBe(1)
})

test('is for administrators only', async () => {
  const org = await hub.newOrg()
  await expect(org.api.admin.overview({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(hub.api(hub.call()).admin.overview({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})
