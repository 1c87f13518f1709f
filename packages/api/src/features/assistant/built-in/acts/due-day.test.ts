import { expect, test } from 'vitest'
import { hub } from '../../../../testing/bare-hub.ts'
import { people } from '../testing/world.ts'
import { actTable } from './act-table.ts'
import { fitAct } from './fit.ts'
import { readSaid } from './said.ts'

const clock = {
  now: new Date('2026-11-20T09:00:00Z'),
  timeZone: 'Europe/Lisbon',
  orgTimeZone: 'Europe/Lisbon',
  isMonthFirst: false,
}

function made(text: string): Record<string, unknown> {
  const act = actTable(hub).get('modules.ops.tasks.create')
  if (!act) throw new Error('There is no such act.')
  const { values } = fitAct(act, readSaid(text, { people, clock, currency: 'EUR', nouns: ['task'] }), {
    rows: () => [],
    clock,
  })
  return Object.fromEntries(
    [...values].map(([name, meant]) => [name, 'value' in meant ? meant.value : meant.kind]),
  )
}

test.each([
  [
    'new task: order gifts before Easter Monday lunch, due 4 December',
    'Order gifts before Easter Monday lunch',
    '2026-12-04',
  ],
  ['add a task: write the menu for March, due on 27 November', 'Write the menu for March', '2026-11-27'],
  ['add a task: plan the Thursday quiz, due by 30 November', 'Plan the Thursday quiz', '2026-11-30'],
])('where a due day is said, another is part of the name: “%s”', (text, title, dueOn) => {
  expect(made(text)).toEqual({ title, dueOn })
})

test.each([
  ['new task: write the menu for Thursday', 'Write the menu', '2026-11-26'],
  ['new task: write the menu, due on Thursday', 'Write the menu', '2026-11-26'],
  ['new task: write the menu by Thursday, due Thursday', 'Write the menu', '2026-11-26'],
])('a day alone is the due day: “%s”', (text, title, dueOn) => {
  expect(made(text)).toEqual({ title, dueOn })
})
