import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { handedOut, withoutCount } from './handed-out.ts'

test.each([
  [
    'Two for Monday: Jonas to wash the van, Tomás must lock up on Tuesday.',
    'remind Jonas to wash the van for Monday; remind Tomás to lock up on Tuesday',
  ],
  [
    'three things to note down. Ana Costa has to ring the bank and the baker, Jonas should sweep and Tomás needs to pay',
    'remind Ana Costa to ring the bank and the baker; remind Jonas to sweep; remind Tomás to pay',
  ],
  [
    '2 for Monday, jonas washes the van, Tomás fixes the door',
    'remind jonas to wash the van for Monday; remind Tomás to fix the door for Monday',
  ],
  [
    'Add two todos: 1) sweep the yard, due Friday; 2) oil the mill, due Monday',
    'new to-do: sweep the yard due Friday; new to-do: oil the mill due Monday',
  ],
  [
    'Add 2 things. sweep the yard due Friday, adn oil the mill',
    'new to-do: sweep the yard due Friday; new to-do: "Oil the mill"',
  ],
  ['new on the board: Jonas should ring the bank by Friday', 'remind Jonas to ring the bank by Friday'],
])('“%s” is handed out to each', (text, requests) => {
  expect(handedOut(text, worldOf())).toBe(requests)
})

test.each([
  'Two for Monday: wash the van, lock up',
  'two notes: Jonas is ill',
  'Jonas to wash the van, Tomás to lock up',
])('“%s” is no such list', (text) => {
  expect(handedOut(text, worldOf())).toBe(text)
})

test.each([
  ['Two things before I forget: oil the mill, and ring Jonas', 'oil the mill, and ring Jonas'],
  ['three new ones. One for Jonas', 'One for Jonas'],
  ['Two mills: which is older', 'Two mills: which is older'],
  ['Two things, please: (1) oil the mill; (2) ring Jonas.', 'oil the mill; ring Jonas.'],
  ['a) oil the mill b) ring Jonas', 'oil the mill; ring Jonas'],
  ['1. oil the mill 3. ring Jonas', '1. oil the mill 3. ring Jonas'],
  ['Some things, please oil them', 'Some things, please oil them'],
  ['ring two people: Jonas and Ana', 'ring two people: Jonas and Ana'],
])('“%s” says after its count “%s”', (text, left) => {
  expect(withoutCount(text)).toBe(left)
})
