import { describe, expect, test } from 'vitest'
import { digestTime, instantAt, mailTime } from './domain.ts'
import type { Hours } from './domain.ts'

const at = (text: string) => new Date(text)
const night = { from: '22:00', to: '07:00' }
const hours = (changes: Partial<Hours> = {}): Hours => ({
  timeZone: 'Europe/Dublin',
  quiet: night,
  digestAt: '08:00',
  ...changes,
})
const mailed = (changes: Partial<Hours>, now: string) => mailTime(hours(changes), at(now)).toISOString()

describe('quiet hours (NTF-4)', () => {
  test.each([
    ['in the evening, until the next morning', '2026-11-22T23:30:00Z', '2026-11-23T07:00:00.000Z'],
    ['after midnight, until the same morning', '2026-11-23T01:00:00Z', '2026-11-23T07:00:00.000Z'],
    ['at their first minute', '2026-11-22T22:00:00Z', '2026-11-23T07:00:00.000Z'],
    ['not before them', '2026-11-22T21:59:00Z', '2026-11-22T21:59:00.000Z'],
    ['not once they are over', '2026-11-22T07:00:00Z', '2026-11-22T07:00:00.000Z'],
  ])('hold a mail back %s', (_what, now, due) => {
    expect(mailed({}, now)).toBe(due)
  })

  test('may lie within a day, or not be at all', () => {
    const noon = { quiet: { from: '12:00', to: '13:30' } }
    expect(mailed(noon, '2026-11-22T12:10:00Z')).toBe('2026-11-22T13:30:00.000Z')
    expect(mailed(noon, '2026-11-22T23:10:00Z')).toBe('2026-11-22T23:10:00.000Z')
    expect(mailed({ quiet: null }, '2026-11-22T23:10:00Z')).toBe('2026-11-22T23:10:00.000Z')
  })

  test('are those of the person’s clock', () => {
    expect(mailed({ timeZone: 'Asia/Tokyo' }, '2026-11-22T14:00:00Z')).toBe('2026-11-22T22:00:00.000Z')
    expect(mailed({ timeZone: 'America/Los_Angeles' }, '2026-11-22T14:00:00Z')).toBe(
      '2026-11-22T15:00:00.000Z',
    )
  })

  test('end by the clock in the night it is put forward, and in the night it is put back', () => {
    expect(mailed({}, '2026-03-28T23:00:00Z')).toBe('2026-03-29T06:00:00.000Z')
    expect(mailed({}, '2026-10-24T22:00:00Z')).toBe('2026-10-25T07:00:00.000Z')
  })

  test('that end in an hour which comes twice are over after the second, and never behind now', () => {
    // On 25 October at 02:00 the clock in Dublin goes back to 01:00.
    const quiet = { from: '22:00', to: '01:30' }
    for (const now of ['2026-10-25T00:10:00Z', '2026-10-25T01:10:00Z'])
      expect(mailed({ quiet }, now)).toBe('2026-10-25T01:30:00.000Z')
  })

  test('that end in an hour which does not come are over soon after it', () => {
    // On 29 March at 01:00 the clock in Dublin goes on to 02:00.
    const quiet = { from: '22:00', to: '01:30' }
    expect(mailed({ quiet }, '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:30:00.000Z')
  })
})

describe('the daily mail (NTF-5)', () => {
  const digest = (now: string, changes: Partial<Hours> = {}) =>
    digestTime(hours(changes), at(now)).toISOString()

  test('is sent at the next such hour, by the person’s clock', () => {
    expect(digest('2026-11-22T07:59:00Z')).toBe('2026-11-22T08:00:00.000Z')
    expect(digest('2026-11-22T08:00:00Z')).toBe('2026-11-23T08:00:00.000Z')
    expect(digest('2026-03-28T12:00:00Z')).toBe('2026-03-29T07:00:00.000Z')
    expect(digest('2026-12-31T23:00:00Z', { timeZone: 'Asia/Tokyo' })).toBe('2027-01-01T23:00:00.000Z')
  })
})

test.each(['Europe/Dublin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'])(
  'in %s the clock shows what was asked for, on every day of a year that has such a time',
  (timeZone) => {
    const clock = new Intl.DateTimeFormat('en-CA', { timeZone, timeStyle: 'short', hourCycle: 'h23' })
    for (let day = 0; day < 365; day += 1) {
      const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
      expect(clock.format(instantAt(timeZone, date, '08:00')), date).toBe('08:00')
    }
  },
)
