import { expect, test } from 'vitest'
import type { Memory } from '../../../memory.ts'
import { acts, meant } from '../../testing/meant.ts'

const created = (input: Record<string, unknown>) => [['tasks.create', input]]

test.each([
  ['The fridge rattles. Please put it on the list', { title: 'The fridge rattles' }],
  ['The fridge rattles. Put it on the board', { title: 'The fridge rattles' }],
  [
    'The fridge rattles. Make it a task for Jonas, due Monday',
    { title: 'The fridge rattles', assigneeId: 'jonas', dueOn: '2026-11-23' },
  ],
  ['The fridge rattles, make that a to-do for Monday', { title: 'The fridge rattles', dueOn: '2026-11-23' }],
  [
    'The oven is on its last legs, put it on the board as urgent',
    { title: 'The oven is on its last legs', priority: 'high' },
  ],
  [
    'The tap in the back room drips. Can you note it as a task for Tomás',
    { title: 'The tap in the back room drips', assigneeId: 'tomas' },
  ],
  ['The fridge rattles, take that down as a task, will you', { title: 'The fridge rattles' }],
  ['The fridge rattles. Create a task for it', { title: 'The fridge rattles' }],
  ['Jonas has to ring the bank, note it as a chore', { title: 'Ring the bank', assigneeId: 'jonas' }],
  ['Jonas must order cups, put it as a task', { title: 'Order cups', assigneeId: 'jonas' }],
  ['Jonas should ring the bank, put that on the board', { title: 'Jonas should ring the bank' }],
])('“%s” puts down what was told (AI-2)', async (said, input) => {
  expect(acts(await meant(said))).toEqual(created(input))
})

test('what is told behind a look-up is put down, and narrows nothing', async () => {
  const last: Memory['last'] = {
    path: 'modules.ops.tasks.list',
    input: { dueOn: '2026-11-20' },
    names: {},
  }
  const said = 'The fridge rattles. Put it on the list for Jonas, due Friday'
  expect(acts(await meant(said, { last }))).toEqual(
    created({ title: 'The fridge rattles', assigneeId: 'jonas', dueOn: '2026-11-20' }),
  )
})

test.each([
  ['Is the VAT return done? Put it on the list for Friday', ['tasks.get']],
  ['Give the roster to Jonas, make it urgent', ['tasks.assign', 'tasks.update']],
])('“%s” asks for something itself, and is no title', async (said, paths) => {
  const asked = acts(await meant(said))
  expect(Array.isArray(asked) && asked.map(([path]) => path)).toEqual(paths)
})
