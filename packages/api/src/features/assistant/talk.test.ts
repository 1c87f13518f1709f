import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { stopAnswers } from './run.ts'
import { read, say } from './testing.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
  org = await hub.newOrg()
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

test('help begins with what a firm does, and shows changes as well as look-ups (AI-2)', async () => {
  const { events } = await say(org.api, 'what can you do')
  const lines = read(events).split('\n')
  const shown = lines.filter((line) => line.startsWith('- '))
  expect(shown[0]).toBe('- Tasks: “Remind me to call the bank tomorrow at 10”')
  expect(shown).toContain('- Approvals: “Is anything waiting for my approval?”')
  expect(shown.length).toBeLessThan(16)
  expect(shown.join(' ')).not.toContain('…')
})

test('help shows a viewer what a viewer may do, in a sentence each (AI-2)', async () => {
  const viewer = await org.join('viewer')
  const told = read((await say(viewer.api, 'help')).events)
  expect(told).toContain('- Tasks: “What is due this week?”')
  expect(told).not.toContain('Remind me')
  const all = read((await say(viewer.api, 'list all tools')).events)
  expect(all).toMatch(/\n- Ops: [a-z]/)
  expect(all).not.toMatch(/^\d+\. \w+$/m)
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

  test('is withdrawn by “not what I meant”, and what else comes near is offered', async () => {
    const { api } = await hub.newOrg()
    await api.modules.ops.tasks.create({ title: 'Plan the December roster' })
    const { sent } = await say(api, 'complete the roster')
    expect((await api.approvals.list({ status: 'pending' })).items).toHaveLength(1)
    const { events } = await say(api, "that's not what I meant", sent.conversationId)
    expect((await api.approvals.list({ status: 'pending' })).items).toEqual([])
    const asked = events.flatMap(({ data }) => (data.type === 'question' ? (data.choices ?? []) : []))
    expect(read(events)).toContain('nothing is changed')
    expect(asked).not.toContain('Complete a task')
  })
})
