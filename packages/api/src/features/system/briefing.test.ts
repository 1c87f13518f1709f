import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { modules } from '../../modules/index.ts'
import type { BriefingDeclaration } from '../../platform/catalog/briefing.ts'
import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import { router } from '../../platform/calls/trpc.ts'
import type { HubModule } from '../../platform/module.ts'
import { MICRO } from '../../shared/micro.ts'
import { asked } from '../../testing/asked.ts'
import { giveCredits, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { byTheClock } from '../../testing/by-the-clock.ts'

/** Nine o'clock in Auckland on the 21st, and still the 20th in UTC. */
const NOW = new Date('2026-11-20T20:00:00Z')

type Read = BriefingDeclaration['read']
const nothing: Read = async () => null
/** What the kiln's lines answer, as the test wants. */
let kiln: Record<'hot' | 'cracked', Read> = { hot: nothing, cracked: nothing }
let names: EntityDeclaration['names'] = async () => []

const line = { permission: 'kiln.pot.read', entity: 'kiln_pot', act: 'Look', link: '/o/{org}/kiln' } as const
const manyLines = Array.from({ length: 8 }, (_, at): BriefingDeclaration => ({
  ...line,
  name: `shed.${'abcdefgh'[at]}`,
  kind: 'know',
  urgency: 'usual',
  permission: 'shed.pot.read',
  entity: 'shed_pot',
  read: async () => ({ words: `Pot ${at}`, count: 1, rows: [] }),
}))

const moduleOf = (name: string, briefing: readonly BriefingDeclaration[]): HubModule => ({
  name,
  title: name === 'kiln' ? 'Kiln' : 'Shed',
  router: router({}),
  schemas: [],
  permissions: { [`${name}.pot.read`]: { title: 'See pots', level: 'read' } },
  roleLevels: name === 'shed' ? { admin: 'none', member: 'none', viewer: 'none' } : {},
  entities: {
    [`${name}_pot`]: {
      noun: 'Pot',
      names: (...asked) => names(...asked),
      permission: `${name}.pot.read`,
      ofPerson: { none: 'pots are the potter’s' },
    },
  },
  activity: {},
  personal: { files: [], leftOut: [] },
  briefing,
})

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({
    now: () => NOW,
    modules: [
      ...modules,
      moduleOf('kiln', [
        { ...line, name: 'kiln.hot', kind: 'know', urgency: 'failure', read: (place) => kiln.hot(place) },
        {
          ...line,
          name: 'kiln.cracked',
          kind: 'needs',
          urgency: 'failure',
          read: (place) => kiln.cracked(place),
        },
      ]),
      moduleOf('shed', manyLines),
    ],
  })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  kiln = { hot: nothing, cracked: nothing }
  names = async () => []
  org = await hub.newOrg()
  await org.api.organizations.update({ timeZone: 'Pacific/Auckland', version: 1 })
})

const words = async ({ api }: Pick<TestOrg, 'api'>) =>
  (await api.system.briefing({})).lines.map((one) => one.words)
const task = (title: string, assigneeId: string | null, dueOn: string) =>
  org.api.modules.ops.tasks.create({ title, assigneeId, dueOn })

describe('system.briefing', () => {
  test('tells each person what is theirs, by the day of their organization', async () => {
    const member = await org.join('member')
    const { id } = await task('Glaze', member.userId, '2026-11-20')
    await task('Fire', member.userId, '2026-11-21')
    await task('Wedge', member.userId, '2026-11-22')
    await task('Sieve', null, '2026-11-19')
    const done = await task('Sweep', member.userId, '2026-11-18')
    await org.api.modules.ops.tasks.complete({ id: done.id })
    const { day, lines } = await member.api.system.briefing({})
    expect(day).toBe('2026-11-21')
    expect(lines.map((one) => one.words)).toEqual([
      'One of your tasks is overdue',
      'One of your tasks is due today',
      'A task that nobody has is overdue',
    ])
    expect(lines[0]).toMatchObject({
      part: 'Ops copilot',
      count: 1,
      act: 'Open task',
      link: `/o/${org.slug}/tasks?who=me&due=overdue`,
      rows: [{ id, name: 'Glaze', link: `/o/${org.slug}/tasks?task=${id}` }],
    })
    const other = await org.join('member')
    expect(await words(other)).toEqual(['A task that nobody has is overdue'])
  })

  test('names three rows of many, the oldest first, and counts them all', async () => {
    const { userId } = org.owner
    for (const day of ['14', '11', '13', '12']) await task(`Of the ${day}th`, userId, `2026-11-${day}`)
    const [first] = (await org.api.system.briefing({})).lines
    expect(first).toMatchObject({ words: '4 of your tasks are overdue', count: 4, act: 'Catch up' })
    expect(first?.rows.map(({ name }) => name)).toEqual(['Of the 11th', 'Of the 12th', 'Of the 13th'])
  })

  test('holds requests for those who may decide on them', async () => {
    const viewer = await org.join('viewer')
    const barred = await org.join('admin', { ops: 'read' })
    const admin = await org.join('admin')
    await giveCredits(hub, org.orgId, { micro: MICRO })
    await asked(org.as({ door: 'mcp' }).modules.ops.tasks.create({ title: 'Order cobalt' }))
    expect(await words(admin)).toEqual(['One request waits for your decision'])
    expect(await words(barred)).toEqual([])
    expect(await words(viewer)).toEqual([])
  })

  test('puts what somebody has to do first, and of that what failed', async () => {
    await task('Glaze', org.owner.userId, '2026-11-01')
    kiln = {
      hot: async () => ({ words: 'The kiln is hot', count: 1, rows: [] }),
      cracked: async () => ({ words: 'A pot is cracked', count: 1, rows: [] }),
    }
    expect((await words(org)).slice(0, 3)).toEqual([
      'A pot is cracked',
      'One of your tasks is overdue',
      'The kiln is hot',
    ])
  })

  test('holds seven lines and counts the others', async () => {
    const { lines, leftOut } = await org.api.system.briefing({})
    expect(lines.map((one) => one.words)).toEqual(Array.from({ length: 7 }, (_, at) => `Pot ${at}`))
    expect(leftOut).toBe(1)
  })

  test('names a part that fails, and tells the others', async () => {
    await task('Glaze', org.owner.userId, '2026-11-01')
    const { parts: all } = await org.api.system.briefing({})
    kiln.hot = () => {
      throw new Error('no thermometer')
    }
    const { lines, unanswered, parts } = await org.api.system.briefing({})
    expect(lines[0]?.words).toBe('One of your tasks is overdue')
    expect(unanswered).toEqual(['Kiln'])
    expect(parts).toBe(all - 1)
  })

  test('waits for a part that hangs no longer than two seconds', async () => {
    kiln.cracked = () => new Promise(() => undefined)
    const begin = performance.now()
    const { unanswered, lines } = await org.api.system.briefing({})
    expect(performance.now() - begin).toBeLessThan(6_000)
    expect(unanswered).toEqual(['Kiln'])
    expect(lines).toHaveLength(7)
  })

  test(
    'asks a part that hangs for few people at once, so that it leaves the database to the others',
    byTheClock,
    async () => {
      const waiting: (() => void)[] = []
      kiln.hot = () => new Promise((resolve) => waiting.push(() => resolve(null)))
      const told = await Promise.all(Array.from({ length: 12 }, () => org.api.system.briefing({})))
      expect(told.map(({ unanswered }) => unanswered.join())).toEqual(
        Array.from({ length: 12 }, () => 'Kiln'),
      )
      expect(waiting).toHaveLength(3)
      const begin = performance.now()
      expect((await org.api.system.briefing({})).unanswered).toEqual(['Kiln'])
      expect(performance.now() - begin).toBeLessThan(1_500)
      for (const answer of waiting) answer()
      kiln.hot = async () => ({ words: 'The kiln is hot', count: 1, rows: [] })
      expect(await words(org)).toContain('The kiln is hot')
    },
  )

  test.each([
    ['fail', () => Promise.reject(new Error('no labels'))],
    ['hang', () => new Promise<never>(() => undefined)],
  ])('tells a line without its rows where their names %s', async (_, away) => {
    names = away
    kiln.cracked = async ({ userId }) => ({ words: 'A pot is cracked', count: 1, rows: [userId] })
    const { lines, unanswered } = await org.api.system.briefing({})
    expect(lines[0]).toMatchObject({ words: 'A pot is cracked', rows: [] })
    expect(unanswered).toEqual([])
  })

  test('reads nothing of what somebody may not see', async () => {
    const member = await org.join('member', { kiln: 'none' })
    let isRead = false
    kiln.hot = async () => {
      isRead = true
      return { words: 'Hot', count: 1, rows: [] }
    }
    expect(await member.api.system.briefing({})).toMatchObject({ lines: [], leftOut: 0, unanswered: [] })
    expect(isRead).toBe(false)
  })

  test('tells nothing of another organization', async () => {
    const stranger = await hub.newOrg()
    await task('Glaze', org.owner.userId, '2026-11-01')
    expect((await words(stranger)).filter((one) => !one.startsWith('Pot'))).toEqual([])
  })
})
