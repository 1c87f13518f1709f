import { describe, expect, test } from 'vitest'
import { boundsOf, readMoments } from './moments.ts'
import type { Clock, Moment } from './moments.ts'

/** Friday 20 November 2026, 09:00 in Lisbon. */
const clock: Clock = { now: new Date('2026-11-20T09:00:00Z'), timeZone: 'Europe/Lisbon', isMonthFirst: false }

const kinds = (text: string) => readMoments(text, clock).map(({ value }) => value.kind)
const bounds = (text: string, changes: Partial<Clock> = {}) => {
  const here = { ...clock, ...changes }
  const found = readMoments(text, here)
    .map(({ value }) => boundsOf(value))
    .filter((one) => one !== null)
  return found.map(({ from, to }) => `${from ?? ''}..${to ?? ''}`).join(' ')
}
const shiftText = (moment: Moment | undefined) => {
  if (moment?.kind !== 'shift') return null
  const { months, days, workdays, minutes, sign } = moment
  const parts = Object.entries({ months, days, workdays, minutes }).filter(([, count]) => count !== 0)
  return `${sign < 0 ? '-' : '+'}${parts.map(([name, count]) => `${count} ${name}`).join(' ')}`
}
const shift = (text: string) => shiftText(readMoments(text, clock)[0]?.value)

test('the cents of a sum are no hour of the day behind it', () => {
  const said = (text: string) => readMoments(text, clock).map((one) => one.text)
  expect(said('petrol 64.20 yesterday')).toEqual(['yesterday'])
  expect(said('lunch 32,50 tomorrow')).toEqual(['tomorrow'])
})

describe('stretches of time', () => {
  test.each([
    ['this week', '2026-11-16..2026-11-22'],
    ["this week's", '2026-11-16..2026-11-22'],
    ['between now and Wednesday', '2026-11-20..2026-11-25'],
    ['from today to the end of the month', '2026-11-20..2026-11-30'],
    ['due next week', '2026-11-23..2026-11-29'],
    ['last week', '2026-11-09..2026-11-15'],
    ['the week after next', '2026-11-30..2026-12-06'],
    ['this weekend', '2026-11-21..2026-11-22'],
    ['this month', '2026-11-01..2026-11-30'],
    ['last month', '2026-10-01..2026-10-31'],
    ['this quarter', '2026-10-01..2026-12-31'],
    ['last year', '2025-01-01..2025-12-31'],
    ['in 2027', '2027-01-01..2027-12-31'],
    ['q1 2027', '2027-01-01..2027-03-31'],
    ['in the first quarter of 2027', '2027-01-01..2027-03-31'],
    ['between monday and wednesday', '2026-11-23..2026-11-25'],
    ['from 3 december to 7 december', '2026-12-03..2026-12-07'],
    ['monday to thursday', '2026-11-23..2026-11-26'],
    ['3-5 december', '2026-12-03..2026-12-05'],
    ['between 1 and 15 march', '2027-03-01..2027-03-15'],
    ['from 1st to 15th of march', '2027-03-01..2027-03-15'],
    ['monday next week to thursday', '2026-11-23..2026-11-26'],
    ['next week, Tuesday to Thursday', '2026-11-24..2026-11-26'],
    ['december 3 - 5', '2026-12-03..2026-12-05'],
    ['in december', '2026-12-01..2026-12-31'],
    ['in october', '2027-10-01..2027-10-31'],
    ['what did we spend in october', '2026-10-01..2026-10-31'],
    ['october 2026', '2026-10-01..2026-10-31'],
    ['last october', '2026-10-01..2026-10-31'],
    ['last 7 days', '2026-11-14..2026-11-20'],
    ['in the past two weeks', '2026-11-07..2026-11-20'],
    ['next 7 days', '2026-11-20..2026-11-26'],
    ['over the last three months', '2026-08-21..2026-11-20'],
    ['since may', '2026-05-01..'],
    ['since monday', '2026-11-16..'],
    ['since yesterday', '2026-11-19..'],
    ['since 3 march', '2026-03-03..'],
    ['before friday', '..2026-11-19'],
    ['by friday', '..2026-11-20'],
    ['until the end of the month', '..2026-11-30'],
    ['after monday', '2026-11-24..'],
    ['due before next week', '..2026-11-22'],
    ['due today', '2026-11-20..2026-11-20'],
    ["today's tasks", '2026-11-20..2026-11-20'],
    ["whats on tomorrow's list", '2026-11-21..2026-11-21'],
    ['whats on tomorrows list', '2026-11-21..2026-11-21'],
    ['3 days ago', '2026-11-17..2026-11-17'],
    ['what was done on monday', '2026-11-16..2026-11-16'],
    ['the week of 3 december', '2026-11-30..2026-12-06'],
    ['done in the last 24 hours', '2026-11-19..2026-11-20'],
    ['later than the 5th', '2026-12-06..'],
    ['vat for september and october', '2027-09-01..2027-10-31'],
    ['in march and april', '2027-03-01..2027-04-30'],
    ['jul-sep', '2027-07-01..2027-09-30'],
    ['dec/jan', '2026-12-01..2027-01-31'],
    ['july to september figures', '2027-07-01..2027-09-30'],
    ['march and may', ''],
    ['the week before last', '2026-11-02..2026-11-08'],
    ['the month before last', '2026-09-01..2026-09-30'],
    ['in the last fortnight', '2026-11-07..2026-11-20'],
    ['3.-5. December', '2026-12-03..2026-12-05'],
    ['from 3. to 5. December', '2026-12-03..2026-12-05'],
    ['from Monday 7 to Friday 11 December 2026', '2026-12-07..2026-12-11'],
    ['Tue 1 - Thu 3 Dec', '2026-12-01..2026-12-03'],
    ['between Tuesday the 1st and Sunday, the 6th of December', '2026-12-01..2026-12-06'],
  ])('"%s"', (text, expected) => {
    expect(bounds(text)).toBe(expected)
  })
})

test.each([
  ['what is due next week for the shop, Monday thru Friday', '2026-11-23..2026-11-27'],
  ['Tuesday to Thursday, what is on for us next week', '2026-11-24..2026-11-26'],
  ['next week, from 3 December to 7 December', '2026-11-23..2026-11-29 2026-12-03..2026-12-07'],
])('weekdays beside a week are those of that week: "%s"', (text, expected) => {
  const [first, ...others] = bounds(text).split(' ')
  const all = others.every((one) => one === first) ? [first] : [first, ...others]
  expect(all.join(' ')).toBe(expected)
})

describe('shifts', () => {
  test.each([
    ['push it back by two days', '+2 days'],
    ['push back a week', '+7 days'],
    ['push the roster back a week', '+7 days'],
    ['two days earlier', '-2 days'],
    ['an hour later', '+60 minutes'],
    ['make it 30 minutes sooner', '-30 minutes'],
    ['bring it forward by a day', '-1 days'],
    ['move it up two days', '-2 days'],
    ['postpone the labels by a week', '+7 days'],
    ['postpone it a fortnight', '+14 days'],
    ['delay the quote 3 days', '+3 days'],
    ['snooze for two hours', '+120 minutes'],
    ['give me two more days', '+2 days'],
    ['another week', '+7 days'],
    ['extend by a month', '+1 months'],
    ['by 2 working days', '+2 workdays'],
    ['half an hour later', '+30 minutes'],
    ['a day early', '-1 days'],
  ])('"%s"', (text, expected) => {
    expect(shift(text)).toBe(expected)
  })

  test.each(['move it to monday', 'in two weeks', 'two days ago', 'a 2 day trip', 'move the 2 day trip'])(
    '"%s" is none',
    (text) => {
      expect(shift(text)).toBeNull()
    },
  )
})

describe('no date', () => {
  test.each([
    'without a date',
    'no date',
    'tasks with no due date',
    'which have no deadline',
    'remove the due date',
    'clear its deadline',
    'undated',
    'drop the date',
    'take the deadline off',
    'take its date away',
    'get rid of the due date',
    'strip the deadline',
  ])('"%s"', (text) => {
    expect(kinds(text)).toEqual(['none'])
  })
})
