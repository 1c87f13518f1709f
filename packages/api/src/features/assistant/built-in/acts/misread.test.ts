import { expect, test } from 'vitest'
import { acts, meant } from '../testing/meant.ts'
import { worldOf } from '../testing/world.ts'
import { understand } from '../understand/understand.ts'

test('words of a name are no field of the act', async () => {
  const world = worldOf()
  const rows: typeof world.rows = async (entity) =>
    entity === 'ops_task'
      ? [{ id: 'notes', name: 'Tasting notes for the spring lot', item: { dueOn: null } }]
      : []
  const outcome = await understand('the tasting notes are high priority', { ...world, rows })
  expect(acts(outcome)).toEqual([['tasks.update', { id: 'notes', priority: 'high' }]])
})

test('a word that says what to do is no name', async () => {
  const world = worldOf()
  const rows: typeof world.rows = async (entity) =>
    entity === 'ops_task'
      ? [{ id: 'notes', name: 'Tasting notes for the spring lot', item: { dueOn: null } }]
      : []
  const outcome = await understand('could you note down that I have to ring the bank', { ...world, rows })
  expect(acts(outcome)).toEqual([['tasks.create', { title: 'Ring the bank' }]])
})

test('a text that is nothing but a value of another field is that value', async () => {
  expect(acts(await meant('the roster ought to have high priority'))).toEqual([
    ['tasks.update', { id: 'roster', priority: 'high' }],
  ])
})

test('notes and a title are still said', async () => {
  expect(acts(await meant('add to the notes of the roster: Ana is away'))).toEqual([
    ['tasks.update', { id: 'roster', notes: 'Ana is away' }],
  ])
  expect(acts(await meant('rename the bag labels to Tin labels'))).toEqual([
    ['tasks.update', { id: 'labels', title: 'Tin labels' }],
  ])
})

test('a text that ends with an article is none', async () => {
  expect(await meant('post a drawing of the bag labels on our facebook')).not.toMatchObject({ kind: 'calls' })
})
