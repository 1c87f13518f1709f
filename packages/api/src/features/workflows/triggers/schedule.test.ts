import { describe, expect, test } from 'vitest'
import { nextTime } from './schedule.ts'

/** Each time of a schedule between two instants. */
function times(cron: string, timeZone: string, [from, to]: readonly [string, string]): string[] {
  const found: string[] = []
  for (let at = nextTime({ cron, timeZone }, new Date(from)); at && at < new Date(to);) {
    found.push(at.toISOString().slice(0, 16))
    at = nextTime({ cron, timeZone }, at)
  }
  return found
}

describe('a schedule over a change of clocks (WF-2)', () => {
  test('comes once on the day that leaves its time out, when the clocks have changed', () => {
    expect(times('30 2 * * *', 'America/New_York', ['2027-03-13T12:00Z', '2027-03-15T12:00Z'])).toEqual([
      '2027-03-14T07:00',
      '2027-03-15T06:30',
    ])
    // Where half an hour is left out, and where midnight is.
    expect(times('15 2 * * *', 'Australia/Lord_Howe', ['2027-10-02T00:00Z', '2027-10-04T00:00Z'])).toEqual([
      '2027-10-02T15:30',
      '2027-10-03T15:15',
    ])
    expect(times('0 0 * * *', 'Africa/Cairo', ['2027-04-29T00:00Z', '2027-05-01T00:00Z'])).toEqual([
      '2027-04-29T22:00',
      '2027-04-30T21:00',
    ])
  })

  test('comes once on the day that repeats its time', () => {
    expect(times('30 1 * * *', 'Europe/Dublin', ['2027-10-30T12:00Z', '2027-11-01T12:00Z'])).toEqual([
      '2027-10-31T00:30',
      '2027-11-01T01:30',
    ])
    expect(times('45 1 * * *', 'Australia/Lord_Howe', ['2027-04-03T00:00Z', '2027-04-05T00:00Z'])).toEqual([
      '2027-04-03T14:45',
      '2027-04-04T15:15',
    ])
  })

  test('comes every half hour all the same', () => {
    for (const day of ['2027-03-14', '2027-11-07'])
      expect(times('*/30 * * * *', 'America/New_York', [`${day}T00:10Z`, `${day}T23:40Z`])).toHaveLength(47)
  })
})
