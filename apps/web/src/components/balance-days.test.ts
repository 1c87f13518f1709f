import { expect, it } from 'vitest'
import { balanceDays, dayNames, forecastOf } from './balance-days.ts'

const spent = [
  { day: '2026-11-17', micro: 0 },
  { day: '2026-11-18', micro: 10 },
  { day: '2026-11-19', micro: 20 },
  { day: '2026-11-20', micro: 5 },
]

it('counts back from what is there now, over what was spent and received (CRED-2)', () => {
  const days = balanceDays({
    nowMicro: 165,
    spent,
    received: [
      { at: '2026-11-18', micro: 100 },
      { at: '2026-11-20', micro: 100 },
    ],
    dayOf: (instant) => instant,
  })
  // Before the 18th there was nothing, so the line begins with what came then.
  expect(days).toEqual([
    { day: '2026-11-18', micro: 100 },
    { day: '2026-11-18', micro: 90 },
    { day: '2026-11-19', micro: 70 },
    { day: '2026-11-20', micro: 165 },
  ])
})

it('shows today alone where nothing was ever received', () => {
  expect(
    balanceDays({ nowMicro: 0, spent: [{ day: '2026-11-20', micro: 0 }], received: [], dayOf: String }),
  ).toEqual([{ day: '2026-11-20', micro: 0 }])
})

it('falls from the first grant on the day an organization begins, and does not rise from nothing', () => {
  expect(
    balanceDays({
      nowMicro: 95,
      spent: spent.map(({ day }) => ({ day, micro: day === '2026-11-20' ? 5 : 0 })),
      received: [{ at: '2026-11-20', micro: 100 }],
      dayOf: String,
    }),
  ).toEqual([
    { day: '2026-11-20', micro: 100 },
    { day: '2026-11-20', micro: 95 },
  ])
})

it('begins at what was given although most of it was taken away again on that day', () => {
  const days = balanceDays({
    nowMicro: 3,
    spent: [{ day: '2026-11-20', micro: 10 }],
    received: [
      { at: '2026-11-20', micro: 10_000 },
      { at: '2026-11-20', micro: -9987 },
    ],
    dayOf: String,
  })
  expect(days.map(({ micro }) => micro)).toEqual([10_000, 3])
})

it('calls only the last point today', () => {
  expect(dayNames([{ day: '2026-11-20' }, { day: '2026-11-20' }])).toEqual(['At first', 'Today'])
  expect(dayNames([{ day: '2026-11-19' }, { day: '2026-11-19' }, { day: '2026-11-20' }])).toEqual([
    '19 Nov',
    '19 Nov',
    'Today',
  ])
  expect(dayNames([{ day: '2026-11-20' }])).toEqual(['Today'])
})

it('keeps what came before where credits ran out in between', () => {
  const days = balanceDays({
    nowMicro: 45,
    spent: [
      { day: '2026-11-18', micro: 90 },
      { day: '2026-11-19', micro: 10 },
      { day: '2026-11-20', micro: 5 },
    ],
    received: [{ at: '2026-11-20', micro: 50 }],
    dayOf: String,
  })
  expect(days.map(({ micro }) => micro)).toEqual([10, 0, 45])
})

it('leads to zero on the day the credits run out, as far as the chart reaches', () => {
  const pace = {
    today: '2026-11-20',
    nowMicro: 100,
    perDayMicro: 10,
    lastsUntil: '2026-11-30',
    shownDays: 21,
  }
  expect(forecastOf(pace)).toEqual({ days: 10, day: '2026-11-30', micro: 0 })
  expect(forecastOf({ ...pace, perDayMicro: 1, lastsUntil: '2027-02-28' })).toEqual({
    days: 38,
    day: '2026-12-28',
    micro: 62,
  })
  expect(forecastOf({ ...pace, perDayMicro: 1, lastsUntil: null })).toEqual(
    forecastOf({ ...pace, perDayMicro: 1, lastsUntil: '2027-02-28' }),
  )
  expect(forecastOf({ ...pace, perDayMicro: 0, lastsUntil: null })).toBeUndefined()
})
