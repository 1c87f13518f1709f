import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'

const roster = { entity: 'ops_task', id: 'roster', name: 'Plan the December roster' }
const removed = { path: 'modules.ops.tasks.remove', input: { id: 'roster' }, names: { id: roster.name } }
const behind = async (said: string) => acts(await meant(said, { last: removed, it: roster }))

test.each([
  'no wait, keep the roster as it was',
  "hold on, don't touch it, Jonas is still at it",
  'no no, keep that one, we need it yet',
  'stop, leave the December roster where it is',
  'never mind that, the plan from before was fine',
  'actually no. Let it stay the way it is.',
  'argh never mind, the phone is ringing',
  "Thinking about it, please don't bother, that is not needed any more.",
  'You need not trouble yourself, it is no longer required.',
])('“%s” leaves what was asked for', async (said) => {
  expect(await behind(said)).toBe('dropped')
})

test.each([
  'my mistake, set it back to how it was please',
  'oops I tapped too fast, please undo that change',
  'That should never have happened. Kindly take it back.',
  'I mixed up two rows; could you reverse what you just did?',
  'put that back',
  'change the December roster back to what it was',
  'that was me being daft. make that as it was',
  'sorry, could we have it again like before?',
  'please restore the December roster to how it was',
])('“%s” takes back what was done', async (said) => {
  expect(await behind(said)).toBe('undo')
})

test.each([
  'no, leave the bag labels as they are',
  'make it urgent like the labels',
  'put it back on Monday',
  'leave it with Jonas',
])('“%s” speaks of something else', async (said) => {
  expect(['undo', 'dropped']).not.toContain(await behind(said))
})

test('what is to be done all the same is not left', async () => {
  const last = { ...removed, path: 'modules.ops.tasks.complete' }
  expect(acts(await meant("don't forget that one", { last, it: roster }))).not.toBe('dropped')
})

test('a bare “cancel” behind what is told may be of the row', async () => {
  expect(await behind('they have called the whole plan off, cancel')).not.toBe('dropped')
})

test('a request beside it is one', async () => {
  expect(await behind('leave it, and give the bag labels to Jonas')).toEqual([
    ['tasks.assign', { id: 'labels', assigneeId: 'jonas' }],
  ])
})

test('nothing is left where nothing was asked for', async () => {
  expect(acts(await meant('undo that payment from the bakery, please'))).not.toBe('undo')
})

test('a row that is no longer needed is another one', async () => {
  expect(await behind('the bag labels are no longer needed')).not.toBe('dropped')
})

test('what is left with a reason is no answer to an open question', async () => {
  const draft = { path: 'modules.ops.tasks.create', input: {}, names: {}, open: 'title', choices: [] }
  for (const left of [
    'ugh forget it, somebody is at the door',
    "meh leave it, it doesn't matter",
    'wait, Ana says she did that on Friday, so never mind',
  ])
    expect(acts(await meant(left, { draft }))).toBe('dropped')
})

test('what is left is no choice of those that were offered', async () => {
  const offer = {
    text: 'the roster',
    choices: [
      { path: 'modules.ops.tasks.complete', label: 'Finish a task' },
      { path: 'modules.ops.tasks.get', label: 'Read a task' },
    ],
  }
  expect(acts(await meant("no, leave it, it isn't finished", { offer }))).toBe('dropped')
})
