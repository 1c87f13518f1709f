import { expect, test } from 'vitest'
import { acts, meant } from '../testing/meant.ts'

const roster = { entity: 'ops_task', id: 'roster', name: 'Plan the December roster' }

test('everybody who is named in one breath gets a task of their own', async () => {
  const title = 'Clean the yard'
  expect(acts(await meant('remind Tomás and Jonas to clean the yard'))).toEqual([
    ['tasks.create', { title, assigneeId: 'tomas' }],
    ['tasks.create', { title, assigneeId: 'jonas' }],
  ])
})

test('of two people for one task it asks which', async () => {
  const outcome = await meant('give the roster to Tomás and Jonas')
  expect(outcome).toMatchObject({
    kind: 'ask',
    question: 'It can be only one of them. Who should it be?',
    draft: { choices: [{ label: 'Tomás Ferreira' }, { label: 'Jonas Weber' }] },
  })
})

test('what is asked is not put up as a change, and read instead', async () => {
  expect(acts(await meant('was it Tomás or Jonas who planned the roster?'))).toEqual([
    ['tasks.get', { id: 'roster' }],
  ])
})

test('behind “to”, what a row is called may be what is to be done', async () => {
  expect(acts(await meant('remind me to invoice the Oakhollow people on Monday'))).toEqual([
    ['tasks.create', { title: 'Invoice the Oakhollow people', dueOn: '2026-11-23' }],
  ])
})

test('the small words that lead to a day are no part of a title', async () => {
  expect(acts(await meant('the MOT of the van is on 14 January, put it on the list'))).toEqual([
    ['tasks.create', { title: 'The MOT of the van', dueOn: '2027-01-14' }],
  ])
})

test('a day of the month is the one nearest to the day that a row has', async () => {
  const memory = { it: { ...roster, id: 'labels', name: 'Design new bag labels' } }
  expect(acts(await meant('move the labels to the 28th', memory))).toEqual([
    ['tasks.update', { id: 'labels', dueOn: '2026-11-28' }],
  ])
  expect(acts(await meant('move the labels to the 2nd', memory))).toEqual([
    ['tasks.update', { id: 'labels', dueOn: '2026-12-02' }],
  ])
})

test('“scrap that” takes back what was just made, and drops a question that is open', async () => {
  const last = { path: 'modules.ops.tasks.create', input: { title: 'Buy salt' } }
  expect((await meant('scrap that', { last, it: roster })).kind).toBe('undo')
  const draft = { path: 'modules.ops.tasks.create', input: {}, names: {}, open: 'title', choices: [] }
  expect((await meant('scrap that', { last, draft })).kind).toBe('dropped')
  expect((await meant('scrap that')).kind).toBe('dropped')
})

test('a figure that was said for something is not dropped from a change', async () => {
  expect((await meant('give the December roster to Jonas 4711')).kind).not.toBe('calls')
})

test('politeness before a question is no part of it', async () => {
  expect(acts(await meant('Dear hub, could you kindly let me know what is overdue?'))).toEqual(
    acts(await meant('what is overdue')),
  )
})

test.each(['could you put another one on the board for me', 'add something new please'])(
  '“%s” says that there is one more, and is asked what it is',
  async (text) => {
    expect(await meant(text)).toMatchObject({ kind: 'ask', draft: { path: 'modules.ops.tasks.create' } })
  },
)

test('behind a comma and “and” a second request stands beside one that is a little far from any example', async () => {
  const text = 'List the tasks that are in waiting, and say how many credits we still have'
  expect(acts(await meant(text))).toEqual([
    ['tasks.list', { status: 'waiting' }],
    ['credits.balance', {}],
  ])
})
