import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { pasted } from './pasted.ts'

const two = 'new to-do: "Oil the hinges"; new to-do: "Wind the clock"'

test.each([
  ['todo:\n- oil the hinges\n- wind the clock', two],
  ['New to-dos\n* oil the hinges\n* wind the clock', two],
  ['Can you put these on the list?\n\n- oil the hinges\n- wind the clock', two],
  ['Please add these:\r\n1. Oil the hinges\r\n2. Wind the clock', two],
  ['add things:\n[ ] oil the hinges\n[x] wind the clock', two],
  [
    'please add these:\n(1) oil the hinges (Jonas, Thursday)\n(2) ring Ana tomorrow at 10',
    'new to-do: oil the hinges, Jonas, Thursday; new to-do: ring Ana tomorrow at 10',
  ],
  ['tasks for Jonas:\n- oil the hinges', 'new task for Jonas: "Oil the hinges"'],
])('each line of “%s” is noted down', (text, requests) => {
  expect(pasted(text, worldOf())).toBe(requests)
})

test.each([
  [
    'Invoice Harbour Cafe:\n- 20 rolls at 2.50\n- delivery 12',
    'Invoice Harbour Cafe: 20 rolls at 2.50; delivery 12',
  ],
  ['and add these:\n- 20 rolls at 2.50\n- delivery at 12', 'and add these: 20 rolls at 2.50; delivery at 12'],
  ['- 20 rolls at 2.50\n- 3 cakes at 24', '20 rolls at 2.50; 3 cakes at 24'],
])('“%s” says of one thing several', (text, sentence) => {
  expect(pasted(text, worldOf())).toBe(sentence)
})

test.each(['add a task\nto wind the clock', 'add a task: oil - wind', 'two things:\n- oil\nand that is all'])(
  '“%s” is no list',
  (text) => {
    expect(pasted(text, worldOf())).toBe(text)
  },
)
