import { expect, test } from 'vitest'
import { mended } from './misspelled.ts'

test.each([
  ['add a taks for tomás', 'add a task for tomás'],
  ['wich ones are due next wek', 'which ones are due next week'],
  ['a hgih prio one, shoudl be done befor friday', 'a high prio one, should be done before friday'],
  ['has anythign changed', 'has anything changed'],
  ['every monday mial me the list', 'every monday mail me the list'],
  ['its an expense, its not paid', "it's an expense, it's not paid"],
  ['has sumone put smth abt it in', 'has someone put something about it in'],
  ['sry, netx week or the yaer aftre', 'sorry, next week or the year after'],
  ['gis what we owe em, theres nowt in', "give us what we owe them, there's nothing in"],
  ['sned it, or emial and foward it', 'send it, or email and forward it'],
  [
    'gimme the list n the tags, i wanna see wheres the van',
    "give me the list and the tags, i want to see where's the van",
  ],
  ['give that 1 to ana, and this 1.', 'give that one to ana, and this one.'],
  ['make it 2 dec', 'make it 2 dec'],
  ['n jonas? i need 2 know, give it 2 him', 'and jonas? i need to know, give it to him'],
  ['salt n pepper go over 2 the shop, sweep it 4 us', 'salt and pepper go over to the shop, sweep it for us'],
  ['new tsk abuot the lamp, wouldya', 'new task about the lamp, would you'],
  ['has any1 got that 1, give this 1 to ana', 'has anyone got that one, give this one to ana'],
])('"%s" is read as it is meant', (typed, meant) => {
  expect(mended(typed)).toBe(meant)
})

test.each([
  'ask the moth man, noting the chance',
  'form a line from the sink',
  "Teh-Chi's tea",
  'move its due date and its description',
  'three cold ones',
  'https://shop.example/mial/teh-sned.hgih',
  'the tree there',
  'invoice 4 the hotel, 2 lids',
  'ask emil in mali',
  'n 5 of it, move it 2 weeks',
  'i need 2 bags',
  'that 1 day, this 1.5 l jug',
  'no tasks abut the wall',
  'that 1 hour, that 1 bag',
])('"%s" stays as it was typed', (text) => {
  expect(mended(text)).toBe(text)
})
