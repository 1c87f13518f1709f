import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import type { Task } from './schema.ts'

let hub: TestHub
let clock = Date.parse('2026-11-20T09:00:00Z')
beforeAll(async () => {
  // Each look at the clock is a millisecond later, as two tasks of one person are.
  hub = await startHub({ now: () => new Date((clock += 1)) })
})
afterAll(() => hub.stop())

const tasksOf = (org: Pick<TestOrg, 'api'>) => org.api.modules.ops.tasks
const titlesOf = async (org: TestOrg, status: Task['status'] = 'todo') =>
  (await tasksOf(org).list({ status, sort: 'board' })).items.map(({ title }) => title).join('')

/** An organization with these cards, the first one on top. */
async function board(titles: string) {
  const org = await hub.newOrg()
  const cards: Record<string, Task> = {}
  for (const title of titles.split('').toReversed()) cards[title] = await tasksOf(org).create({ title })
  const card = (title: string) => cards[title] as Task
  return { org, card, tasks: tasksOf(org) }
}

describe('modules.ops.tasks.move', () => {
  test('puts a task below the one that is named (OPS-1)', async () => {
    const { org, card, tasks } = await board('ABCD')
    await tasks.move({ id: card('A').id, status: 'todo', after: card('C').id })
    expect(await titlesOf(org)).toBe('BCAD')
    await tasks.move({ id: card('D').id, status: 'todo', after: null })
    expect(await titlesOf(org)).toBe('DBCA')
    await tasks.move({ id: card('D').id, status: 'todo', after: card('A').id })
    expect(await titlesOf(org)).toBe('BCAD')
  })

  test('puts it into another column, above the one that is named', async () => {
    const { org, card, tasks } = await board('ABC')
    for (const title of ['B', 'C']) await tasks.move({ id: card(title).id, status: 'doing' })
    expect(await titlesOf(org, 'doing')).toBe('CB')
    const moved = await tasks.move({ id: card('A').id, status: 'doing', before: card('B').id })
    expect(moved).toMatchObject({ status: 'doing', version: 2, doneAt: null })
    expect(await titlesOf(org, 'doing')).toBe('CAB')
  })

  test('finishes and reopens as a status does, and says so', async () => {
    const { org, card, tasks } = await board('A')
    const done = await tasks.move({ id: card('A').id, status: 'done' })
    expect(done.doneAt).not.toBeNull()
    await expect(tasks.move({ id: card('A').id, status: 'waiting' })).resolves.toMatchObject({ doneAt: null })
    await tasks.move({ id: card('A').id, status: 'todo' })
    const entries = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select('action')
      .orderBy('seq')
      .execute()
    expect(entries.map(({ action }) => action)).toEqual(
      ['created', 'completed', 'reopened', 'moved'].map((act) => `ops.task.${act}`),
    )
    const topics = await hub.hub.db.system
      .selectFrom('outboxEvent')
      .select('topic')
      .where('orgId', '=', org.orgId)
      .execute()
    expect(topics.map(({ topic }) => topic)).toEqual(['ops.task.created', 'ops.task.completed'])
  })

  test('keeps its place beside the other neighbor when one has left', async () => {
    const { org, card, tasks } = await board('ABCD')
    await tasks.complete({ id: card('B').id })
    await tasks.move({ id: card('D').id, status: 'todo', after: card('B').id, before: card('C').id })
    expect(await titlesOf(org)).toBe('ADC')
    await tasks.remove({ id: card('A').id })
    await tasks.move({ id: card('C').id, status: 'todo', after: card('A').id })
    expect(await titlesOf(org)).toBe('CD')
  })

  test('finds no place in another organization', async () => {
    const { org, card, tasks } = await board('AB')
    const stranger = await board('X')
    const foreign = stranger.card('X').id
    for (const place of [
      { id: card('B').id, after: foreign },
      { id: card('B').id, before: foreign },
      { id: foreign },
    ])
      await expect(tasks.move({ ...place, status: 'todo' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await titlesOf(org)).toBe('AB')
  })

  test('leaves a task alone that stands there already', async () => {
    const { org, card, tasks } = await board('ABC')
    for (const place of [{ after: card('A').id }, { before: card('C').id }])
      await expect(tasks.move({ id: card('B').id, status: 'todo', ...place })).resolves.toEqual(card('B'))
    await expect(tasks.move({ id: card('A').id, status: 'todo' })).resolves.toEqual(card('A'))
    expect(await titlesOf(org)).toBe('ABC')
  })

  test('acts once per key and refuses a stale version (CON-5, CON-6)', async () => {
    const { org, card, tasks } = await board('ABC')
    const move = { id: card('A').id, version: 1, status: 'todo', idempotencyKey: randomUUID() } as const
    const first = await tasks.move({ ...move, after: card('C').id })
    await expect(tasks.move({ ...move, after: card('C').id })).resolves.toEqual(first)
    expect(await titlesOf(org)).toBe('BCA')
    await expect(tasks.move({ ...move, idempotencyKey: randomUUID(), after: null })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    })
    expect(await titlesOf(org)).toBe('BCA')
  })

  test('loses and doubles nothing when many are moved to one place at once', async () => {
    const { org, card, tasks } = await board('ABCDEFGHIJKL')
    const moved = 'CDEFGHIJKL'.split('')
    await Promise.all(
      moved.map((title) => tasks.move({ id: card(title).id, status: 'todo', after: card('A').id })),
    )
    const order = await titlesOf(org)
    expect([order.at(0), order.at(-1)]).toEqual(['A', 'B'])
    expect(order.split('').toSorted().join('')).toBe('ABCDEFGHIJKL')
    const ranks = await hub.hub.db.org(org.orgId).selectFrom('opsTask').select('rank').execute()
    expect(new Set(ranks.map(({ rank }) => rank)).size).toBe(12)
  })

  test('refuses a removed task and a viewer', async () => {
    const { org, card, tasks } = await board('AB')
    const viewer = await org.join('viewer')
    await expect(tasksOf(viewer).move({ id: card('A').id, status: 'doing' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await tasks.remove({ id: card('A').id })
    await expect(tasks.move({ id: card('A').id, status: 'doing' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})

test('what comes to a column by itself stands on top, and comes back where it was', async () => {
  const { org, card, tasks } = await board('ABC')
  await tasks.update({ id: card('C').id, status: 'doing' })
  await tasks.update({ id: card('B').id, status: 'doing' })
  await tasks.update({ id: card('B').id, title: 'b' })
  expect(await titlesOf(org, 'doing')).toBe('bC')
  await tasks.complete({ id: card('A').id })
  await tasks.complete({ id: card('C').id })
  expect(await titlesOf(org, 'done')).toBe('CA')
  await tasks.reopen({ id: card('A').id })
  await tasks.create({ title: 'N' })
  expect(await titlesOf(org)).toBe('NA')
  await tasks.remove({ id: card('A').id })
  await tasks.create({ title: 'M' })
  await tasks.restore({ id: card('A').id })
  expect(await titlesOf(org)).toBe('MNA')
})
