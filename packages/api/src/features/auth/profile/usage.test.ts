import { afterAll, beforeAll, expect, test } from 'vitest'
import { MICRO } from '../../../shared/micro.ts'
import { giveCredits } from '../../../testing/give-credits.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())

const monthsOf = async ({ as, orgId }: TestOrg) =>
  (await as({}).auth.usage({})).organizations.find(({ id }) => id === orgId)?.months ?? []
const thisMonth = async (org: TestOrg) => (await monthsOf(org)).at(-1)
const tasks = (org: TestOrg) => org.as({}).modules.ops.tasks

test('counts what the person did, month by month for a year, and nothing of anybody else (AUTH-10)', async () => {
  const org = await hub.newOrg()
  const fellow = await org.join('member')
  const elsewhere = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 10 * MICRO })

  const mine = await tasks(org).create({ title: 'Order labels' })
  const given = await tasks(org).create({ title: 'Call Altamira', assigneeId: fellow.userId })
  await tasks(org).complete({ id: mine.id })
  await tasks(org).complete({ id: given.id })
  await fellow.api.modules.ops.tasks.create({ title: 'Of the fellow' })
  await tasks(elsewhere).create({ title: 'Of somebody else' })
  await org.as({ door: 'mcp' }).modules.ops.tasks.list({})

  const months = await monthsOf(org)
  expect(months).toHaveLength(12)
  expect(months.map(({ month }) => month)).toEqual(months.map(({ month }) => month).toSorted())
  const { month, ...counted } = months.at(-1) ?? { month: '' }
  expect(month).toBe(now.toISOString().slice(0, 7))
  expect(counted).toEqual({
    acts: 4,
    calls: 1,
    spentMicro: MICRO / 100,
    // The one that was given away is the fellow's.
    counts: { 'ops.created': 2, 'ops.finished': 1 },
  })
  const others = (await fellow.api.auth.usage({})).organizations[0]?.months.at(-1)
  expect(others).toMatchObject({
    acts: 1,
    calls: 0,
    spentMicro: 0,
    counts: { 'ops.created': 1, 'ops.finished': 1 },
  })
  expect(await thisMonth(elsewhere)).toMatchObject({
    acts: 1,
    counts: { 'ops.created': 1, 'ops.finished': 0 },
  })
})

test('begins a month when it begins where the organization is', async () => {
  const org = await hub.newOrg()
  await org.api.organizations.update({ timeZone: 'Pacific/Auckland' })
  const before = now
  now = new Date('2026-12-31T12:00:00Z')
  await tasks(org).create({ title: 'Already in January there' })
  expect((await thisMonth(org))?.month).toBe('2027-01')
  expect(await thisMonth(org)).toMatchObject({ counts: { 'ops.created': 1 } })
  now = before
})

test('is no matter of programs', async () => {
  const org = await hub.newOrg()
  await expect(org.as({ door: 'mcp' }).auth.usage({})).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
