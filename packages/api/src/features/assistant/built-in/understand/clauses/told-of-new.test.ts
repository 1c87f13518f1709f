import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'

test.each([
  [
    'new task: sweep the yard. It is for Jonas, by Monday.',
    { title: 'Sweep the yard', assigneeId: 'jonas', dueOn: '2026-11-23' },
  ],
  [
    'add a task to ring the printer. Ana Costa can do it tomorrow',
    { title: 'Ring the printer', assigneeId: 'anaC', dueOn: '2026-11-21' },
  ],
  [
    'add a task: count the sacks. no hurry so low priority, stick it under stock',
    { title: 'Count the sacks', priority: 'low', tag: 'stock' },
  ],
  [
    'new task: ring the bank. Ask for the card and the pin.',
    { title: 'Ring the bank. Ask for the card and the pin' },
  ],
  ['make a task for Jonas, he has to sweep the yard', { title: 'Sweep the yard', assigneeId: 'jonas' }],
  [
    'add a task to buy twine? It would need to be done by Monday',
    { title: 'Buy twine', dueOn: '2026-11-23' },
  ],
  [
    'put a job on for Jonas to mend the gate, he needs to have it done by Monday',
    { title: 'Mend the gate', assigneeId: 'jonas', dueOn: '2026-11-23' },
  ],
  [
    "new task: paint the sign. it's mine, due on Monday",
    { title: 'Paint the sign', assigneeId: 'maeve', dueOn: '2026-11-23' },
  ],
  [
    'add a task: take the mill to the smith on Monday, he never opens on other days',
    { title: 'Take the mill to the smith', dueOn: '2026-11-23' },
  ],
  ['add a task: ask the smith, he knows the mill', { title: 'Ask the smith' }],
  ['just got home!! ok pls add: sweep the yard, by Monday', { title: 'Sweep the yard', dueOn: '2026-11-23' }],
  ['new task: ring the bank. Then ring the smith', { title: 'Ring the bank. Then ring the smith' }],
  ['morning folks, new task: sweep the yard', { title: 'Sweep the yard' }],
  ['new on the board: sweep the yard', { title: 'Sweep the yard' }],
])('“%s”', async (text, input) => {
  expect(acts(await meant(text))).toEqual([['tasks.create', input]])
})

test('a sentence that tells why stands before what is asked for', async () => {
  const both = [
    ['tasks.assign', { id: 'roster', assigneeId: 'jonas' }],
    ['tasks.assign', { id: 'labels', assigneeId: 'jonas' }],
  ]
  const text = 'Tomás is on holiday now. Give the December roster and the labels to Jonas'
  expect(acts(await meant(text))).toEqual(both)
  expect(
    acts(await meant('The bag labels are designed, you can tick them off. Push the roster to Monday')),
  ).toEqual([
    ['tasks.complete', { id: 'labels' }],
    ['tasks.update', { id: 'roster', dueOn: '2026-11-23' }],
  ])
})

test('what was asked for before it is not lost', async () => {
  const it = { entity: 'ops_task', id: 'roster', name: 'Plan the December roster' }
  expect(acts(await meant('that one is done. also add a task: ring the bank, tag money', { it }))).toEqual([
    ['tasks.complete', { id: 'roster' }],
    ['tasks.create', { title: 'Ring the bank', tag: 'money' }],
  ])
})

test('what kind of thing it is, behind a name, is no part of a comment', async () => {
  const said = (body: string) => [['tasks.comments.add', { taskId: 'roster', body }]]
  expect(acts(await meant('leave a comment on the December roster one saying nobody is in'))).toEqual(
    said('Nobody is in'),
  )
  expect(acts(await meant('put a comment on the December roster task saying we close on Mondays'))).toEqual(
    said('We close on Mondays'),
  )
  expect(acts(await meant('comment on the December roster: one task is enough'))).toEqual(
    said('One task is enough'),
  )
})

test('“whichever” is no word to look for', async () => {
  expect(acts(await meant('show whichever tasks are overdue'))).toEqual([['tasks.list', { overdue: true }]])
})
