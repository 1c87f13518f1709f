import { afterAll, beforeAll, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { stopAnswers } from './run.ts'
import { read, say } from './testing.ts'

let hub: TestHub
let now = new Date('2026-11-20T09:00:00Z')
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

test('a program talks to the assistant, whose writes wait for a person all the same', async () => {
  const org = await hub.newOrg()
  const scopes = ['assistant.use', 'ops.task.read', 'ops.task.write']
  const made = await org.api.auth.apiKeys.create({ name: 'Till', kind: 'program', scopes })
  const till = org.as({ door: 'rest', credential: { kind: 'apiKey', key: made.text } })
  const { events } = await say(till, 'Add a task: order beans')
  expect(read(events)).toContain('Nothing is changed until you approve it')
  expect((await org.api.modules.ops.tasks.list({})).items).toEqual([])
})

test('what a key may do unasked is nothing a model decides by itself', async () => {
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: MICRO })
  const { id: programId, text: key } = await issueKey(hub.hub, {
    orgId: org.orgId,
    userId: org.owner.userId,
    kind: 'assistant',
    unaskedTools: ['modules.ops.tasks.create'],
  })
  const byModel = org.as({
    door: 'assistant',
    driver: 'a-model',
    credential: { kind: 'person', userId: org.owner.userId, programId },
  })
  await expect(byModel.modules.ops.tasks.create({ title: 'Planted' })).rejects.toMatchObject({
    code: 'APPROVAL_REQUIRED',
  })
  const client = org.as({ door: 'mcp', credential: { kind: 'apiKey', key } })
  await expect(client.modules.ops.tasks.create({ title: 'Named' })).resolves.toMatchObject({ title: 'Named' })
})

test('a key does no more through the assistant than its scopes say', async () => {
  const org = await hub.newOrg()
  const made = await org.api.auth.apiKeys.create({
    name: 'Sign',
    kind: 'program',
    scopes: ['assistant.use', 'ops.task.read'],
  })
  const sign = org.as({ door: 'rest', credential: { kind: 'apiKey', key: made.text } })
  expect(read((await say(sign, 'Add a task: order beans')).events)).toContain('Your role does not allow')
  expect(read((await say(sign, 'who is in my team?')).events)).toContain('Your role does not allow')
  expect((await org.api.approvals.list({})).items).toEqual([])
})

test('a task beyond the hundred at hand is found by its words', async () => {
  const org = await hub.newOrg()
  const old = await org.api.modules.ops.tasks.create({ title: 'Quote for Oakhollow Hotel' })
  for (let count = 0; count < 105; count += 1)
    await org.api.modules.ops.tasks.create({ title: `Bag ${count}` })
  const { events } = await say(org.api, 'complete the Oakhollow quote')
  expect(read(events)).toContain('mark “Quote for Oakhollow Hotel” as done')
  expect((await org.api.approvals.list({})).items).toMatchObject([{ args: { id: old.id } }])
})

test('times are meant where the person is and kept where the organization is', async () => {
  const org = await hub.newOrg()
  const sent = await org.api.assistant.send({
    text: 'Add a task: call Bob tomorrow at 9',
    timeZone: 'America/New_York',
  })
  const zone = (await org.api.organizations.get({})).timeZone
  expect(zone).toBe('UTC')
  await expect
    .poll(async () => (await org.api.approvals.list({})).items)
    .toMatchObject([{ args: { dueOn: '2026-11-21', dueTime: '14:00' } }])
  expect(sent.answerId).not.toBe('')
})

test('a request nobody decided within a day is told as such', async () => {
  const org = await hub.newOrg()
  const { sent } = await say(org.api, 'Add a task: order beans')
  now = new Date('2026-11-21T09:00:01Z')
  const { messages } = await org.api.assistant.conversations.get({ id: sent.conversationId })
  expect(messages.at(-1)).toMatchObject({
    text: 'Nobody approved this within 24 hours: nothing was changed.',
    micro: 0,
  })
})

test('two people of one name are offered with their addresses', async () => {
  const org = await hub.newOrg()
  const [one, two] = [await org.join('member'), await org.join('member')]
  for (const { userId } of [one, two])
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ name: 'Ana Lopes' })
      .where('id', '=', userId)
      .execute()
  const { sent, events } = await say(org.api, 'Add a task for Ana Lopes: order beans')
  const question = events.find(({ data }) => data.type === 'question')?.data
  expect(question).toMatchObject({
    choices: expect.arrayContaining([`Ana Lopes (${one.email})`, `Ana Lopes (${two.email})`]),
  })
  await say(org.api, `Ana Lopes (${two.email})`, sent.conversationId)
  expect((await org.api.approvals.list({})).items).toMatchObject([{ args: { assigneeId: two.userId } }])
})
