import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { notedDown } from './noted-down.ts'
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
    'new to-do: oil the hinges for Jonas, Thursday; new to-do: ring Ana tomorrow at 10',
  ],
  ['tasks for Jonas:\n- oil the hinges', 'new task for Jonas: "Oil the hinges"'],
])('each line of “%s” is noted down', (text, requests) => {
  expect(pasted(text, worldOf())).toBe(requests)
})

test.each([
  ['New task\n- ring the cooper\n- due Friday\n- Jonas', 'new task: ring the cooper due Friday for Jonas'],
  [
    'New task:\nwhat: oil the hinges\nwho: Jonas\nwhen: Friday',
    'new task: oil the hinges for Jonas due Friday',
  ],
  [
    'Title: Oil the hinges\nDue: 24 November\nAssignee: Jonas\nPriority: high\nTag: stock',
    'new to-do: Oil the hinges due 24 November for Jonas, high priority, tag stock',
  ],
  [
    'New tasks:\n- ring the cooper, Jonas\n- order lids\n- due Friday',
    'new task: ring the cooper for Jonas; new task: order lids due Friday',
  ],
  ['Change the roster:\n- due: Friday\n- owner: Jonas', 'Change the roster: due Friday, for Jonas'],
])('“%s” says of a thing what it is, whose and when', (text, request) => {
  expect(pasted(text, worldOf())).toBe(request)
})

test.each([
  [
    'High priority, due tomorrow: chase the deposit',
    'new to-do: chase the deposit, High priority, due tomorrow',
  ],
  [
    'Two jobs for Jonas, please: oil the hinges, and wind the clock.',
    'new to-do for Jonas: "Oil the hinges"; new to-do for Jonas: "Wind the clock"',
  ],
  [
    'Add the following with high priority and the tag stock: oil the hinges',
    'new to-do: oil the hinges, high priority, tag stock',
  ],
  ['pop down a job to oil the hinges', 'new to-do: oil the hinges'],
  [
    'two jobs: oil the hinges (Jonas), buy oil (12 cans)',
    'new to-do: oil the hinges for Jonas; new to-do: "Buy oil (12 cans)"',
  ],
])('“%s” leads to what is noted down', (text, request) => {
  expect(notedDown(text, worldOf())).toBe(request)
})

test.each([
  ['(1) close the roster, (2) give the quote to Jonas', 'close the roster; give the quote to Jonas'],
  ['Two things: 1) close the roster 2) who has the quote?', 'close the roster; who has the quote?'],
  [
    'add these: 1. oil the hinges 2. wind the clock',
    'new to-do: "Oil the hinges"; new to-do: "Wind the clock"',
  ],
])('“%s” is a list in one line', (text, requests) => {
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

test.each([
  'what: wind the clock',
  'Name: Jonas\nEmail: jonas@quay.example',
  'add a task\nto wind the clock',
  'add a task: oil - wind',
  'two things:\n- oil\nand that is all',
])('“%s” is no list', (text) => {
  expect(pasted(text, worldOf())).toBe(text)
})
