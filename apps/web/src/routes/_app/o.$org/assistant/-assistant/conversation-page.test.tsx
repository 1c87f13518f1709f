import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { standIn } from '../../../../../testing/stand-in.ts'

const CONVERSATION = '01a1f859-d525-702e-874d-6f9b61ee3301'
const at = '2026-11-20T09:00:00.000Z'
const said = {
  steps: [],
  approvalIds: [],
  choices: [],
  notices: [],
  error: null,
  micro: 0,
  tokens: null,
  approvalId: null,
  about: null,
  lastEventId: null,
  createdAt: at,
}
const question = {
  ...said,
  id: '01a1f859-d525-702e-874d-6f9b61ee3302',
  role: 'person',
  text: 'Write to the mill about flour',
  driver: null,
  status: 'done',
}
const answer = {
  ...said,
  id: '01a1f859-d525-702e-874d-6f9b61ee3303',
  role: 'assistant',
  text: 'Dear mill,',
  driver: 'gpt-local',
  status: 'stopped',
}
const conversationWith = (last: object) => () => ({
  conversation: { id: CONVERSATION, title: 'Flour', createdAt: at, updatedAt: at },
  messages: [question, { ...answer, ...last }],
})
const lists = () => ({ items: [], nextCursor: null })

const hub = standIn({
  'auth.me': () => me,
  'assistant.conversations.list': lists,
  'assistant.drivers': () => [],
})
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => hub.server.close())

let app: ReturnType<typeof openApp> | undefined
beforeEach(() => {
  localStorage.clear()
  hub.calls.length = 0
})
afterEach(() => {
  app?.close()
  cleanup()
})

const open = () => {
  app = openApp(`/o/tide-fennel/assistant/${CONVERSATION}`)
}

describe('an answer that was stopped (AI-4)', () => {
  it('goes on where a model was stopped, at one press', async () => {
    hub.procedures.set('assistant.conversations.get', conversationWith({}))
    hub.procedures.set('assistant.send', () => ({
      conversationId: CONVERSATION,
      messageId: '01a1f859-d525-702e-874d-6f9b61ee3304',
      answerId: '01a1f859-d525-702e-874d-6f9b61ee3305',
    }))
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Continue' }))
    await waitFor(() =>
      expect(hub.calls.find(({ path }) => path === 'assistant.send')?.input).toMatchObject({
        conversationId: CONVERSATION,
        text: 'Go on from where you stopped.',
      }),
    )
  })

  it('offers no going on to rules, which would only begin anew', async () => {
    hub.procedures.set('assistant.conversations.get', conversationWith({ driver: 'built-in' }))
    open()
    expect(await screen.findByText('Stopped. What was said so far stays.')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull()
  })
})

describe('choices of a question (AI-2)', () => {
  const asked = { status: 'done', driver: 'built-in', choices: ['Complete a task', 'Rename a task'] }
  const later = [
    { ...question, id: '01a1f859-d525-702e-874d-6f9b61ee3306', text: 'What is late?' },
    { ...answer, id: '01a1f859-d525-702e-874d-6f9b61ee3307', text: 'Nothing.', status: 'done' },
  ]

  it('stay where they are when something else is said, and say which question they answer', async () => {
    const before = conversationWith(asked)()
    hub.procedures.set('assistant.conversations.get', () => ({
      ...before,
      messages: [...before.messages, ...later],
    }))
    hub.procedures.set('assistant.send', () => ({
      conversationId: CONVERSATION,
      messageId: crypto.randomUUID(),
      answerId: crypto.randomUUID(),
    }))
    open()
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /message/i })
    await userEvent.type(box, 'half a thought')
    await userEvent.click(screen.getByRole('button', { name: 'Rename a task' }))
    await waitFor(() =>
      expect(hub.calls.find(({ path }) => path === 'assistant.send')?.input).toMatchObject({
        text: 'Rename a task',
        questionId: answer.id,
      }),
    )
    expect(box.value).toBe('half a thought')
    await userEvent.clear(box)
  })
})

describe('where a message is written', () => {
  it.each([
    ['/o/tide-fennel/tasks', 'tasks ops.task'],
    ['/o/tide-fennel/team', 'team member'],
    ['/o/tide-fennel', undefined],
  ])('is the page the person came from: %s', async (from, page) => {
    hub.procedures.set('assistant.conversations.get', conversationWith({ status: 'done' }))
    hub.procedures.set('assistant.send', () => ({
      conversationId: CONVERSATION,
      messageId: crypto.randomUUID(),
      answerId: crypto.randomUUID(),
    }))
    app = openApp(from)
    await screen.findByRole('navigation', { name: 'Main' })
    const params = { org: 'tide-fennel', conversation: CONVERSATION }
    await app.router.navigate({ to: '/o/$org/assistant/$conversation', params })
    await userEvent.type(await screen.findByRole('textbox', { name: /message/i }), 'What is late?{Enter}')
    const sent = () => hub.calls.find(({ path }) => path === 'assistant.send')?.input
    await waitFor(() => expect(sent()).toMatchObject({ text: 'What is late?' }))
    expect((sent() as { page?: string }).page).toBe(page)
  })
})
