import { describe, expect, test } from 'vitest'
import { readMoments } from './moments.ts'
import type { Clock } from './moments.ts'

/** Friday 20 November 2026, 09:00 in Lisbon. */
const clock: Clock = { now: new Date('2026-11-20T09:00:00Z'), timeZone: 'Europe/Lisbon', isMonthFirst: false }

/** What was read, as "2026-12-24 17:00" or "2026-12-01..2026-12-07". */
const read = (text: string, changes: Partial<Clock> = {}) =>
  readMoments(text, { ...clock, ...changes }).map(({ value }) => {
    if (value.kind === 'range') return `${value.from}..${value.to}`
    if (value.kind !== 'day' && value.kind !== 'time') return value.kind
    return value.time === null ? value.day : `${value.day} ${value.time}`
  })

test.each([
  ['the lease at three tomorrow afternoon, please', '2026-11-21 15:00'],
  ['at three tomorrow morning', '2026-11-21 03:00'],
  ['at 7 on Monday evening', '2026-11-23 19:00'],
])('the part of the day behind it is of the hour in “%s”', (text, moment) => {
  expect(read(text)).toEqual([moment])
})

describe('days with a name', () => {
  test.each([
    ['finish it before Christmas', ['2026-12-25']],
    ['close at noon on Christmas Eve', ['2026-12-24 12:00']],
    ['open on Boxing Day at 11', ['2026-12-26 11:00']],
    ["by New Year's Eve", ['2026-12-31']],
    ['in the new year', ['2027-01-01']],
    ['order the eggs by Good Friday', ['2027-03-26']],
    ['until Easter', ['2027-03-28']],
  ])('are read in “%s”', (text, days) => {
    expect(read(text).slice(-1)).toEqual(days)
  })

  test('are those that were where the past is spoken of', () => {
    expect(read('since Christmas', { isBack: true })).toEqual(['2025-12-25'])
    expect(read('since Easter', { isBack: true })).toEqual(['2026-04-05'])
  })

  test.each(['hang the Christmas lights', 'order cards for Christmas', 'a new year plan', 'Easter eggs'])(
    'are none in “%s”',
    (text) => {
      expect(read(text)).toEqual([])
    },
  )
})

test.each([
  ['a week tomorrow', '2026-11-28'],
  ['three weeks today', '2026-12-11'],
  ['two weeks Monday', '2026-12-07'],
  ['Wednesday fortnight', '2026-12-09'],
  ['tomorrow week', '2026-11-28'],
  ['Wed 2.12.', '2026-12-02'],
  ['Sunday 29th', '2026-11-29'],
  ["3 Dec '27", '2027-12-03'],
  ['end of Q1', '2027-03-31'],
  ['by COB Monday', '2026-11-23'],
  ['end of day tomorrow', '2026-11-21'],
  ['close of business on the 2nd', '2026-12-02'],
  ['the first working day of January', '2027-01-01'],
  ['the last working day of January', '2027-01-29'],
  ['the 2nd business day of next month', '2026-12-02'],
])('“%s” is one day', (text, day) => {
  expect(read(text)).toEqual([day])
})

describe('hours', () => {
  test.each([
    ['Friday 2-4pm', ['2026-11-20 14:00']],
    ['between 2 and 4 tomorrow', ['2026-11-21 14:00']],
    ['from 9 to 11 on Monday', ['2026-11-23 09:00']],
    ['on Monday from 8:30 till 10', ['2026-11-23 08:30']],
    ['10-2pm on Tuesday', ['2026-11-24 10:00']],
  ])('from one to another begin with the first: “%s”', (text, times) => {
    expect(read(text)).toEqual(times)
  })

  test.each([
    ['order 5 to 10 boxes by Monday', ['2026-11-23']],
    ['half a dozen eggs on Monday', ['2026-11-23']],
    ['rooms 9-12', []],
  ])('are none in “%s”', (text, times) => {
    expect(read(text)).toEqual(times)
  })
})

describe('parts of a stretch', () => {
  test.each([
    ['in the first week of December', '2026-12-01..2026-12-07'],
    ['the last two weeks of the year', '2026-12-18..2026-12-31'],
    ['the second half of November', '2026-11-16..2026-11-30'],
    ['the first three months of 2027', '2027-01-01..2027-03-31'],
    ['first half of the year', '2026-01-01..2026-06-30'],
    ['in H2', '2026-07-01..2026-12-31'],
    ['from October to now', '2026-10-01..2026-11-20'],
    ['from June until yesterday', '2026-06-01..2026-11-19'],
    ['between Monday and the end of the month', '2026-11-23..2026-11-30'],
    ['1.12.-3.12.', '2026-12-01..2026-12-03'],
  ])('are read in “%s”', (text, stretch) => {
    expect(read(text)).toEqual([stretch])
  })

  test('are no day and no week of another stretch', () => {
    expect(read('the last day of the month')).toEqual(['2026-11-30'])
    expect(read('last week')).toEqual(['2026-11-09..2026-11-15'])
  })
})

test.each([
  ['water the ferns on the twenty-eighth', '2026-11-28'],
  ['what falls due on the third', '2026-12-03'],
  ['by the twenty second', '2026-11-22'],
  ['the thirtieth, at noon', '2026-11-30 12:00'],
  ['Monday the seventh', '2026-12-07'],
  ['from the second to the ninth', '2026-12-02..2026-12-09'],
  ['the twenty-first to the twenty-fifth', '2026-11-21..2026-11-25'],
  ['from the 2nd up to and including the 9th', '2026-12-02..2026-12-09'],
  ['Monday through to Thursday', '2026-11-23..2026-11-26'],
  ['from the 4th until and including the 6th of January', '2027-01-04..2027-01-06'],
  ['between the fourth and the sixth of January', '2027-01-04..2027-01-06'],
])('days are read as they are spoken: “%s”', (text, day) => {
  expect(read(text)).toEqual([day])
})

test.each(['open the second', 'same for the third', 'the first, please', 'the twentieth anniversary'])(
  'a place in a list is no day: “%s”',
  (text) => {
    expect(read(text)).toEqual([])
  },
)
