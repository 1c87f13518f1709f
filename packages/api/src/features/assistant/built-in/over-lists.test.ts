import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { read, say } from '../testing.ts'
import { openEverydayFirm } from './testing/everyday.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'

let hub: TestHub
let firm: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  firm = await openEverydayFirm(hub)
  await say(firm.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/** What was said last of a talk, and what is waiting for a yes then. */
async function talk(...messages: readonly string[]) {
  const { api } = firm.org
  let conversationId: string | undefined
  let text = ''
  for (const message of messages) {
    const { sent, events } = await say(api, message, conversationId)
    conversationId = sent.conversationId
    text = read(events).replace(/^I am the built-in assistant:.*\n\n/, '')
  }
  const { items } = await api.approvals.list({ status: 'pending' })
  const wanted = items.map(({ procedure, preview }) => [
    procedure.replace('modules.', ''),
    ...preview.map(({ value }) => value),
  ])
  for (const { id } of items) await api.approvals.decline({ id })
  return { text, wanted: wanted.toReversed() }
}

describe('of the rows that were shown', () => {
  test.each([
    [
      'show unpaid invoices',
      'which is the biggest?',
      'The biggest is “INV-2026-0001 Harlan & Sons”: 615.00 EUR.',
    ],
    [
      'show unpaid invoices',
      'and the oldest one?',
      'The oldest is “INV-2026-0001 Harlan & Sons”: Monday 5 October.',
    ],
    [
      'show unpaid invoices',
      'which of them is the newest',
      'The newest is “INV-2026-0002 Corner House Hotel”: Tuesday 3 November.',
    ],
    ['who owes us money?', 'which of them owes us the most?', 'The largest is “Harlan & Sons”: 495.00 EUR.'],
    [
      'show the open tasks',
      'which one comes soonest?',
      'The soonest is “Fix the leak at Marlow Street”: Thursday 19 November.',
    ],
    [
      'show the open tasks',
      'which is the oldest?',
      'None of them is the oldest alone: 4 have Friday 20 November.',
    ],
    [
      'show the prices we track',
      'what is the most expensive of those?',
      'The most expensive is “Kettle Reed, 2 l”: 34.00 EUR.',
    ],
    [
      'which trips do we have?',
      'which is the earliest',
      'The earliest is “Vienna showroom”: Tuesday 8 December.',
    ],
  ])('%s %s', async (shown, asked, told) => {
    expect((await talk(shown, asked)).text).toBe(told)
  })

  test('what they come to is told, and a draft is no part of it', async () => {
    const sum =
      '2 invoices are posted and come to 1,033.20 EUR in all; 1 more is a draft. In all 913.20 EUR is still to come in.'
    expect((await talk('show all invoices', 'how much is that altogether?')).text).toBe(sum)
    expect((await talk('who owes us money?', "what's the total of those?")).text).toBe(
      'Those 2 come to 913.20 EUR in all.',
    )
  })

  test('the one that is furthest can be acted on, also after another act', async () => {
    expect((await talk('show unpaid invoices', 'send a reminder for the oldest one')).wanted).toEqual([
      ['accounting.reminders.send', 'INV-2026-0001'],
    ])
    const after = await talk(
      'show the open tasks',
      'mark the second one as done',
      'give the earliest one to Lena',
    )
    expect(after.wanted[1]).toEqual([
      'ops.tasks.assign',
      'Fix the leak at Marlow Street',
      expect.stringContaining('Lena Brandt'),
    ])
  })

  test('what is asked of something else is no question about them', async () => {
    expect((await talk('show unpaid invoices', 'which is the biggest website?')).text).not.toContain('615.00')
  })
})

describe('all rows of a kind', () => {
  test.each([
    ['mark all overdue tasks as done', [['ops.tasks.complete', 'Fix the leak at Marlow Street']]],
    [
      'please move all tasks that are due today to next Monday',
      [['ops.tasks.update', 'Call the boiler supplier', 'Monday 23 November 2026']],
    ],
    [
      "give all of Dev's tasks to Lena",
      [['ops.tasks.assign', 'Renew the van insurance', expect.stringMatching(/^Lena/)]],
    ],
    [
      'push everything due today to Monday',
      [['ops.tasks.update', 'Call the boiler supplier', 'Monday 23 November 2026']],
    ],
    [
      'set everything that is overdue to waiting',
      [['ops.tasks.update', 'Fix the leak at Marlow Street', 'waiting']],
    ],
    // What she has finished is not meant.
    ["give all of Lena's tasks to Dev", []],
    [
      'assign every unassigned task to Dev',
      [
        ['ops.tasks.assign', 'Call the boiler supplier', expect.stringMatching(/^Dev/)],
        ['ops.tasks.assign', 'Order till rolls', expect.stringMatching(/^Dev/)],
      ],
    ],
  ])('%s', async (said, wanted) => {
    expect((await talk(said)).wanted).toEqual(wanted)
  })

  test('where there are none, it says so and asks for nothing', async () => {
    expect(await talk('mark all my overdue tasks as done')).toEqual({
      text: 'I find no tasks like that.',
      wanted: [],
    })
  })

  test('what stands behind a heading asks for rows, and changes none', async () => {
    expect((await talk('Input needed: all the open tasks that fall due next week')).wanted).toEqual([])
  })

  test('no more than five are asked for at once, the rest when it is asked for', async () => {
    const { tasks } = firm.org.api.modules.ops
    for (const room of ['one', 'two', 'three', 'four', 'five', 'six', 'seven'])
      await tasks.create({ title: `Paint room ${room}`, tag: 'market' })
    const first = await talk('mark all tasks tagged market as done')
    expect(first.wanted).toHaveLength(5)
    expect(first.text).toContain('These are 5 of 7. When you have decided about them, say “and the rest”.')
    expect((await talk('mark all tasks tagged market as done', 'and the rest')).wanted).toHaveLength(7)
  })

  test('what is only to be shown, or is dictated, changes nothing', async () => {
    expect((await talk('show me all invoices that are overdue')).wanted).toEqual([])
    expect((await talk('add a task: check all overdue tasks')).wanted).toEqual([
      ['ops.tasks.create', 'Check all overdue tasks'],
    ])
  })
})

describe('what goes on', () => {
  test('a note behind a task that waits for a yes is its note', async () => {
    const waiting = await talk('remind me to call the bank tomorrow', 'and a note: ask for Mr Byrne')
    expect(waiting.wanted).toEqual([
      ['ops.tasks.create', 'Call the bank', 'Ask for Mr Byrne', 'Saturday 21 November 2026'],
    ])
  })

  test('two tasks in one breath are two', async () => {
    expect((await talk('add a task water the plants and a task buy milk')).wanted).toEqual([
      ['ops.tasks.create', 'Water the plants'],
      ['ops.tasks.create', 'Buy milk'],
    ])
  })

  test('“make it Lena’s” gives it to her', async () => {
    expect((await talk('rename the till rolls task to order paper', 'make it Lena’s')).wanted.at(-1)).toEqual(
      ['ops.tasks.assign', 'Order till rolls', expect.stringMatching(/^Lena/)],
    )
  })

  test('who is asked for and belongs to no team is looked up', async () => {
    expect((await talk('who is Corner House Hotel?')).text).toContain('Corner House Hotel is a customer.')
  })
})

test('“and the rest” does the same of those that are left', async () => {
  const { tasks } = firm.org.api.modules.ops
  const { items } = await tasks.list({ status: 'open', tag: 'market' })
  for (const { id, version } of items) await tasks.remove({ id, version })
  const shown = ['show the open tasks', 'mark the first two as done'] as const
  const all = [
    ['ops.tasks.complete', 'Fix the leak at Marlow Street'],
    ['ops.tasks.complete', 'Call the boiler supplier'],
    ['ops.tasks.complete', 'Renew the van insurance'],
    ['ops.tasks.complete', 'Order till rolls'],
  ]
  expect((await talk(...shown, 'and the rest')).wanted).toEqual(all)
  expect((await talk(...shown, 'and the third one')).wanted).toEqual(all.slice(0, 3))
})

test('what is asked stays open where its answer sounds like a question about the rows', async () => {
  const { api } = firm.org
  const shown = await say(api, 'show unpaid invoices')
  const conversationId = shown.sent.conversationId
  const asked = await say(api, 'send a reminder', conversationId)
  expect(read(asked.events)).toContain('Of which invoice')
  const answered = await say(api, 'the oldest one', conversationId)
  expect(read(answered.events)).not.toContain('The oldest is')
})
