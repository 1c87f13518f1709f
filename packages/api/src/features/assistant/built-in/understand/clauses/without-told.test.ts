import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'
import { worldOf } from '../../testing/world.ts'
import { understandRequest } from '../request.ts'
import type { World } from '../types.ts'

test.each([
  [
    'Which tasks are late? The accountant rang about them and she sounded cross.',
    ['tasks.list', { overdue: true }],
  ],
  [
    'push the roster to Monday, they never rang Jonas back',
    ['tasks.update', { id: 'roster', dueOn: '2026-11-23' }],
  ],
  [
    'As we are short of hands this week, give the roster to Jonas',
    ['tasks.assign', { id: 'roster', assigneeId: 'jonas' }],
  ],
  ['add a task to mend the awning, since the storm tore it', ['tasks.create', { title: 'Mend the awning' }]],
])('“%s” asks for what is left without what only tells', async (text, act) => {
  expect(acts(await meant(text))).toEqual([act])
})

test.each([
  [
    'add a task: mend the awning. Jonas has to have it done by Monday',
    { assigneeId: 'jonas', dueOn: '2026-11-23' },
  ],
  ['new task: mend the awning, it is for Jonas', { assigneeId: 'jonas' }],
])('“%s” says more of the request, which is kept', async (text, more) => {
  expect(acts(await meant(text))).toEqual([['tasks.create', { title: 'Mend the awning', ...more }]])
})

test('what is told says which row is meant', async () => {
  expect(acts(await meant('The December roster is on the wall now, so tick it off'))).toEqual([
    ['tasks.complete', { id: 'roster' }],
  ])
})

test('what is dictated is written down, whatever it tells', async () => {
  expect(acts(await meant('comment on the roster: the printer broke, nobody came to mend it'))).toEqual([
    ['tasks.comments.add', { taskId: 'roster', body: 'The printer broke, nobody came to mend it' }],
  ])
})

test('“it” behind a request is what that was about, though the words were looked at before where it was nothing', async () => {
  const world = worldOf()
  const chances = async (memory: Partial<World['memory']>, within = world) => {
    const spoken = { ...within, memory: { ...within.memory, ...memory } }
    const { heard } = await understandRequest('take it away', spoken)
    return heard.candidates.map(({ name, chance }) => [name, chance])
  }
  const it = { entity: 'ops_task', id: 'roster', name: 'Plan the December roster' }
  const nothing = await chances({})
  expect(await chances({ it })).toEqual(await chances({ it }, worldOf()))
  expect(await chances({ it })).not.toEqual(nothing)
})
