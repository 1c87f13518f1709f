import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growsEvenly } from '../testing/grows-evenly.ts'
import { boundsOf, dueIn, readMoments } from './moments.ts'
import type { Clock, Moment } from './moments.ts'

/** Friday 20 November 2026, 09:00 in Lisbon. */
const clock: Clock = { now: new Date('2026-11-20T09:00:00Z'), timeZone: 'Europe/Lisbon', isMonthFirst: false }

const timeIn = (moment: Moment | undefined) => (moment && 'time' in moment ? moment.time : null)

/** The day and time something is due that was said in these words. */
const due = (text: string, changes: Partial<Clock> = {}) => {
  const here = { ...clock, ...changes }
  const sure = readMoments(text, here).flatMap(({ value }) => (value.isSure ? [value] : []))
  const day = sure.findLast(({ kind }) => kind === 'day')
  const range = sure.findLast((one) => one.kind === 'range')
  const time = sure.findLast(({ kind }) => kind === 'time')
  const found = day ?? range ?? time
  if (!found) return null
  const on = 'day' in found ? found.day : range && dueIn(range, here)
  return [on, timeIn(day) ?? timeIn(time)].filter((part) => part != null).join(' ')
}
const said = (text: string) => readMoments(text, clock).map((one) => one.text)

test.each(['constructor', 'by constructor', 'in 5constructor', 'constructor of the month', '__proto__ end'])(
  'a word that every object has is no time: “%s”',
  (text) => {
    expect(readMoments(text, clock)).toEqual([])
  },
)

describe('days', () => {
  test.each([
    ['today', '2026-11-20'],
    ['by todya please', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['call bob tommorow', '2026-11-21'],
    ['call bob tmrw', '2026-11-21'],
    ['tommorrow morning', '2026-11-21'],
    ['the day after tomorrow', '2026-11-22'],
    ['tonight', '2026-11-20'],
    ['this evening', '2026-11-20'],
    ['by friday', '2026-11-20'],
    ['on monday', '2026-11-23'],
    ['on wensday', '2026-11-25'],
    ['on wendesday', '2026-11-25'],
    ['next thurday', '2026-11-26'],
    ['this sunday', '2026-11-22'],
    ['next monday', '2026-11-23'],
    ['next friday', '2026-11-27'],
    ['friday week', '2026-11-27'],
    ['monday next week', '2026-11-23'],
    ['next week on tuesday', '2026-11-24'],
    ['a week on monday', '2026-11-30'],
    ['a week from today', '2026-11-27'],
    ['two days after tomorrow', '2026-11-23'],
    ['due fri', '2026-11-20'],
    ['on the 5th', '2026-12-05'],
    ['on the 20th', '2026-11-20'],
    ['the 3rd of next month', '2026-12-03'],
    ['by the 1st', '2026-12-01'],
    ['5 jan', '2027-01-05'],
    ['5th of January', '2027-01-05'],
    ['on the 5th of january 2028', '2028-01-05'],
    ['Jan 5', '2027-01-05'],
    ['January the 5th, 2028', '2028-01-05'],
    ['dec 1st', '2026-12-01'],
    ['1 Dec.', '2026-12-01'],
    ['on the first of march', '2027-03-01'],
    ['twenty-first of december', '2026-12-21'],
    ['on febuary 3', '2027-02-03'],
    ['05.01.2027', '2027-01-05'],
    ['5/1/27', '2027-01-05'],
    ['by 5-1-2027', '2027-01-05'],
    ['due 3/4', '2027-04-03'],
    ['2027-01-05', '2027-01-05'],
    ['2027/01/05', '2027-01-05'],
    ['29 feb', '2028-02-29'],
    ['end of the month', '2026-11-30'],
    ['by the end of this month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['eom', '2026-11-30'],
    ['by month end', '2026-11-30'],
    ['by the end of the week', '2026-11-20'],
    ['end of next week', '2026-11-27'],
    ['by eod', '2026-11-20'],
    ['end of march', '2027-03-31'],
    ['mid january', '2027-01-15'],
    ['beginning of next month', '2026-12-01'],
    ['by the end of the year', '2026-12-31'],
    ['in two weeks', '2026-12-04'],
    ["in two weeks' time", '2026-12-04'],
    ['in a fortnight', '2026-12-04'],
    ['in 3 days', '2026-11-23'],
    ['within 3 days', '2026-11-23'],
    ['in 3 working days', '2026-11-25'],
    ['in a month', '2026-12-20'],
    ['two weeks from now', '2026-12-04'],
    ['in a couple of days', '2026-11-22'],
    ['first monday of march', '2027-03-01'],
    ['the last friday of the month', '2026-11-27'],
    ['second tuesday of next month', '2026-12-08'],
    ['last day of next month', '2026-12-31'],
    ['next week', '2026-11-23'],
    ['next month', '2026-12-01'],
    ['this week', '2026-11-20'],
    ['sometime next week', '2026-11-23'],
    ['move it to monday', '2026-11-23'],
    ['friday 27 november', '2026-11-27'],
    ['Sunday the 22nd', '2026-11-22'],
    ['by Friday, November 27, 2026', '2026-11-27'],
    ['no later than 1 december', '2026-12-01'],
    ['24. November', '2026-11-24'],
    ['on 5. May', '2027-05-05'],
    ['the dentist 24.11., bring the card', '2026-11-24'],
  ])('"%s"', (text, expected) => {
    expect(due(text)).toBe(expected)
  })

  test('figures follow the order of the organization', () => {
    expect(due('05.01.2027', { isMonthFirst: true })).toBe('2027-05-01')
    expect(due('by 3/4', { isMonthFirst: true })).toBe('2027-03-04')
    expect(due('by 25/12', { isMonthFirst: true })).toBe('2026-12-25')
    expect(due('2027-01-05', { isMonthFirst: true })).toBe('2027-01-05')
  })

  test('a number that names something is no hour of the day behind it', () => {
    expect(due('measure the kitchen at number 12, 24.11., 14:30')).toBe('2026-11-24 14:30')
    expect(due('lay table 4 tonight')).toBe('2026-11-20')
    expect(due('wash nr. 5 tomorrow')).toBe('2026-11-21')
    expect(due('send invoice 5 tomorrow', { nouns: ['invoice'] })).toBe('2026-11-21')
    expect(due('dinner 8 tonight', { nouns: ['invoice'] })).toBe('2026-11-20 20:00')
  })

  test.each([
    'it costs 24.11.',
    '5. May I go',
    'Prepare the Monday menu',
    'Call May about the stall',
    'read the October report',
    'buy 5 boxes',
    'open 24/7',
    'version 1.2.3.4',
    'invoice 2041',
    'they pay on Fridays',
    'the roster is for every friday',
    'sundry expenses',
    'the second one',
    'may I see the list',
    'ring 0912 345 678',
    'half of it',
    'the 5th task',
    'sat down with the team',
    'march on regardless',
    'on the 32nd',
    'on 31.02.2027',
  ])('leaves "%s" alone', (text) => {
    expect(due(text)).toBeNull()
  })

  test('where the person is decides what day it is', () => {
    expect(due('today', { now: new Date('2026-11-20T12:00:00Z'), timeZone: 'Pacific/Kiritimati' })).toBe(
      '2026-11-21',
    )
  })
})

describe('times', () => {
  test.each([
    ['tomorrow at 9', '2026-11-21 09:00'],
    ['tomorrow 9am', '2026-11-21 09:00'],
    ['9am tomorrow', '2026-11-21 09:00'],
    ['wed 8am', '2026-11-25 08:00'],
    ['on the roof wed 9:30', '2026-11-25 09:30'],
    ['at 9 tomorrow', '2026-11-21 09:00'],
    ['at 9 on monday', '2026-11-23 09:00'],
    ['monday, at 9', '2026-11-23 09:00'],
    ['monday 14:00', '2026-11-23 14:00'],
    ['on Tuesday at 10:30', '2026-11-24 10:30'],
    ['at half past four', '2026-11-20 16:30'],
    ['at half four', '2026-11-20 16:30'],
    ['quarter to nine tomorrow', '2026-11-21 08:45'],
    ['tomorrow at a quarter to 7', '2026-11-21 06:45'],
    ['at ten past 3', '2026-11-20 15:10'],
    ['at noon', '2026-11-20 12:00'],
    ['Monday at noon', '2026-11-23 12:00'],
    ['by midnight', '2026-11-20 23:59'],
    ['at 17h30', '2026-11-20 17:30'],
    ['17h30', '2026-11-20 17:30'],
    ['9ish tomorrow', '2026-11-21 09:00'],
    ['around 11ish', '2026-11-20 11:00'],
    ['tomorrow around 9', '2026-11-21 09:00'],
    ['at 3', '2026-11-20 15:00'],
    ['at 3pm', '2026-11-20 15:00'],
    ['at 3 p.m.', '2026-11-20 15:00'],
    ['tomorrow at 3 am', '2026-11-21 03:00'],
    ['at 08:00', '2026-11-21 08:00'],
    ['at 8', '2026-11-21 08:00'],
    ['at 1400', '2026-11-20 14:00'],
    ["at 5 o'clock", '2026-11-20 17:00'],
    ['5 oclock', '2026-11-20 17:00'],
    ['tonight at 8', '2026-11-20 20:00'],
    ['at 8 tonight', '2026-11-20 20:00'],
    ['tomorrow evening at 7', '2026-11-21 19:00'],
    ['tomorrow at 9 in the evening', '2026-11-21 21:00'],
    ['tomorrow by 5', '2026-11-21 17:00'],
    ['by 5 on monday', '2026-11-23 17:00'],
    ['2027-01-05T09:15', '2027-01-05 09:15'],
    ['05.01.2027 9:15', '2027-01-05 09:15'],
    ['in an hour', '2026-11-20 10:00'],
    ['in half an hour', '2026-11-20 09:30'],
    ['in 90 minutes', '2026-11-20 10:30'],
    ['in an hour and a half', '2026-11-20 10:30'],
    ['on friday call the bank at 10', '2026-11-20 10:00'],
    ['remind me tomorrow to ring Ana at 16:00', '2026-11-21 16:00'],
  ])('"%s"', (text, expected) => {
    expect(due(text)).toBe(expected)
  })

  test.each([
    'buy at 3 shops',
    'at 20% off',
    'at 5 euros',
    '9 bags',
    'a 9-12 slot',
    'increase by 5',
    'open from 9 to 11',
    'score 3:7000',
    'at 99',
    'at 25:00',
  ])('"%s" has none', (text) => {
    expect(due(text)).toBeNull()
  })
})

describe('places', () => {
  test.each([
    ['remind me to ring the plumber tomorrow at 9', ['tomorrow at 9']],
    ['pay the rent due on 1 December, urgent', ['due on 1 December']],
    ['call the bank by Friday about the loan', ['by Friday']],
    ['move it from monday to wednesday please', ['from monday to wednesday']],
    ['one tomorrow and one on monday at 9', ['tomorrow', 'on monday at 9']],
    ['in two weeks ring Ana', ['in two weeks']],
  ])('in "%s"', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  test('a possessive or an article leaves a doubt', () => {
    const sure = (text: string) => readMoments(text, clock).map(({ value }) => value.isSure)
    expect(sure("write today's menu")).toEqual([false])
    expect(sure('prepare the monday menu')).toEqual([false])
    expect(sure('write the menu today')).toEqual([true])
  })
})

describe('bad input', () => {
  test('takes time as it grows, and no more', () => {
    for (const part of [
      'next ',
      '1',
      '1 ',
      'by ',
      '9:',
      'in two ',
      'the last ',
      '5/',
      '5 jan ',
      'from monday to ',
    ])
      expect(
        growsEvenly(part, (text) => readMoments(text, clock)),
        part,
      ).toBe(true)
  })

  test('throws never, and every span holds its text', () => {
    const anyUnit = fc.integer({ min: 1, max: 0xffff }).map((unit) => String.fromCharCode(unit))
    const words = fc.constantFrom(
      ...'by on in the last next this 5 05 2027 . / - : at am pm monday march week days two half past end of first a by no date 99999999999'.split(
        ' ',
      ),
    )
    const texts = fc.oneof(
      fc.string({ unit: anyUnit, maxLength: 200 }),
      fc.array(words, { maxLength: 14 }).map((all) => all.join(' ')),
      fc.array(words, { maxLength: 14 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        for (const { value, span, text: part } of readMoments(text, clock)) {
          expect(text.slice(span.from, span.to)).toBe(part)
          const { from, to } = boundsOf(value) ?? { from: null, to: null }
          expect(`${from ?? ''}${to ?? ''}`).toMatch(/^(?:\d{4}-\d\d-\d\d){0,2}$/)
        }
      }),
      { numRuns: 1_500 },
    )
  })
})
