import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { reworded } from './reworded.ts'

test.each([
  ['The shop is shut :( ring Jonas', 'The shop is shut. ring Jonas'],
  ['order lids :)', 'order lids'],
  ['new task: oil the mill, responsible is Jonas', 'new task: oil the mill, owner Jonas'],
  ["new task party 🎈 it's for Jonas", "new task party. it's for Jonas"],
  ['hand the roster to Jonas would ya, he knows it', 'hand the roster to Jonas, he knows it'],
  [
    'a job for Jonas to oil the mill he has to have it done by noon',
    'a job for Jonas to oil the mill, he has to have it done by noon',
  ],
  ['the labels are done, those you can close', 'the labels are done, you can close those'],
  ['move please the roster', 'please move the roster'],
  ['the roster we make two days later than planned', 'move the roster two days later'],
  ['shut the mill pls haha nobody comes', 'shut the mill. nobody comes'],
  ['which ones are late across the entire company', 'which ones are late'],
  ['look everywhere, not just in the tasks, for Harbour', 'look everywhere for Harbour'],
  ['the mill is loud. Let us aim for the 9th', 'the mill is loud. move it to the 9th'],
  ['make it urgent and shoot for next Friday', 'make it urgent and move it to next Friday'],
  [
    "a new chore for Ana: oil the mill. Thursday's fine",
    "a new chore for Ana: oil the mill. Thursday's fine",
  ],
  ["put oiling the mill on the list, Thursday's fine", 'put oiling the mill on the list, Thursday'],
  ["I'll have to ring the bank on Friday, don't let me forget now", 'remind me to ring the bank on Friday'],
  ['priority = high for the roster', 'priority high for the roster'],
  ['the roster, put the priority on low', 'the roster, set the priority to low'],
  ['Not bad. And how is it looking for Jonas?', 'Not bad. And what about Jonas?'],
  ['the mill is loud comma ring Jonas full stop', 'the mill is loud, ring Jonas.'],
  ['ring them about Thursdays parcel', "ring them about Thursday's parcel"],
  ['Perhaps Monday would be the better day.', 'Perhaps make it Monday.'],
  ['Can we shift it? The 24th would be kinder on my nerves.', 'Can we shift it? make it The 24th.'],
  ['Is anything overdue this morning?', 'Is anything overdue?'],
  ['everything on the board to do with labels', 'tasks about labels'],
  ['what have I got to get done today', 'what have I got to do today'],
  ['how many jobs has Jonas still got on him?', 'how many jobs has Jonas still got?'],
  ['Which keys are there in the firm?', 'Which keys are there?'],
  ['Jonas has the mill cleaned, so close it', 'Jonas has cleaned the mill, so close it'],
  ['the second one give to Jonas', 'give the second one to Jonas'],
  [
    'New one for Jonas: ring them. Needs to happen Tuesday and it is urgent',
    'New one for Jonas: ring them, due Tuesday, urgent',
  ],
  [
    'New task: order cups. Jonas should do it, and the tag is stock',
    'New task: order cups, for Jonas, tag stock',
  ],
  ['Which tasks do we have about labels?', 'find tasks about labels?'],
  ['the tasks that concern an invoice', 'the tasks about invoice'],
  ['Jonas has to pay the bill by Friday can u add that', 'new to-do: Jonas has to pay the bill by Friday'],
  ['we bought another car to let, can you add it?', 'we bought another car to let, can you add it?'],
  ['todo buy printer ink', 'todo: buy printer ink'],
  ['how many tasks did Jonas finish?', 'how many tasks has Jonas finished?'],
  ['what has Jonas been up to this week?', 'what did Jonas do this week?'],
  ['and which might those be?', 'and which are those?'],
  ['may I have a quick gander at the roster', 'show me the roster'],
  ['how does that whole credits business work', 'how does the credits work'],
  ['Flyers off the board. And straight to Jonas.', 'Flyers off the board. and give it to Jonas.'],
  ['jog my memory to ring Ana', 'remind me to ring Ana'],
  ['give me a shout on Monday to ring Ana', 'remind me on Monday to ring Ana'],
  ['bump the priority up to high', 'set the priority to high'],
  ['is there any chore that has my name on it', 'is there any chore of mine'],
  ["show the chores with Ana's name against them", 'show the chores of Ana'],
  ['the flyers must stay without owner', 'nobody should have the flyers'],
  ["the flyers aren't needed till Friday, change the day", 'change the day of the flyers to Friday'],
  ['the roster is due on Friday, can you fix that', 'move the roster to Friday'],
  ['the roster is due on Friday, please adjust the date', 'change the date of the roster to Friday'],
  ['board: the flyers into the last column', 'move the flyers into the last column'],
  [
    'On the board, the flyers go into the waiting column. Just above the roster',
    'move the flyers into the waiting column, Just above the roster',
  ],
  ['A few edits to the roster: it is for Ana, and urgent', 'the roster: it is for Ana, and urgent'],
  [
    'the mill is shut, and the roster you can give to Ana',
    'the mill is shut, and please give the roster to Ana',
  ],
  ['the roster is due on Friday, would you be so kind as to fix it', 'move the roster to Friday'],
  ['file those two away', 'file both of them away'],
  ['Harlan rang, they need the quote at 17h, update it please', 'Harlan need the quote at 17h'],
])('“%s” says as much as “%s”', (text, plain) => {
  expect(reworded(text, worldOf())).toBe(plain)
})

test.each([
  'add a note to the roster: this you can close',
  'call it "this you can close"',
  'the roster is wrong, can you change that',
  'ring the bank or they will close, and the baker',
  'make it the day after',
  'what would you, dear hub, do next',
  'print the 🎈 flyers',
  'new task: ask the mill, the owner is away',
  'show the flyers you can delete',
  'owner: Ana',
  'we printed the flyers on Monday only, fix the date',
])('“%s” stays as it is', (text) => {
  expect(reworded(text, worldOf())).toBe(text)
})

test('counts from what was said last', () => {
  const last = { path: 'modules.ops.tasks.update', input: { dueOn: '2026-12-04' } }
  const world = worldOf({ memory: { last } })
  expect(reworded('sorry, make it the day before that', world)).toBe('sorry, make it one day earlier')
  expect(reworded('put it on two weeks after', world)).toBe('put it two weeks later')
  expect(reworded('make it the day after tomorrow', world)).toBe('make it the day after tomorrow')
})

test('facts behind labels are parts of a request, and of a dictated text they are its own', () => {
  const facts = '. Owner: Ana. Due: Wed.'
  expect(reworded(`New task: oil the hinges${facts}`, worldOf())).toBe(
    'New task: oil the hinges, Owner Ana, Due Wed.',
  )
  const dictated = `comment on the roster: who opens${facts}`
  expect(reworded(dictated, worldOf())).toBe(dictated)
})

test('a fact alone behind what was just made is of that one', () => {
  const it = { entity: 'ops_task', id: 'roster', name: 'Plan the December roster' }
  const made = worldOf({ memory: { it, last: { path: 'modules.ops.tasks.create', input: {} } } })
  expect(reworded('Owner: Ana.', made)).toBe('for Ana.')
  expect(reworded('deadline: Friday', made)).toBe('due Friday')
  const listed = worldOf({ memory: { it, last: { path: 'modules.ops.tasks.list', input: {} } } })
  expect(reworded('Owner: Ana.', listed)).toBe('Owner: Ana.')
})
