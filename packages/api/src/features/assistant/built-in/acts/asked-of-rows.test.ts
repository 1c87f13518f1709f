import { describe, expect, test } from 'vitest'
import { hub } from '../../../../testing/bare-hub.ts'
import { people } from '../testing/world.ts'
import { actTable } from './act-table.ts'
import { fitAct } from './fit.ts'
import { readSaid } from './said.ts'
import type { Row } from './usable.ts'

/** Friday 20 November 2026 */
const clock = {
  now: new Date('2026-11-20T09:00:00Z'),
  timeZone: 'Europe/Lisbon',
  orgTimeZone: 'Europe/Lisbon',
  isMonthFirst: false,
}
const rows: readonly Row[] = [{ id: 'export', name: 'Site checks export', item: {} }]

/** What a look-up is narrowed by. */
function read(path: string, text: string): Record<string, unknown> {
  const act = actTable(hub).get(path)
  if (!act) throw new Error(`There is no act ${path}.`)
  const said = readSaid(text, { people, clock, currency: 'EUR', nouns: ['task'] })
  const { values } = fitAct(act, said, { rows: () => rows, clock })
  return Object.fromEntries(
    [...values].map(([name, meant]) => {
      if (meant.kind === 'rows') return [name, meant.candidates.map(({ id }) => id).join(' ')]
      return [name, 'value' in meant ? meant.value : meant.kind]
    }),
  )
}

describe('the name of a row', () => {
  test.each([
    ['Which requests of the key "Site checks export" went wrong?', { apiKeyId: 'export', failed: true }],
    ['did any calls of the site checks export key fail', { apiKeyId: 'export', failed: true }],
  ])('says no path of an act: “%s”', (text, values) => {
    expect(read('audit.calls', text)).toEqual(values)
  })

  test.each([
    ['calls to "modules.ops.tasks.list" that failed', 'modules.ops.tasks.list'],
    ['calls to creating tasks', 'tasks'],
  ])('is none of “%s”', (text, procedure) => {
    expect(read('audit.calls', text)).toMatchObject({ procedure: expect.stringContaining(procedure) })
  })
})

test('a word of everyday is no value of a look-up', () => {
  expect(read('audit.list', "what's in the audit log for Jonas")).toEqual({ actorId: 'jonas' })
  expect(read('audit.list', 'only signed in the audit log')).toEqual({ action: 'signed' })
})

describe('who asks', () => {
  test.each([
    'show the audit log, i want to see who touched what',
    'the audit log please, i only need to know who was here',
    'where do i find the audit log',
  ])('is nobody whose rows are meant: “%s”', (text) => {
    expect(read('audit.list', text)).not.toHaveProperty('actorId')
  })

  test('is meant where it says what was done', () => {
    expect(read('audit.list', 'what did i change in the log')).toMatchObject({ actorId: '@me' })
  })
})

describe('a number', () => {
  test.each(['away for 3 weeks, what is the latest activity', 'recent activity of the last 4 hours'])(
    'of weeks counts no rows: “%s”',
    (text) => {
      expect(read('audit.activity', text)).toEqual({})
    },
  )

  test('of what is listed does', () => {
    expect(read('audit.activity', 'the last 3 activities')).toEqual({ limit: 3 })
  })
})

describe('what is done to rows', () => {
  test.each([
    ['which tasks has nobody laid a hand on', { unassigned: true }],
    ['which jobs have we shoved past their date', { overdue: true }],
  ])('is nothing to look for: “%s”', (text, values) => {
    expect(read('modules.ops.tasks.list', text)).toEqual(values)
  })

  test('is looked for where nothing else was said', () => {
    expect(read('modules.ops.tasks.list', 'tasks about painting')).toEqual({ search: 'painting' })
  })
})
