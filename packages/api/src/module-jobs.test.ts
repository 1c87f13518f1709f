import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declaredBy } from './declared.ts'
import { modules } from './modules/index.ts'
import { router } from './platform/calls/trpc.ts'
import type { Schedule } from './platform/jobs/job.ts'
import type { HubModule } from './platform/module.ts'
import { sweeps } from './sweeps.ts'
import { startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'

const failing = new Set<string>()

const shelfWith = (schedule: Schedule): HubModule => ({
  name: 'shelf',
  title: 'Shelf',
  router: router({}),
  schemas: [],
  permissions: {},
  machines: { 'shelf.keeper': { title: 'Shelf: keeper', permissions: ['ops.task.write'] } },
  jobs: [
    {
      name: 'shelf.count',
      as: 'shelf.keeper',
      schedule,
      async run(machine) {
        await machine.call('modules.ops.tasks.create', { title: 'Count the boxes' })
        if (failing.has(machine.orgId)) throw new Error('the shelf is shut')
      },
    },
  ],
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
})
const shelf = shelfWith({ dailyAt: '06:30' })

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, shelf], now: () => now })
})
afterAll(() => hub.stop())

/** What a server does each minute. */
const minute = () =>
  sweeps(() => hub.hub, [shelf])
    .find(({ name }) => name === 'shelf.count')
    ?.run()
const at = async (time: string) => {
  now = new Date(time)
  await minute()
}
const counted = async ({ api }: TestOrg) => (await api.modules.ops.tasks.list({})).items.length

async function orgIn(timeZone: string): Promise<TestOrg> {
  const org = await hub.newOrg()
  await org.api.organizations.update({ timeZone })
  return org
}

describe('a daily job', () => {
  test('is done once on each day, at its time where the organization is', async () => {
    const [here, auckland] = [await orgIn('Europe/Dublin'), await orgIn('Pacific/Auckland')]
    const both = async () => [await counted(here), await counted(auckland)]
    // 18:40 of the day in Auckland, 05:40 in Dublin.
    await at('2031-01-15T05:40:00Z')
    expect(await both()).toEqual([0, 1])
    await at('2031-01-15T06:31:00Z')
    await at('2031-01-15T06:32:00Z')
    expect(await both()).toEqual([1, 1])
    // The next morning in Auckland is still the same day in Dublin.
    await at('2031-01-15T17:31:00Z')
    expect(await both()).toEqual([1, 2])
    await at('2031-01-16T23:00:00Z')
    expect(await both()).toEqual([2, 3])
  })

  test('keeps its time over the change of the clocks', async () => {
    const org = await orgIn('Europe/Dublin')
    await at('2031-03-29T06:31:00Z')
    await at('2031-03-30T05:29:00Z')
    expect(await counted(org)).toBe(1)
    await at('2031-03-30T05:31:00Z')
    expect(await counted(org)).toBe(2)
  })

  test('is done by one of two servers that look at once', async () => {
    const org = await orgIn('UTC')
    now = new Date('2032-01-15T06:31:00Z')
    await Promise.all([minute(), minute(), minute()])
    expect(await counted(org)).toBe(1)
  })

  test('is tried again where it failed, without doing twice what was done', async () => {
    const [broken, fine] = [await orgIn('UTC'), await orgIn('UTC')]
    failing.add(broken.orgId)
    // Administrators of the hub are told by its schedule.
    await expect(at('2033-01-15T06:31:00Z')).rejects.toThrow(
      /^It failed in 1 of \d+ organizations\. The first: the shelf is shut$/,
    )
    expect(await counted(fine)).toBe(1)
    const done = () =>
      asSuperuser<{ done: boolean }>(
        hub.database,
        'select done_at is not null as done from app.module_job_day where org_id = $1',
        [broken.orgId],
      )
    expect(await done()).toEqual([{ done: false }])
    failing.delete(broken.orgId)
    await at('2033-01-15T06:40:00Z')
    expect(await done()).toEqual([{ done: false }])
    await at('2033-01-15T06:47:00Z')
    expect(await done()).toEqual([{ done: true }])
    expect(await counted(broken)).toBe(1)
  })

  test('waits while the organization is suspended', async () => {
    const org = await orgIn('UTC')
    const suspend = (value: string) =>
      asSuperuser(hub.database, `update app.organization set suspended_at = ${value} where id = $1`, [
        org.orgId,
      ])
    await suspend('now()')
    await at('2034-01-15T06:31:00Z')
    await suspend('null')
    expect(await counted(org)).toBe(0)
    await at('2034-01-15T09:00:00Z')
    expect(await counted(org)).toBe(1)
  })
})

describe('a job that cannot be kept is refused at start', () => {
  test.each<[string, Schedule]>([
    ['at no time of a day', { dailyAt: '24:10' }],
    ['in other words', { dailyAt: '6 in the morning' }],
    ['all the time', { everyMs: 0 }],
  ])('one %s', (_what, schedule) => {
    expect(() => declaredBy([...modules, shelfWith(schedule)])).toThrow(
      /"shelf\.count" has no schedule that could be kept/,
    )
  })
})
