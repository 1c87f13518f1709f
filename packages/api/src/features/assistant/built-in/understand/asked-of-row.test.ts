import { expect, test } from 'vitest'
import { acts, meant } from '../testing/meant.ts'

test.each([
  ['did Jonas plan the roster?', 'roster'],
  ['has anybody designed the bag labels yet', 'labels'],
  ['was it Tomás or Jonas who filed the VAT return?', 'vat'],
])('“%s” is answered by the row it names, and offers no change of it', async (text, id) => {
  expect(acts(await meant(text))).toEqual([['tasks.get', { id }]])
})

test('a question that names no row is not answered by one', async () => {
  expect(acts(await meant('did Jonas like the film?'))).not.toEqual([['tasks.get', expect.anything()]])
})

test('a question behind a day is no new row that is called so', async () => {
  const told = acts(await meant('Tomorrow, what lies there all for us?'))
  expect(told).not.toMatchObject([['tasks.create', {}]])
})

test('what is to be thought of is one', async () => {
  expect(acts(await meant('new task: what to pack for the fair'))).toEqual([
    ['tasks.create', { title: 'What to pack for the fair' }],
  ])
})
