import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { itemsOf } from './listed-items.ts'
import { notedDown } from './noted-down.ts'

test.each([
  [
    "stick a ticket on Jonas Weber's desk for Monday: swap the filters",
    'new to-do for Jonas Weber, Monday: swap the filters',
  ],
  ['Could you log this as an action item: oil the hinges, by Friday', 'new to-do: oil the hinges by Friday'],
  ['for the to-do list: wind the clock', 'new to-do: wind the clock'],
  ['another item to me: wind the clock', 'new to-do for me: wind the clock'],
  [
    'kindly log the following task for tomorrow at 9: wind the clock',
    'new task: wind the clock, tomorrow at 9',
  ],
  ['open a card, nobody on it yet: wind the clock', 'new to-do: wind the clock'],
  ['new urgent task for Tomás: wind the clock', 'new task for Tomás: wind the clock, urgent'],
  [
    'please set up two quick tasks: oil the hinges and wind the clock',
    'new task: "Oil the hinges"; new task: "Wind the clock"',
  ],
  ['stick another wee job up on our board there, oil the hinges', 'new to-do: oil the hinges'],
  ['ok can you pop a card up for Jonas to oil the hinges', 'new to-do for Jonas: oil the hinges'],
  ['could you jot down for us, love: oil the hinges', 'new to-do: oil the hinges'],
  ['chuck a new one on the board: oil the hinges', 'new to-do: oil the hinges'],
  [
    "put a few things on Jonas's list: oil the hinges, wind the clock, both due Monday",
    'new to-do for Jonas: oil the hinges, Monday; new to-do for Jonas: wind the clock, Monday',
  ],
  [
    'add two items: Jonas winds the clock, Tomás to oil the hinges',
    'remind Jonas to wind the clock; remind Tomás to oil the hinges',
  ],
])('“%s” is noted down as “%s”', (text, plain) => {
  expect(notedDown(text, worldOf())).toBe(plain)
})

test.each([
  'rename the labels to: wind the clock',
  'add a contact: Harbour Hotel',
  'what is on the list: wind the clock',
  'enter the following: fuel, 86.40 euros',
  'make the following: a task for Jonas',
  'new note on the roster: it is late',
  'put the labels on the board, then ring Jonas',
  'put a card on the board, please',
  'put a job title on the badge to help Jonas',
])('“%s” is left as it is', (text) => {
  expect(notedDown(text, worldOf())).toBe(text)
})

test.each([
  ['oil the hinges, wind the clock and the bell', 2, ['oil the hinges', 'wind the clock and the bell']],
  ['oil the hinges, wind the clock and lock up', 3, ['oil the hinges', 'wind the clock', 'lock up']],
  ['1. oil the hinges, now 2. lock up', 2, ['oil the hinges, now', 'lock up']],
  ['oil the hinges, by Friday, lock up', 'some', ['oil the hinges, by Friday', 'lock up']],
  ['oil the hinges, and lock up; all due Monday', 'some', ['oil the hinges, Monday', 'lock up, Monday']],
  ['milk and eggs', 'some', ['milk and eggs']],
  ['oil the hinges, lock up', 3, null],
] as const)('of “%s” %s are %j', (list, count, items) => {
  expect(itemsOf(list, count, worldOf())).toEqual(items)
})
