import { expect, test } from 'vitest'
import { hub } from '../../../../testing/bare-hub.ts'
import { people } from '../testing/world.ts'
import { actTable } from './act-table.ts'
import { fitAct } from './fit.ts'
import type { Fit } from './fit.ts'
import { readSaid } from './said.ts'

const clock = {
  now: new Date('2026-11-20T09:00:00Z'),
  timeZone: 'Europe/Lisbon',
  orgTimeZone: 'Europe/Lisbon',
  isMonthFirst: false,
}

function fitOf(path: string, text: string): Fit {
  const act = actTable(hub).get(path)
  if (!act) throw new Error(`There is no act ${path}.`)
  const said = readSaid(text, { people, clock, currency: 'EUR' })
  return fitAct(act, said, {
    rows: () => [{ id: 'roster', name: 'Plan the December roster', item: {} }],
    clock,
  })
}

const daysOf = (path: string, text: string) => fitOf(path, text).values.get('days')

test('a stretch around now is so many days, where an act looks back or ahead by days', () => {
  const history = 'modules.marketplace.products.history'
  expect(daysOf(history, 'prices of the roster over the last two weeks')).toEqual({
    kind: 'value',
    value: 14,
  })
  expect(daysOf(history, 'prices of the roster in the last fortnight')).toEqual({ kind: 'value', value: 14 })
  expect(daysOf(history, 'prices of the roster in October')).toBeUndefined()
})

test('a question that begins as no example does is none, however well its names lie', () => {
  const assign = 'modules.ops.tasks.assign'
  expect(fitOf(assign, 'did Jonas Weber plan the December roster?').beginsAlike).toBe(false)
  expect(fitOf(assign, 'assign the December roster to Jonas Weber').beginsAlike).toBe(true)
})
