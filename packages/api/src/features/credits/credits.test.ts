import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createContext } from '../../platform/calls/context.ts'
import { systemWrite } from '../../platform/data/write.ts'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { lastDay, pacePerDay } from './domain.ts'
import { grantSignUpCredits } from './service.ts'

const READ = MICRO / 100
const WRITE = MICRO / 20

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

async function orgWith(micro: number): Promise<TestOrg> {
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro })
  return org
}

/** Grants as the first verification of an address does. */
function signUp(orgId: string): Promise<boolean> {
  const write = systemWrite(createContext(hub.hub, hub.call()), null, null)
  return write((tx) => grantSignUpCredits(tx, orgId))
}

describe('sign-up credits', () => {
  test('are 100, once for each person', async () => {
    const org = await hub.newOrg()
    await expect(signUp(org.orgId)).resolves.toBe(true)
    await expect(signUp(org.orgId)).resolves.toBe(false)
    const balance = await org.api.credits.balance()
    expect(balance).toMatchObject({ availableMicro: 100 * MICRO, heldMicro: 0, lastsUntil: null })
    expect(balance.grants).toMatchObject([{ source: 'sign-up', amountMicro: 100 * MICRO, expiresAt: null }])
  })

  test('are not given again with a second organization', async () => {
    const first = await hub.newOrg()
    await signUp(first.orgId)
    const second = await hub.newOrg()
    await hub.hub.db.system
      .updateTable('organizationMember')
      .set({ userId: first.owner.userId })
      .where('orgId', '=', second.orgId)
      .execute()
    await expect(signUp(second.orgId)).resolves.toBe(false)
  })

  test('are given once when two requests verify at the same time', async () => {
    const org = await hub.newOrg()
    const given = await Promise.all([1, 2, 3].map(() => signUp(org.orgId)))
    expect(given.filter(Boolean)).toHaveLength(1)
    expect(await org.api.credits.balance()).toMatchObject({ availableMicro: 100 * MICRO })
  })
})

describe('credits.balance', () => {
  test('tells what was spent and how long the rest lasts', async () => {
    const org = await orgWith(MICRO)
    for (let call = 0; call < 2; call += 1)
      await org.as({ door: 'workflow' }).modules.ops.tasks.create({ title: 'T' })
    const balance = await org.api.credits.balance()
    expect(balance).toMatchObject({
      spentTodayMicro: 2 * WRITE,
      spentThisMonthMicro: 2 * WRITE,
      perDayMicro: 2 * WRITE,
    })
    const today = new Date().toISOString().slice(0, 10)
    expect(balance.lastsUntil).toBe(new Date(Date.parse(today) + 9 * 86_400_000).toISOString().slice(0, 10))
  })

  test('is nothing before the first grant', async () => {
    const org = await hub.newOrg()
    await expect(org.api.credits.balance()).resolves.toEqual({
      availableMicro: 0,
      heldMicro: 0,
      grants: [],
      spentTodayMicro: 0,
      spentThisMonthMicro: 0,
      perDayMicro: 0,
      lastsUntil: null,
    })
  })
})

describe('how long credits last', () => {
  const now = new Date('2026-11-20T23:30:00Z')

  test('is counted in the days of the organization', () => {
    const pace = { availableMicro: 10, perDayMicro: 5, now }
    expect(lastDay({ ...pace, timeZone: 'UTC' })).toBe('2026-11-22')
    expect(lastDay({ ...pace, timeZone: 'Asia/Tokyo' })).toBe('2026-11-23')
  })

  test('is not foretold without spending, or for many years', () => {
    expect(lastDay({ availableMicro: 10, perDayMicro: 0, now, timeZone: 'UTC' })).toBeNull()
    expect(lastDay({ availableMicro: 1_000_000, perDayMicro: 1, now, timeZone: 'UTC' })).toBeNull()
    expect(pacePerDay(10, 3)).toBe(4)
  })
})

describe('credits.history', () => {
  test('shows one line a charge, newest first, with door, person and balance', async () => {
    const org = await orgWith(MICRO)
    await org.as({ door: 'mcp' }).modules.ops.tasks.list({})
    await org.as({ door: 'workflow' }).modules.ops.tasks.create({ title: 'T' })
    const { items } = await org.api.credits.history({})
    expect(items).toMatchObject([
      {
        kind: 'charge',
        title: 'Create a task',
        door: 'workflow',
        actorName: org.owner.name,
        deltaMicro: -WRITE,
        availableAfterMicro: MICRO - READ - WRITE,
      },
      {
        kind: 'charge',
        title: 'List tasks',
        door: 'mcp',
        deltaMicro: -READ,
        availableAfterMicro: MICRO - READ,
      },
      { kind: 'grant', deltaMicro: MICRO, availableAfterMicro: MICRO },
    ])
  })

  test('filters by words, door, kind, person and day, and pages through all (CON-3)', async () => {
    const org = await orgWith(MICRO)
    const member = await org.join('member')
    await org.as({ door: 'mcp' }).modules.ops.tasks.list({})
    await org.as({ door: 'workflow' }).modules.ops.tasks.create({ title: 'T' })
    await org
      .as({ door: 'mcp', credential: { kind: 'person', userId: member.userId } })
      .modules.ops.tasks.list({})
    const titles = async (filter: Parameters<TestOrg['api']['credits']['history']>[0]) =>
      (await org.api.credits.history(filter)).items.map(({ title }) => title)
    await expect(titles({ search: 'create a' })).resolves.toEqual(['Create a task'])
    await expect(titles({ search: member.name })).resolves.toEqual(['List tasks'])
    await expect(titles({ door: 'mcp' })).resolves.toEqual(['List tasks', 'List tasks'])
    await expect(titles({ actorId: member.userId })).resolves.toEqual(['List tasks'])
    await expect(titles({ kind: 'grant' })).resolves.toHaveLength(1)
    await expect(titles({ from: '2020-01-01', to: '2020-01-02' })).resolves.toEqual([])
    const first = await org.api.credits.history({ limit: 3 })
    const rest = await org.api.credits.history({ limit: 3, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...rest.items].map(({ id }) => id)).toHaveLength(4)
  })
})

describe('credits.usage', () => {
  test('splits every day by module or by door', async () => {
    const org = await orgWith(MICRO)
    await org.as({ door: 'mcp' }).modules.ops.tasks.list({})
    await org.as({ door: 'workflow' }).modules.ops.tasks.create({ title: 'T' })
    const byModule = await org.api.credits.usage({ days: 7 })
    expect(byModule.days).toHaveLength(7)
    expect(byModule.days.at(-1)?.parts).toEqual([{ key: 'ops', micro: READ + WRITE }])
    expect(byModule.days.slice(0, 6).flatMap(({ parts }) => parts)).toEqual([])
    const byDoor = await org.api.credits.usage({ days: 1, by: 'door' })
    expect(byDoor.totals).toEqual([
      { key: 'workflow', micro: WRITE },
      { key: 'mcp', micro: READ },
    ])
  })
})

describe('credits.priceBook', () => {
  test('names a rule for each door and effect, and what differs from them', async () => {
    const org = await hub.newOrg()
    const book = await org.api.credits.priceBook()
    expect(book.rules).toContainEqual({ door: 'mcp', effect: 'write', micro: WRITE })
    expect(book.rules).toContainEqual({ door: 'web', effect: 'write', micro: 0 })
    expect(book.exceptions).toContainEqual(
      expect.objectContaining({ procedure: 'credits.balance', door: 'mcp', micro: 0 }),
    )
    expect(book.signUpGrantMicro).toBe(100 * MICRO)
  })

  test('keeps its version as long as it says the same', async () => {
    const versions = async () =>
      (await hub.hub.db.system.selectFrom('creditPrice').select('version').execute()).length
    const org = await hub.newOrg()
    const { since } = await org.api.credits.priceBook()
    const before = await versions()
    await expect(org.api.credits.priceBook()).resolves.toMatchObject({ since })
    expect(await versions()).toBe(before)
  })
})

describe('credits.estimate', () => {
  test('tells the price of a procedure at a door', async () => {
    const org = await hub.newOrg()
    const price = (door: 'mcp' | 'web') =>
      org.api.credits.estimate({ procedure: 'modules.ops.tasks.create', door })
    await expect(price('mcp')).resolves.toEqual({ micro: WRITE, isExact: true })
    await expect(price('web')).resolves.toEqual({ micro: 0, isExact: true })
    await expect(org.api.credits.estimate({ procedure: 'no.such', door: 'web' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
