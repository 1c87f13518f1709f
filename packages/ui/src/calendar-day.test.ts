import { expect, test } from 'vitest'

import { addMonths, isDay, rangePresets, rangeWords, readClock, readDay, weeksOf } from './calendar-day.ts'
import { addDays, todayIn } from './day.ts'

/** A Friday. */
const today = '2026-11-20'

test.each([
  ['20 Nov 2026', '2026-11-20'],
  ['20 nov', '2026-11-20'],
  ['1st December', '2026-12-01'],
  ['Nov 3, 2027', '2027-11-03'],
  ['5.1.27', '2027-01-05'],
  ['05.01.2027', '2027-01-05'],
  ['05/01/2027', '2027-01-05'],
  ['5/1', '2026-01-05'],
  ['7', '2026-11-07'],
  ['2027-01-05', '2027-01-05'],
  ['today', '2026-11-20'],
  ['Tomorrow', '2026-11-21'],
  ['+14', '2026-12-04'],
  ['-1', '2026-11-19'],
  ['mon', '2026-11-23'],
  ['friday', '2026-11-27'],
  ['This Friday', '2026-11-27'],
  ['next mon', '2026-11-23'],
  ['next Friday', '2026-11-27'],
  ['coming sunday', '2026-11-22'],
  ['29 feb 2028', '2028-02-29'],
])('%s is %s', (typed, day) => expect(readDay(typed, { today })).toBe(day))

test.each(['', '31 feb', '29.2.2027', '13/13/2026', 'soon', '1 2 3 4', '0 nov', 'nov', '20 xyz', '99999'])(
  '"%s" is no day',
  (typed) => expect(readDay(typed, { today })).toBeUndefined(),
)

test('where the month comes first it is read first', () => {
  expect(readDay('05/01/2027', { today, order: 'mdy' })).toBe('2027-05-01')
  expect(readDay('5/1', { today, order: 'mdy' })).toBe('2026-05-01')
  expect(readDay('20 Nov', { today, order: 'mdy' })).toBe('2026-11-20')
})

test.each([
  ['3 May', '2027-05-03'],
  ['5/1', '2027-01-05'],
  ['7', '2026-12-07'],
  ['20 Nov', '2026-11-20'],
  ['25 Dec', '2026-12-25'],
  ['3 May 2026', '2026-05-03'],
  ['31', undefined],
])('where only days from today on are meant, %s is %s', (typed, day) =>
  expect(readDay(typed, { today, isAhead: true })).toBe(day),
)

test('figures that fit one order alone are read in it', () => {
  expect(readDay('25/12', { today, order: 'mdy' })).toBe('2026-12-25')
  expect(readDay('12/25/2026', { today })).toBe('2026-12-25')
})

test('days and months are counted without losing one to a change of clocks', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  expect(addMonths('2026-11-30', 15)).toBe('2028-02-29')
  expect([isDay('2026-02-30'), isDay('2026-02-28')]).toEqual([false, true])
})

test('today is that of the zone', () => {
  const now = new Date('2026-11-20T23:30:00Z')
  expect(todayIn('Pacific/Kiritimati', now)).toBe('2026-11-21')
  expect(todayIn('America/Los_Angeles', now)).toBe('2026-11-20')
})

test('a month is six weeks from Monday on', () => {
  const weeks = weeksOf('2026-11-20')
  expect(weeks[0]?.[0]).toBe('2026-10-26')
  expect(weeks[5]?.[6]).toBe('2026-12-06')
})

test('presets know where weeks, months and quarters end', () => {
  const presets = Object.fromEntries(rangePresets(today).map(({ name, range }) => [name, range]))
  expect(presets['This week']).toEqual({ from: '2026-11-16', to: '2026-11-22' })
  expect(presets['Last month']).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  expect(presets['This quarter']).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  const january = Object.fromEntries(rangePresets('2026-01-01').map(({ name, range }) => [name, range]))
  expect(january['Last month']).toEqual({ from: '2025-12-01', to: '2025-12-31' })
  expect(january['This week']?.from).toBe('2025-12-29')
})

test('a range is said in as few words as it needs', () => {
  expect(rangeWords({ from: '2026-11-01', to: '2026-11-30' })).toBe('1 Nov – 30 Nov 2026')
  expect(rangeWords({ from: '2025-12-31', to: '2026-01-01' })).toBe('31 Dec 2025 – 1 Jan 2026')
  expect(rangeWords({ from: today, to: today })).toBe('20 Nov 2026')
  expect(rangeWords({ from: today })).toBe('From 20 Nov 2026')
  expect(rangeWords({ to: today })).toBe('Until 20 Nov 2026')
})

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9:30', '09:30'],
  ['21.05', '21:05'],
  ['9 pm', '21:00'],
  ['12am', '00:00'],
  ['24:00', undefined],
  ['9:75', undefined],
  ['13 pm', undefined],
  ['noonish', undefined],
])('the time %s is %s', (typed, time) => expect(readClock(typed)).toBe(time))
