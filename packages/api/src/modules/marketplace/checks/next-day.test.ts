import { expect, test } from 'vitest'
import { nextMorning } from './next-day.ts'

test.each([
  ['Europe/Lisbon', '2026-11-20T05:59:59Z', '2026-11-20T06:00:00.000Z'],
  ['Europe/Lisbon', '2026-11-20T06:00:00Z', '2026-11-21T06:00:00.000Z'],
  ['America/Los_Angeles', '2026-11-20T09:00:00Z', '2026-11-20T14:00:00.000Z'],
  ['Asia/Tokyo', '2026-11-20T09:00:00Z', '2026-11-20T21:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-20T00:29:00Z', '2026-11-20T00:30:00.000Z'],
  ['Pacific/Kiritimati', '2026-11-20T15:59:00Z', '2026-11-20T16:00:00.000Z'],
  // The nights on which clocks go forward and back.
  ['Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T04:00:00.000Z'],
  ['Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T05:00:00.000Z'],
])('prices are looked at next at six in %s: after %s at %s (MKT-1)', (zone, now, next) => {
  expect(nextMorning(zone, new Date(now)).toISOString()).toBe(next)
})
