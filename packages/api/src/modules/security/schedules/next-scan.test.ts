import { expect, test } from 'vitest'
import { nextScanAt } from './next.ts'

const ORG = '01a20967-042e-7035-8e58-25dc586ae40f'
const WEEK_MS = 7 * 86_400_000

const shown = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', hour: '2-digit', hourCycle: 'h23' }).format(
    at,
  )

test.each([
  ['Europe/Berlin', '2026-03-27T12:00:00Z'],
  ['Europe/Berlin', '2026-10-23T12:00:00Z'],
  ['Pacific/Auckland', '2026-11-22T23:30:00Z'],
  ['America/St_Johns', '2026-11-23T08:45:00Z'],
  ['Pacific/Kiritimati', '2026-12-31T20:00:00Z'],
])('the next scan is at five on its day in %s, after %s', (timeZone, now) => {
  const at = nextScanAt({ orgId: ORG, timeZone }, 1, new Date(now))
  expect(shown(at, timeZone)).toMatch(/^Monday,? 05$/)
  expect(at.getTime()).toBeGreaterThan(Date.parse(now))
  // An hour more where clocks go back in between.
  expect(at.getTime() - Date.parse(now)).toBeLessThanOrEqual(WEEK_MS + 3_600_000)
})

test('once its time is over, it is a week later', () => {
  const place = { orgId: ORG, timeZone: 'Europe/Dublin' }
  const first = nextScanAt(place, 3, new Date('2026-11-24T12:00:00Z'))
  expect(nextScanAt(place, 3, first).getTime() - first.getTime()).toBe(WEEK_MS)
})
