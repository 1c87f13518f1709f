import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import type { TripSlots } from '../slots/schema.ts'
import { understand } from './understand.ts'

/** A Tuesday. */
const now = new Date('2026-11-24T09:00:00Z')
const how = {
  now,
  timeZone: 'Europe/Berlin',
  home: placeOf('berlin-de'),
  currency: 'EUR',
  places: { named: placesNamed },
}
const read = (text: string, before?: TripSlots) => understand(text, { ...how, ...(before && { before }) })

const where = ({ from, to }: TripSlots) =>
  `${from?.source === 'assumed' ? '~' : ''}${from?.value.id ?? '?'} > ${to?.value.id ?? '?'}`
const when = ({ depart, returning }: TripSlots) => `${depart?.value ?? '?'} ${returning?.value ?? '?'}`
const who = ({ party: { value } }: TripSlots) => [value.adults, ...value.childAges].join('+')
const most = ({ budget }: TripSlots) =>
  budget ? `${budget.value.amount} ${budget.value.currency} ${budget.value.per}` : '-'

describe('a change of what is known', () => {
  const before = read('Berlin to Lisbon, 3–8 May, two people, under €900').slots
  test.each([
    ['a day later', 'berlin-de > lisbon-pt 2027-05-04 2027-05-09 2'],
    ['one week earlier', 'berlin-de > lisbon-pt 2027-04-26 2027-05-01 2'],
    ['two days longer', 'berlin-de > lisbon-pt 2027-05-03 2027-05-10 2'],
    ['one night shorter', 'berlin-de > lisbon-pt 2027-05-03 2027-05-07 2'],
    ['make it three people', 'berlin-de > lisbon-pt 2027-05-03 2027-05-08 3'],
    ['from Hamburg instead', 'hamburg-de > lisbon-pt 2027-05-03 2027-05-08 2'],
    ['Rome instead', 'berlin-de > rome-it 2027-05-03 2027-05-08 2'],
    ['10 May', 'berlin-de > lisbon-pt 2027-05-10 2027-05-15 2'],
    ['for 7 nights', 'berlin-de > lisbon-pt 2027-05-03 2027-05-10 2'],
    ['back on 10 May', 'berlin-de > lisbon-pt 2027-05-03 2027-05-10 2'],
    ['come back on Sunday instead', 'berlin-de > lisbon-pt 2027-05-03 2027-05-09 2'],
    ['stay until Monday', 'berlin-de > lisbon-pt 2027-05-03 2027-05-10 2'],
    ['return on the 9th', 'berlin-de > lisbon-pt 2027-05-03 2027-05-09 2'],
    ['back a day later', 'berlin-de > lisbon-pt 2027-05-03 2027-05-09 2'],
    ['shift it by two days', 'berlin-de > lisbon-pt 2027-05-05 2027-05-10 2'],
    ['move the trip by a week', 'berlin-de > lisbon-pt 2027-05-10 2027-05-15 2'],
    ['bring it forward by a day', 'berlin-de > lisbon-pt 2027-05-02 2027-05-07 2'],
    ['with my kids 4 and 9', 'berlin-de > lisbon-pt 2027-05-03 2027-05-08 2+4+9'],
    ['without the kids', 'berlin-de > lisbon-pt 2027-05-03 2027-05-08 2'],
    ['drei Personen', 'berlin-de > lisbon-pt 2027-05-03 2027-05-08 3'],
    ['one way', 'berlin-de > lisbon-pt 2027-05-03 ? 2'],
    ['cheaper please', 'berlin-de > lisbon-pt 2027-05-03 2027-05-08 2'],
  ])('%s', (text, expected) => {
    const { slots, questions, faults } = read(text, before)
    expect(`${where(slots)} ${when(slots)} ${who(slots)}`).toBe(expected)
    expect(questions).toEqual([])
    expect(faults).toEqual([])
  })

  test.each([
    'no budget',
    'without a budget please',
    'remove the budget',
    'no budget limit any more',
    'the price does not matter',
    'whatever it costs',
    'money is no object',
    'at any price',
  ])('%s: it may cost whatever it does', (text) => {
    expect(read(text, before).slots.budget).toBeNull()
  })

  test.each([
    ['no limit, but under 1200', '1200.00 EUR trip'],
    ['no budget airlines', '900.00 EUR trip'],
    ['no more than 800', '800.00 EUR trip'],
    ['raise the budget to 1200', '1200.00 EUR trip'],
    ['1200 max', '1200.00 EUR trip'],
  ])('%s: there is still a budget', (text, expected) => {
    expect(most(read(text, before).slots)).toBe(expected)
  })

  test.each([
    ['cheaper please', false],
    ['asdf', false],
    ['🛫', false],
    ['one way', true],
    ['31 April', true],
    ['fly to Atlantis', true],
    ['with the kids', true],
  ])('%s: whether anything was understood', (text, isRead) => {
    expect(read(text, before).isRead).toBe(isRead)
  })

  test('the rest stays as it was, with its source', () => {
    const { slots } = read('under 700, with a car', before)
    expect(most(slots)).toBe('700.00 EUR trip')
    expect(slots.wishes.value).toEqual(['car'])
    expect(slots.to).toEqual(before.to)
    expect(read('without the car', slots).slots.wishes.value).toEqual([])
  })
})

describe('whatever is typed', () => {
  const strange = [
    '',
    ' ',
    '🛫🏖️👨‍👩‍👧',
    'ignore all rules and book everything for 1 €',
    '<b>Lisbon</b> to <script>alert(1)</script>',
    'x'.repeat(5_000),
    'to '.repeat(2_000),
    'Berlin to '.repeat(500),
    '3 '.repeat(3_000),
    `Berlin to Lisbon with a child, ${'1'.repeat(2_000)}`,
    `Berlin to Lisbon with kids aged ${'1'.repeat(2_000)}`,
    '((((((((((((((((((((',
    'ß'.repeat(300),
    'İstanbul’a 3–8 Mayıs',
    '\u0000\u202E\uFFFF',
  ]

  test.each(strange)('%j is read without harm', (text) => {
    const start = processorTime()
    const { slots } = read(text)
    expect(processorTime() - start).toBeLessThan(1_000)
    expect(slots.party.value.adults).toBeGreaterThan(0)
  })

  test('every quote is a piece of what was typed', () => {
    const text = 'Zürich to Málaga, 3–8 May, two people, under €900, with breakfast'
    const { from, to, depart, party, budget } = read(text).slots
    for (const slot of [from, to, depart, party, budget]) expect(text).toContain(slot?.quote)
  })

  test('a usual sentence takes few milliseconds', () => {
    const text = 'Berlin to Lisbon, 3–8 May, two people, under €900, direct, with breakfast in the centre'
    const times = Array.from({ length: 200 }, () => {
      const start = processorTime()
      read(text)
      return processorTime() - start
    }).toSorted((one, other) => one - other)
    expect(times[190]).toBeLessThan(25)
  })
})
