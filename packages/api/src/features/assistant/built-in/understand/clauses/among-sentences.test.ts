import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'
import { worldOf } from '../../testing/world.ts'
import { thanksAlone } from './among-sentences.ts'

test.each([
  [
    'The landlady rang me twice about the gutter, and I was not proud of how we left it. Would you kindly put down a task to clear the gutter? I do not want her to ring a third time.',
    ['tasks.create', { title: 'Clear the gutter' }],
  ],
  [
    'I have a feeling that some of it has slipped while I was away. Could you show me what is overdue? I would rather see it with my coffee.',
    ['tasks.list', { overdue: true }],
  ],
  [
    'Jonas has been here since six and he looks tired. Please take the roster off him.',
    ['tasks.assign', { id: 'roster', assigneeId: null }],
  ],
  [
    'The roster keeps Ana Costa up at night, poor thing. Leave it with nobody for now, would you?',
    ['tasks.assign', { id: 'roster', assigneeId: null }],
  ],
])('of “%s” one sentence asks', async (text, act) => {
  expect(acts(await meant(text))).toEqual([act])
})

test('who and when is meant stands in what was told', async () => {
  const text =
    'I was at the fair all of yesterday and Tomás was here on his own. Could you show me what the audit log has from him for that day?'
  expect(acts(await meant(text))).toEqual([
    ['audit.list', { actorId: 'tomas', from: '2026-11-19', to: '2026-11-19' }],
  ])
})

test('a sentence that says more of what is made is kept', async () => {
  const text = 'Please add a task to mend the awning. It is for Jonas, by Monday.'
  expect(acts(await meant(text))).toEqual([
    ['tasks.create', { title: 'Mend the awning', assigneeId: 'jonas', dueOn: '2026-11-23' }],
  ])
})

test('what is dictated is written down, sentence for sentence', async () => {
  const text = 'Please comment on the roster: the printer broke. Nobody came to mend it.'
  expect(acts(await meant(text))).toEqual([
    ['tasks.comments.add', { taskId: 'roster', body: 'The printer broke. Nobody came to mend it' }],
  ])
})

test('nothing is asked for behind thanks, unless it is', () => {
  const world = worldOf()
  const kind = 'Thank you ever so much, you have spared me an hour.'
  expect(thanksAlone(`${kind} I shall go and have my tea now.`, world)).toBe(true)
  expect(thanksAlone(`${kind} Close the roster.`, world)).toBe(false)
  expect(thanksAlone(kind, world)).toBe(false)
})
