import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'

type Member = Awaited<ReturnType<TestOrg['join']>>

let hub: TestHub
let org: TestOrg
let maeve: Member
let taskId: string
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  org = await hub.newOrg()
  maeve = await org.join('member')
  taskId = (await org.api.modules.ops.tasks.create({ title: 'Winter labels' })).id
})

const say = (body: string, mentions: string[], by: Pick<TestOrg, 'api'> = org) =>
  by.api.modules.ops.tasks.comments.add({ taskId, body, mentions })

/** Kinds with their second lines, newest first, once everything was heard. */
async function toldTo({ api }: Pick<TestOrg, 'api'>) {
  while ((await hub.deliver()) > 0);
  return (await api.notifications.list({})).items.map(({ kind, detail }) => [kind, detail])
}

test('whoever a comment names is told of it, with its words (NTF-8)', async () => {
  await say(`@${maeve.name}, is the roast date fine?`, [maeve.userId, maeve.userId])
  expect(await toldTo(maeve)).toEqual([['ops.task.mentioned', `“@${maeve.name}, is the roast date fine?”`]])
  expect(await toldTo(org)).toEqual([])
})

test('one who is named and holds the task is told once, as named', async () => {
  await org.api.modules.ops.tasks.assign({ id: taskId, assigneeId: maeve.userId })
  await toldTo(maeve)
  await maeve.api.notifications.doneAll({})
  const iris = await org.join('member')
  await say('Both of you', [maeve.userId], iris)
  expect((await toldTo(maeve)).map(([kind]) => kind)).toEqual(['ops.task.mentioned'])
  expect((await toldTo(org)).map(([kind]) => kind)).toEqual(['ops.task.commented'])
})

test('nobody is told that they named themselves, and nobody who may not see tasks', async () => {
  const blind = await org.join('member')
  await org.api.organizations.access.setLevels({ userId: blind.userId, levels: { ops: 'none' } })
  await say('Me and them', [org.owner.userId, blind.userId])
  expect(await toldTo(org)).toEqual([])
  const rows = await hub.hub.db
    .org(org.orgId)
    .selectFrom('notification')
    .select('id')
    .where('userId', '=', blind.userId)
    .execute()
  expect(rows).toEqual([])
})

test('one of another organization cannot be named, and nothing is said then', async () => {
  const stranger = await hub.newOrg()
  await expect(say('Psst', [stranger.owner.userId])).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await org.api.modules.ops.tasks.comments.list({ taskId })).items).toEqual([])
})
