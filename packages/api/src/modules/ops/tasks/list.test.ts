import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'

let hub: TestHub
let org: TestOrg
let memberId = ''
let clock = Date.parse('2026-11-20T09:00:00Z')
beforeAll(async () => {
  hub = await startHub({ now: () => new Date((clock += 1)) })
  org = await hub.newOrg()
  const member = await org.join('member')
  memberId = member.userId
  const { create, complete } = org.api.modules.ops.tasks
  const mine = org.owner.userId
  await create({ title: 'apples', priority: 'high', tag: 'Shop', dueOn: '2026-12-02', assigneeId: mine })
  await create({ title: 'Bread', priority: 'low', tag: 'kitchen', dueOn: '2026-12-01', assigneeId: memberId })
  await create({ title: 'cloves', status: 'waiting', tag: 'Shop', dueOn: null })
  await create({ title: 'Dill', status: 'doing', dueOn: '2026-12-01', dueTime: '09:00', assigneeId: mine })
  const { id } = await create({ title: 'eggs', tag: 'Market' })
  await complete({ id })
})
afterAll(() => hub.stop())

type Input = Parameters<TestOrg['api']['modules']['ops']['tasks']['list']>[0]

/** The first letters of the titles, read two at a time. */
async function read(input: Input): Promise<string> {
  let letters = ''
  let cursor: string | undefined
  do {
    const page = await org.api.modules.ops.tasks.list({ ...input, limit: 2, cursor })
    letters += page.items.map(({ title }) => title.charAt(0).toLowerCase()).join('')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return letters
}

describe('the order of the list', () => {
  test.each([
    [{ sort: 'title' }, 'abcde'],
    [{ sort: 'title', order: 'desc' }, 'edcba'],
    [{ sort: 'due' }, 'dbace'],
    [{ sort: 'due', order: 'desc' }, 'abdce'],
    [{ sort: 'tag' }, 'beacd'],
    [{ sort: 'tag', order: 'desc' }, 'acebd'],
    [{ sort: 'status' }, 'badce'],
    [{ sort: 'status', order: 'desc' }, 'ecdba'],
    [{ sort: 'priority' }, 'adceb'],
    [{ sort: 'priority', order: 'desc' }, 'bdeca'],
    [{ sort: 'newest' }, 'edcba'],
    [{ sort: 'newest', order: 'asc' }, 'abcde'],
    [{ sort: 'updated' }, 'edcba'],
    [{ sort: 'updated', order: 'asc' }, 'abcde'],
  ] as const)('is kept from page to page by %o', async (input, order) => {
    const letters = await read(input)
    // Where two are alike, the order in which they were made decides.
    expect(letters.replace('ce', 'ec')).toBe(order.replace('ce', 'ec'))
  })

  test.each(['asc', 'desc'] as const)('by the day puts what is done last, %s', async (order) => {
    const { create, complete, list, remove } = org.api.modules.ops.tasks
    const { id } = await create({ title: 'flour', dueOn: '2026-10-01' })
    await complete({ id })
    const titles = (await list({ sort: 'due', order })).items.map(({ title }) => title)
    await remove({ id })
    expect(titles.slice(-2).toSorted()).toEqual(['eggs', 'flour'])
  })

  test('is by the name of the person, and nobody comes last either way', async () => {
    const people = async (order: 'asc' | 'desc') =>
      (await org.api.modules.ops.tasks.list({ sort: 'who', order })).items.map(({ assigneeName }) =>
        assigneeName?.toLowerCase(),
      )
    const ascending = await people('asc')
    const named = ascending.filter((name) => name !== undefined)
    expect(named).toHaveLength(3)
    expect(ascending.slice(0, 3)).toEqual(named.toSorted())
    expect((await people('desc')).slice(0, 3)).toEqual(named.toSorted().toReversed())
  })

  test('is refused for a column that is not there', async () => {
    await expect(org.api.modules.ops.tasks.list({ sort: 'notes' as 'title' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})

describe('a filter of several values', () => {
  test('lets through what fits any of them', async () => {
    const sort = 'title'
    expect(await read({ sort, status: ['doing', 'waiting'] })).toBe('cd')
    expect(await read({ sort, status: ['open'] })).toBe('abcd')
    expect(await read({ sort, status: ['waiting', 'done'] })).toBe('ce')
    expect(await read({ sort, priority: ['high', 'low'] })).toBe('ab')
    expect(await read({ sort, tag: ['Market', 'kitchen'] })).toBe('be')
    expect(await read({ sort, tag: ['Shop', 'kitchen'], priority: ['low', 'normal'] })).toBe('bc')
  })

  test('may name people, oneself and nobody together', async () => {
    const sort = 'title'
    expect(await read({ sort, mine: true })).toBe('ad')
    expect(await read({ sort, mine: true, assigneeId: [memberId] })).toBe('abd')
    expect(await read({ sort, unassigned: true, assigneeId: memberId })).toBe('bce')
    expect(await read({ sort, unassigned: true, mine: true, status: 'open' })).toBe('acd')
  })

  test('counts the same', async () => {
    const { count } = org.api.modules.ops.tasks
    await expect(count({ status: ['doing', 'done'] })).resolves.toEqual({ count: 2 })
  })

  test('is refused when it is empty or not one of the values', async () => {
    for (const status of [[], ['later'], 'later'])
      await expect(org.api.modules.ops.tasks.list({ status: status as 'open' })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
  })
})
