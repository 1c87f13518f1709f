import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { asAsked } from './wished.ts'

test.each([
  ['I should be obliged if Tomás took over the roster', 'Tomás should take over the roster'],
  ["I'd rest a little easier if somebody checked the audit log", 'please check the audit log'],
  ["it'd be a great help if you moved the quote to Monday", 'please move the quote to Monday'],
  ['I would be glad if the bank gave us time', 'I would be glad if the bank gave us time'],
])('“%s” asks for as much as “%s”', (text, asked) => {
  expect(asAsked(text, worldOf())).toBe(asked)
})
