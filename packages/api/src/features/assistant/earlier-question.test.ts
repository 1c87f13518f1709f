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
