import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { stopAnswers } from './run.ts'
import { follow, read, say } from './testing.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
  org = await hub.newOrg()
  await org.api.modules.ops.tasks.create({ title: 'Call Altamira' })
  await org.api.modules.ops.tasks.create({ title: 'Call Bexley' })
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/** A conversation in which the assistant asked which task is meant, and was then asked something else. */
async function leftOpen() {
  const { sent } = await say(org.api, 'mark the call as done')
  const { conversationId, answerId } = sent
  await say(org.api, 'how many credits are left?', conversationId)
  const { messages } = await org.api.assistant.conversations.get({ id: conversationId })
  return { conversationId, questionId: answerId, messages }
}

test('help begins with what a firm does, and shows changes as well as look-ups (AI-2)', async () => {
  const { events } = await say(org.api, 'what can you do')
  const lines = read(events).split('\n')
  const first = lines.find((line) => line.startsWith('- ')) ?? ''
  expect(first).toContain('task')
  expect(first).toContain('…')
  expect(lines.length).toBeLessThan(40)
})

test('what somebody may do is told with the role, in words (AI-2)', async () => {
  const { userId } = org.owner
  const { name } = await org.api.organizations.access.ofMember({ userId })
  const told = read((await say(org.api, `what may ${name} do`)).events)
  expect(told).toContain(`${name} is an owner.`)
  expect(told).toContain('- Accounting: may do everything')
})

describe('what waits (AI-3)', () => {
  test('is one request after it was said otherwise, and nobody is told of a no', async () => {
    const { api } = await hub.newOrg()
    const { sent } = await say(api, 'add a task: sweep the yard on Monday')
    const { conversationId } = sent
    const { events } = await say(api, 'no, make that Tuesday', conversationId)
    expect(read(events)).toContain('due Tuesday 24 November')
    const { items } = await api.approvals.list({ status: 'pending' })
    expect(items).toHaveLength(1)
    const { messages } = await api.assistant.conversations.get({ id: conversationId })
    expect(messages).toHaveLength(4)
    expect(messages.some(({ text }) => text.includes('Declined'))).toBe(false)
    await say(api, 'undo', conversationId)
    expect((await api.approvals.list({ status: 'pending' })).items).toEqual([])
    const after = await api.assistant.conversations.get({ id: conversationId })
    expect(after.messages.at(-1)?.text).toContain('nothing is changed')
  })
})

describe('assistant.send with an earlier question (AI-2)', () => {
  test('takes a choice of it after something else was said', async () => {
    const { conversationId, questionId, messages } = await leftOpen()
    expect(messages.find(({ id }) => id === questionId)?.choices).toEqual(['Call Altamira', 'Call Bexley'])
    const text = 'Call Bexley'
    const { answerId } = await org.api.assistant.send({ conversationId, questionId, text })
    expect(read(await follow(org.api, answerId))).toContain('mark “Call Bexley” as done')
  })

  test('takes another choice of a question that was answered before', async () => {
    const { sent } = await say(org.api, 'mark the call as done')
    const { conversationId, answerId: questionId } = sent
    await say(org.api, 'Call Altamira', conversationId)
    const { answerId } = await org.api.assistant.send({ conversationId, questionId, text: 'Call Bexley' })
    expect(read(await follow(org.api, answerId))).toContain('mark “Call Bexley” as done')
  })

  test('says that a question is no longer open, where an answer asked none', async () => {
    const { conversationId, messages } = await leftOpen()
    const questionId = messages.at(-1)?.id ?? ''
    await expect(
      org.api.assistant.send({ conversationId, questionId, text: 'Call Bexley' }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('no longer open') })
  })

  test('finds no answer of another conversation, of a person or of nobody', async () => {
    const { conversationId, questionId, messages } = await leftOpen()
    const other = await leftOpen()
    const text = 'Call Bexley'
    for (const id of [other.questionId, messages[0]?.id ?? '', randomUUID()])
      await expect(org.api.assistant.send({ conversationId, questionId: id, text })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
    await expect(org.api.assistant.send({ questionId, text })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
