import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'
import { worldOf } from '../../testing/world.ts'
import { merged } from './merged.ts'

test.each([
  [
    'what has Jonas still to do, and also which tasks are in the bin?',
    [
      ['tasks.list', { status: 'open', assigneeId: 'jonas' }],
      ['tasks.list', { removed: true }],
    ],
  ],
  ['which tasks are open and also high priority', [['tasks.list', { status: 'open', priority: 'high' }]]],
])('“%s” looks up as often as it asks', async (text, calls) => {
  expect(acts(await meant(text))).toEqual(calls)
})

test('what a change makes of its row is not set once more', async () => {
  expect(acts(await meant('the roster is finished. So, done.'))).toEqual([
    ['tasks.complete', { id: 'roster' }],
  ])
})

test('a question behind a change is looked up, and changes nothing', async () => {
  expect(acts(await meant('the roster is done. show me all the ones in waiting'))).toEqual([
    ['tasks.complete', { id: 'roster' }],
    ['tasks.list', { status: 'waiting' }],
  ])
})

test('what is left of a sentence is no new title, unless it is said to be one', async () => {
  expect(acts(await meant('roster not urgent make it low n shift to sun'))).toEqual([
    ['tasks.update', { id: 'roster', priority: 'low', dueOn: '2026-11-22' }],
  ])
  expect(acts(await meant('rename the roster to Winter shifts'))).toEqual([
    ['tasks.update', { id: 'roster', title: 'Winter shifts' }],
  ])
})

test('of two changes of one row by one act the last one counts, whatever stands between them', () => {
  const { table } = worldOf()
  const [assign, list] = [table.get('modules.ops.tasks.assign'), table.get('modules.ops.tasks.list')]
  if (!assign || !list) throw new Error('There are no tasks.')
  const about = { entity: 'ops_task', id: 'roster', name: 'Plan the December roster' }
  const to = (assigneeId: string) => ({ act: assign, about, names: {}, input: { id: 'roster', assigneeId } })
  const calls = merged([to('jonas'), { act: list, about: null, names: {}, input: {} }, to('tomas')])
  expect(calls.map(({ input }) => input)).toEqual([{ id: 'roster', assigneeId: 'tomas' }, {}])
})
