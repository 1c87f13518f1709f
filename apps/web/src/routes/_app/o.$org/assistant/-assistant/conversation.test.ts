import type { AssistantEvent, ConversationWithMessages } from '@hub/api/schemas/assistant'
import { describe, expect, it } from 'vitest'
import { newest, newMessage, withEvent } from './conversation.ts'

const begun = (): ConversationWithMessages => ({
  conversation: {
    id: 'c',
    title: 'Tasks',
    createdAt: '2026-11-20T08:00:00.000Z',
    updatedAt: '2026-11-20T08:00:00.000Z',
  },
  messages: [newMessage('p', 'person', 'What is due?'), newMessage('a', 'assistant', '')],
})
const apply = (conversation: ConversationWithMessages, ...events: [string, AssistantEvent][]) =>
  events.reduce((state, [id, data]) => withEvent(state, 'a', { id, data }), conversation)
const answerOf = ({ messages }: ConversationWithMessages) => messages.find(({ id }) => id === 'a')
const step = { type: 'step', id: 's1', title: 'List tasks', tool: 'ops_tasks_list', micro: 0 } as const

describe('the events of an answer (AI-4)', () => {
  it('become its words, steps, approvals, choices and cost', () => {
    const after = apply(
      begun(),
      ['1', { ...step, status: 'running' }],
      ['2', { ...step, status: 'done' }],
      ['3', { type: 'text', delta: 'Two ' }],
      ['4', { type: 'text', delta: 'tasks.' }],
      ['5', { type: 'notice', text: 'The model did not answer.' }],
      ['6', { type: 'approval', approvalId: 'x' }],
      ['7', { type: 'question', text: 'Which one?', choices: ['First', 'Second'] }],
      ['8', { type: 'finished', status: 'done', micro: 50_000, tokens: { input: 9, output: 2 } }],
    )
    expect(answerOf(after)).toMatchObject({
      text: 'Two tasks.',
      steps: [{ id: 's1', status: 'done' }],
      notices: ['The model did not answer.'],
      approvalIds: ['x'],
      choices: ['First', 'Second'],
      status: 'done',
      micro: 50_000,
      tokens: { input: 9, output: 2 },
      lastEventId: '8',
    })
  })

  it('change nothing when they come a second time, after a lost connection', () => {
    const once = apply(
      begun(),
      ['9', { type: 'text', delta: 'Hello' }],
      ['10', { type: 'text', delta: ' there' }],
    )
    const again = apply(
      once,
      ['9', { type: 'text', delta: 'Hello' }],
      ['10', { type: 'text', delta: ' there' }],
    )
    expect(answerOf(again)?.text).toBe('Hello there')
  })

  it('of an answer that failed leave what was said and the reason', () => {
    const after = apply(
      begun(),
      ['1', { type: 'text', delta: 'Half' }],
      ['2', { type: 'failed', message: 'Interrupted.' }],
    )
    expect(answerOf(after)).toMatchObject({ text: 'Half', status: 'failed', error: 'Interrupted.' })
  })

  it('add what is said after an approval as one further message', () => {
    const followUp = {
      type: 'followUp',
      about: null,
      approvalId: 'x',
      messageId: 'f',
      text: 'Done: created.',
      micro: 50_000,
    } as const
    const after = apply(begun(), ['1', followUp])
    const again = withEvent(
      { ...after, messages: after.messages.map((one) => ({ ...one, lastEventId: null })) },
      'a',
      {
        id: '1',
        data: followUp,
      },
    )
    expect(again.messages.map(({ id }) => id)).toEqual(['p', 'a', 'f'])
    expect(again.messages.at(-1)).toMatchObject({
      role: 'assistant',
      text: 'Done: created.',
      status: 'done',
      micro: 50_000,
    })
  })

  it('for an answer that is not shown are dropped', () => {
    const before = begun()
    expect(withEvent(before, 'other', { id: '1', data: { type: 'text', delta: 'x' } })).toBe(before)
  })
})

describe('a conversation that is read again', () => {
  it('keeps an answer that events have carried further', () => {
    const shown = apply(begun(), ['11', { type: 'text', delta: 'Far along' }])
    const read = apply(begun(), ['9', { type: 'text', delta: 'Far' }])
    expect(answerOf(newest(shown, read))?.text).toBe('Far along')
  })

  it('takes what was read where it is as new', () => {
    const shown = apply(begun(), ['2', { type: 'finished', status: 'done', micro: 0 }])
    const read: ConversationWithMessages = {
      ...shown,
      messages: shown.messages.map((message) => ({ ...message, driver: 'built-in' })),
    }
    expect(answerOf(newest(shown, read))?.driver).toBe('built-in')
    expect(newest(undefined, read)).toBe(read)
  })
})
