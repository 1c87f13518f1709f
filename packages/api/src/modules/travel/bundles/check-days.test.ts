import { describe, expect, test } from 'vitest'
import type { FlightOffer, StayOffer } from '../offers/schema.ts'
import { checkDays } from './check-days.ts'
import type { DayItem, PlannedDay } from './day-items.ts'
import type { TripBundle } from './schema.ts'

const [MONDAY, TUESDAY, SATURDAY] = ['2027-05-03', '2027-05-04', '2027-05-08']

const offered = {
  source: 'demo',
  price: { amount: '200.00', currency: 'EUR' },
  fetchedAt: '2026-11-24T09:00:00Z',
  expiresAt: '2026-11-24T09:20:00Z',
} as const

const leg = { carrier: 'Heron Air', number: 'HE 12' } as const

interface Flown {
  /** When one lands there and takes off from there, on the clock of Lisbon: `2027-05-03T14:00`. */
  lands?: string
  leaves?: string
}

const flightOf = ({ lands = `${MONDAY}T14:00`, leaves = `${SATURDAY}T18:00` }: Flown): FlightOffer => ({
  ...offered,
  id: 'flight',
  out: {
    minutes: 210,
    legs: [
      { ...leg, from: 'BER', to: 'LIS', departs: '2027-05-03T05:30:00+02:00', arrives: `${lands}:00+01:00` },
    ],
  },
  back: {
    minutes: 210,
    legs: [
      { ...leg, from: 'LIS', to: 'BER', departs: `${leaves}:00+01:00`, arrives: '2027-05-09T05:30:00+02:00' },
    ],
  },
  cabin: 'economy',
  hasHoldBag: false,
  isRefundable: false,
})

const stayFrom = (checkIn: string): StayOffer => ({
  ...offered,
  id: 'stay',
  name: 'The Wren',
  kind: 'hotel',
  stars: 3,
  metresToCentre: 800,
  rooms: 1,
  checkIn,
  checkOut: SATURDAY,
  hasBreakfast: false,
  hasPool: false,
  isQuiet: false,
  refundableUntil: null,
})

const bundleOf = (parts: Partial<Pick<TripBundle, 'flight' | 'stay'>>): TripBundle => ({
  id: 'bundle',
  flight: null,
  stay: null,
  car: null,
  total: { amount: '400.00', currency: 'EUR' },
  each: '200.00',
  fit: 50,
  parts: [],
  reasons: [],
  left: null,
  labels: [],
  ...parts,
})

/** Neither a flight nor a stay bounds the days. */
const free = bundleOf({})

/** A sight from a time on, for so many minutes, unless something else is said. */
const sight = (at: string, minutes: number, item: Partial<DayItem> = {}): DayItem => ({
  title: 'Castle',
  kind: 'sight',
  at,
  minutes,
  ...item,
})

const on = (day: string, ...items: DayItem[]): PlannedDay => ({ day, items })

/** What is said of one day. */
const saidOf = (items: readonly DayItem[], bundle = free, day = TUESDAY) =>
  checkDays([on(day, ...items)], bundle)

describe('arrival at the place to stay (TRV-1)', () => {
  const landing = (lands: string, checkIn = MONDAY) =>
    checkDays([], bundleOf({ flight: flightOf({ lands }), stay: stayFrom(checkIn) }))

  test('before the first night is told, on its day it is not', () => {
    expect(landing(`${MONDAY}T14:00`, TUESDAY)).toEqual([
      'You arrive on Mon 3 May, but The Wren has a room from Tue 4 May on. Find a bed for the night before.',
    ])
    expect(landing(`${TUESDAY}T14:00`, TUESDAY)).toEqual([])
  })

  test('in the middle of town after eleven is told, at eleven it is not', () => {
    expect(landing(`${MONDAY}T21:46`)).toEqual([
      'You reach The Wren at about 23:01 on Mon 3 May. Many close their desk at 23:00, so tell them before.',
    ])
    expect(landing(`${MONDAY}T21:45`)).toEqual([])
  })

  test('is not judged without a flight, nor without a stay', () => {
    expect(checkDays([], bundleOf({ stay: stayFrom(TUESDAY) }))).toEqual([])
    expect(checkDays([], bundleOf({ flight: flightOf({ lands: `${MONDAY}T23:30` }) }))).toEqual([])
  })
})

describe('two things at the same time (TRV-1)', () => {
  const museum = (at: string, minutes = 60) => sight(at, minutes, { title: 'Museum' })

  test('are told where one begins before the other ends, not where it begins then', () => {
    expect(saidOf([sight('10:00', 90), museum('11:29')])).toEqual([
      '“Castle” and “Museum” on Tue 4 May are at the same time. Move one of them.',
    ])
    expect(saidOf([sight('10:00', 90), museum('11:30')])).toEqual([])
  })

  test('are found in whatever order they stand, and by the end that is written, if one is', () => {
    expect(saidOf([museum('11:29'), sight('10:00', 90)])).toEqual([
      '“Castle” and “Museum” on Tue 4 May are at the same time. Move one of them.',
    ])
    expect(saidOf([sight('10:00', 30, { until: '11:30' }), museum('11:29')])).toHaveLength(1)
    expect(saidOf([sight('10:00', 90, { until: '11:00' }), museum('11:29')])).toEqual([])
  })

  test('are told of the longer one also where a short one lies between', () => {
    expect(
      saidOf([sight('10:00', 300), museum('10:30', 15), sight('14:00', 30, { title: 'Tower' })]),
    ).toEqual([
      '“Castle” and “Museum” on Tue 4 May are at the same time. Move one of them.',
      '“Castle” and “Tower” on Tue 4 May are at the same time. Move one of them.',
    ])
  })

  test('are told over midnight, and not on two days at one hour', () => {
    const late = on(MONDAY, sight('23:30', 60))
    expect(checkDays([late, on(TUESDAY, museum('00:29'))], free)).toEqual([
      '“Castle” and “Museum” on Tue 4 May are at the same time. Move one of them.',
    ])
    expect(checkDays([late, on(TUESDAY, museum('00:30'))], free)).toEqual([])
    expect(checkDays([late, on(TUESDAY, museum('23:30'))], free)).toEqual([])
  })

  test('are not told of flights, which show two clocks, nor of what has no time', () => {
    expect(saidOf([sight('10:00', 90, { kind: 'flight' }), museum('10:30')])).toEqual([])
    const { at: _, ...whenever } = sight('10:00', 90)
    expect(saidOf([whenever, museum('10:30')])).toEqual([])
  })
})

describe('what lies outside the stay (TRV-1)', () => {
  const flown = bundleOf({ flight: flightOf({}) })

  test('before one lands is told, from the landing on it is not', () => {
    expect(saidOf([sight('13:59', 60)], flown, MONDAY)).toEqual([
      '“Castle” on Mon 3 May is before you arrive.',
    ])
    expect(saidOf([sight('14:00', 60)], flown, MONDAY)).toEqual([])
  })

  test('over the take-off is told, whatever it is; what ends with it is not, where it is at the airport', () => {
    expect(saidOf([sight('17:01', 60)], flown, SATURDAY)).toEqual([
      '“Castle” on Sat 8 May is after your flight back leaves.',
    ])
    const car = (at: string) => sight(at, 30, { title: 'Bring the car back', kind: 'car' })
    expect(saidOf([car('17:31')], flown, SATURDAY)).toEqual([
      '“Bring the car back” on Sat 8 May is after your flight back leaves.',
    ])
    expect(saidOf([car('17:30')], flown, SATURDAY)).toEqual([])
  })

  test('in town when one has to leave for the airport is told, what ends by then is not', () => {
    const tooLate = (kind: DayItem['kind'], at: string) => saidOf([sight(at, 60, { kind })], flown, SATURDAY)
    const words = '“Castle” on Sat 8 May leaves too little time to get to your flight.'
    expect(tooLate('sight', '14:31')).toEqual([words])
    expect(tooLate('stay', '14:31')).toEqual([words])
    expect(tooLate('sight', '14:30')).toEqual([])
    // On the way there one may fetch or bring something.
    expect(tooLate('car', '14:31')).toEqual([])
  })

  test('is not judged without flights', () => {
    expect(saidOf([sight('00:00', 60), sight('23:00', 60)], free, MONDAY)).toEqual([])
  })
})

describe('what is closed then (TRV-1)', () => {
  const open = (at: string, hours: string) => saidOf([sight(at, 60, { hours })])
  const words = '“Castle” on Tue 4 May is not open then, but at 10:00-18:00.'

  test('is told before it opens and after it closes, not within its hours', () => {
    expect(open('09:59', '10:00-18:00')).toEqual([words])
    expect(open('17:01', '10:00-18:00')).toEqual([words])
    expect(open('10:00', '10:00-18:00')).toEqual([])
    expect(open('17:00', '10:00-18:00')).toEqual([])
  })

  test('is open over midnight where its hours say so, and always where they say nothing', () => {
    expect(open('23:30', '20:00-02:00')).toEqual([])
    expect(open('03:00', 'by appointment')).toEqual([])
  })
})

describe('a day that is too full (TRV-1)', () => {
  const sights = (count: number, minutes: number) =>
    Array.from({ length: count }, (_, at) => sight(`${10 + at * 2}:00`, minutes))

  test('has more than four sights, however short they are', () => {
    expect(saidOf(sights(5, 30))).toEqual(['Tue 4 May is full: 5 sights.'])
    expect(saidOf(sights(4, 30))).toEqual([])
  })

  test('has more than nine hours of sights, however few they are', () => {
    const long = (minutes: number) => saidOf([sight('09:00', 300), sight('14:00', minutes)])
    expect(long(330)).toEqual(['Tue 4 May is full: 11 hours of sights.'])
    expect(long(241)).toEqual(['Tue 4 May is full: 9 hours of sights.'])
    expect(long(240)).toEqual([])
  })

  test('is full of sights alone, each day by itself, whether they have a time or not', () => {
    expect(saidOf([...sights(4, 30), sight('20:00', 600, { kind: 'free' })])).toEqual([])
    expect(checkDays([on(MONDAY, ...sights(3, 30)), on(TUESDAY, ...sights(3, 30))], free)).toEqual([])
    const { at: _, ...whenever } = sight('', 600)
    expect(saidOf([whenever])).toEqual(['Tue 4 May is full: 10 hours of sights.'])
  })
})

describe('all that is said', () => {
  test('is at most twenty sentences, the arrival first', () => {
    const crowded = Array.from({ length: 30 }, () => sight('10:00', 60))
    const words = saidOf(
      crowded,
      bundleOf({ flight: flightOf({ lands: `${MONDAY}T22:00` }), stay: stayFrom(MONDAY) }),
    )
    expect(words).toHaveLength(20)
    expect(words[0]).toMatch(/^You reach The Wren/)
  })

  test('leaves out what has no day or no time that can be read', () => {
    const two = [sight('10:00', 60), sight('10:00', 60)]
    expect(saidOf(two, free, '2027-02-30')).toEqual([])
    expect(saidOf(two.map((one) => ({ ...one, at: 'noon' })))).toEqual([])
  })
})
