import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'
import { worldOf } from '../../testing/world.ts'
import { understand } from '../understand.ts'

const task = (id: string, name: string) => ({ entity: 'ops_task', id, name })
const focus = [
  task('quote', 'Quote for Oakhollow Hotel'),
  task('labels', 'Design new bag labels'),
  task('roster', 'Plan the December roster'),
  task('vat', 'File the VAT return'),
]
const done = (...ids: string[]) => ids.map((id) => ['tasks.complete', { id }])

test.each([
  ['mark the first two as done', done('quote', 'labels')],
  ['tick off the last two', done('roster', 'vat')],
  ['close the first two tasks', done('quote', 'labels')],
  ['mark 1 and 3 as done', done('quote', 'roster')],
  ['close 1, 2 and 4', done('quote', 'labels', 'vat')],
  ['mark 2 as done', done('labels')],
  ['complete the first and the third', done('quote', 'roster')],
  ['mark the second and fourth ones as done', done('labels', 'vat')],
])('“%s” is of some of the rows that were shown (AI-2)', async (text, calls) => {
  expect(acts(await meant(text, { focus }))).toEqual(calls)
})

test('the rest are those with which nothing was done since', async () => {
  const known = { focus, handled: ['quote', 'vat'] }
  expect(acts(await meant('mark the rest as done', known))).toEqual(done('labels', 'roster'))
  expect(acts(await meant('give the other two to Jonas', known))).toEqual([
    ['tasks.assign', { id: 'labels', assigneeId: 'jonas' }],
    ['tasks.assign', { id: 'roster', assigneeId: 'jonas' }],
  ])
  expect(
    acts(await meant('mark the others as done', { focus, handled: ['quote', 'labels', 'vat'] })),
  ).toEqual(done('roster'))
})

test('a row whose name has the number in it is none of them', async () => {
  const world = worldOf({ memory: { focus } })
  const oven = { id: 'oven', name: 'Fix the seal of oven two', item: {} }
  const rows: typeof world.rows = async (...asked) => [...(await world.rows(...asked)), oven]
  expect(acts(await understand('give the first two to Jonas', { ...world, rows }))).toEqual([
    ['tasks.assign', { id: 'quote', assigneeId: 'jonas' }],
    ['tasks.assign', { id: 'labels', assigneeId: 'jonas' }],
  ])
})

test('“both” of more than two is asked about, with what was shown', async () => {
  const outcome = await meant('mark both as done', { focus })
  expect(outcome).toMatchObject({ kind: 'ask', draft: { path: 'modules.ops.tasks.complete' } })
  expect(outcome.kind === 'ask' && outcome.draft.choices.map(({ value }) => value)).toEqual(
    focus.map(({ id }) => id),
  )
})

test.each([
  ['add a task: call 1 and 2', [['tasks.create', { title: 'Call 1 and 2' }]]],
  ['add a task to plan the first two weeks', [['tasks.create', { title: 'Plan the first two weeks' }]]],
])('“%s” points at nothing', async (text, calls) => {
  expect(acts(await meant(text, { focus }))).toEqual(calls)
})

test('“and the last one” does the same of one row more, and leaves what waits', async () => {
  const last = {
    path: 'modules.ops.tasks.complete',
    input: { id: 'quote' },
    names: { id: focus[0]?.name ?? '' },
  }
  const it = focus[0] ?? null
  const outcome = await understand(
    'and the last one',
    worldOf({ memory: { focus, last, it }, isWaiting: true }),
  )
  expect(acts(outcome)).toEqual(done('vat'))
  expect(outcome).not.toHaveProperty('replaces')
})
