import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { selfCorrected } from './self-corrected.ts'

test.each([
  ['sweep the yard by monday no wait tuesday', 'sweep the yard by tuesday'],
  ['give it to Jonas, no sorry, Tomás', 'give it to Tomás'],
  ['order thirty, make that forty, lids', 'order forty, lids'],
  ['sales by town, er no, by month', 'sales by month'],
  ['a task for Jonas by friday, no, for Tomás: mop', 'a task by friday for Tomás: mop'],
  ['call Harlan tomorrow at 3 no wait monday', 'call Harlan tomorrow at 3 monday'],
  ['due the 3rd, sorry, the 4th, no, the 5th', 'due the 5th'],
  ['the delivery comes at 5pm now not 3', 'the delivery comes at 5pm now'],
  ['move it to half past nine instead of ten', 'move it to half past nine'],
])('“%s” is meant as it was put right', (said, meant) => {
  expect(selfCorrected(said, worldOf()).replaceAll(/\s+/g, ' ')).toBe(meant)
})

test.each([
  'tell Jonas no, Tomás does it on Friday at 5, not me',
  'add a task: say sorry to Harlan',
  'no, make it Friday',
  'remind me to wait for Jonas',
  'call it “Monday, no wait, Tuesday”',
  '11, not 10',
  'comment on the roster: doors open at 5 not 3',
])('“%s” takes nothing back', (said) => {
  expect(selfCorrected(said, worldOf())).toBe(said)
})

test('why something was put right is no part of it, and no rhythm', () => {
  const last = { path: 'modules.ops.tasks.create', input: { title: 'Mop', dueOn: '2026-11-25' } }
  const said = 'Friday is better, because the floor is wet on Wednesdays'
  expect(selfCorrected(said, worldOf({ memory: { last } }))).toBe('Friday is better')
  expect(selfCorrected(said, worldOf())).toBe(said)
})
