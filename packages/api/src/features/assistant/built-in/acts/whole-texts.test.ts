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

function read(path: string, text: string): Record<string, unknown> {
  const act = actTable(hub).get(`modules.${path}`)
  if (!act) throw new Error(`There is no act ${path}.`)
  const said = readSaid(text, { people, clock, currency: 'EUR', nouns: ['task', 'invoice'] })
  const { values } = fitAct(act, said, { rows: () => [], clock })
  return Object.fromEntries([...values].map(([name, meant]) => [name, 'value' in meant ? meant.value : null]))
}

test.each([
  [
    'new customer: Quay Street Deli, hello@deli.example, Dock Road 4, Galway',
    { name: 'Quay Street Deli', email: 'hello@deli.example', street: 'Dock Road 4', city: 'Galway' },
  ],
  [
    'new customer: Mill Street Cycles, Mill Street 12, Gouda',
    { name: 'Mill Street Cycles', street: 'Mill Street 12', city: 'Gouda' },
  ],
])('a name keeps a word that leads to another field elsewhere: “%s”', (text, values) => {
  expect(read('accounting.contacts.create', text)).toMatchObject(values)
})

test.each([
  ['add a comment: ring them first', 'Ring them first'],
  ['put a comment there: weigh it again before those', 'Weigh it again before those'],
])('what points in a dictated text is part of it: “%s”', (text, body) => {
  expect(read('ops.tasks.comments.add', text)).toMatchObject({ body })
})
