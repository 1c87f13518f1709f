import { describe, expect, test } from 'vitest'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import type { TripSlots } from '../slots/schema.ts'
import { easterSunday } from './holidays.ts'
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

describe('from where to where (TRV-1)', () => {
  test.each([
    ['Berlin to Lisbon', 'berlin-de > lisbon-pt'],
    ['from Berlin to Lisbon', 'berlin-de > lisbon-pt'],
    ['to Lisbon from Hamburg', 'hamburg-de > lisbon-pt'],
    ['Berlin → Lisbon', 'berlin-de > lisbon-pt'],
    ['Hamburg -> Rome', 'hamburg-de > rome-it'],
    ['Berlin-Lisbon', 'berlin-de > lisbon-pt'],
    ['BER-LIS', 'berlin-de > lisbon-pt'],
    ['HAM to LIS', 'hamburg-de > lisbon-pt'],
    ['Berlin–Lisbon–Berlin', 'berlin-de > lisbon-pt'],
    ['Hamburg to Porto and back to Hamburg', 'hamburg-de > porto-pt'],
    ['fly to Rome', '~berlin-de > rome-it'],
    ['a weekend in Paris', '~berlin-de > paris-fr'],
    ['I would like to visit Athens', '~berlin-de > athens-gr'],
    ['trip to New York', '~berlin-de > new-york-us'],
    ['Rio de Janeiro please', '~berlin-de > rio-de-janeiro-br'],
    ['leaving Munich for Vienna', 'munich-de > vienna-at'],
    ['hamburg to lisbon', 'hamburg-de > lisbon-pt'],
    ['DUBLIN TO HAMBURG', 'dublin-ie > hamburg-de'],
    ['a hotel in Bath', '~berlin-de > bath-gb'],
    ['Nice to Split', 'nice-fr > split-hr'],
    ['it would be nice to see Split', '~berlin-de > split-hr'],
    ['Zürich nach', '~berlin-de > zurich-ch'],
    ['Mallorca', '~berlin-de > palma-de-mallorca-es'],
    ['to Lisbon, Portugal', '~berlin-de > lisbon-pt'],
    ['from London, UK to Rome', 'london-gb > rome-it'],
    ['Berlin Lisbon', 'berlin-de > lisbon-pt'],
    ['two tickets Hamburg Nice', 'hamburg-de > nice-fr'],
    ['Nice, we go to Rome', '~berlin-de > rome-it'],
    ['Berlin nach Kopenhagen', 'berlin-de > copenhagen-dk'],
    ['flights Köln - Palma', 'cologne-de > palma-de-mallorca-es'],
    ['anywhere warm', '~berlin-de > ?'],
    ['somewhere with a beach', '~berlin-de > ?'],
    ['hello there', '~berlin-de > ?'],
  ])('%s', (text, expected) => {
    const { slots, faults } = read(text)
    expect(where(slots)).toBe(expected)
    expect(faults).toEqual([])
  })

  test('which London is asked once, with both', () => {
    const { slots, questions } = read('from Hamburg to London')
    expect(slots.to).toBeNull()
    expect(questions).toEqual([
      {
        slot: 'to',
        text: 'Which London do you mean?',
        choices: [
          { label: 'London, United Kingdom', value: 'london-gb' },
          { label: 'London, Canada', value: 'london-ca' },
        ],
      },
    ])
  })

  test.each([
    ['I want to fly to Atlantis', 'We know no airport at “Atlantis”. Write a larger town nearby.'],
    ['trip to zzyzxville', 'We know no airport at “zzyzxville”. Write a larger town nearby.'],
    ['from Berlin to Berlin', 'You start where you want to go. Choose another place.'],
    ['to Rome and Florence', 'One destination at a time: Rome or Florence?'],
  ])('%s is told', (text, fault) => {
    expect(read(text).faults).toEqual([fault])
  })

  test('where somebody starts is where they are, unless they go there', () => {
    expect(read('to Berlin').slots.from).toBeNull()
    expect(understand('to Rome', { ...how, home: null }).slots.from).toBeNull()
  })
})

describe('when (TRV-1)', () => {
  test.each([
    ['3–8 May', '2027-05-03 2027-05-08'],
    ['from 3 to 8 May', '2027-05-03 2027-05-08'],
    ['3 May to 8 May', '2027-05-03 2027-05-08'],
    ['May 3-8', '2027-05-03 2027-05-08'],
    ['3.5.–8.5.2027', '2027-05-03 2027-05-08'],
    ['3.5. - 8.5.', '2027-05-03 2027-05-08'],
    ['2027-05-03 to 2027-05-08', '2027-05-03 2027-05-08'],
    ['4/5 to 8/5', '2027-05-04 2027-05-08'],
    ['25/12', '2026-12-25 ?'],
    ['leaving 3 May, back on 8 May', '2027-05-03 2027-05-08'],
    ['depart 3 May return 8 May', '2027-05-03 2027-05-08'],
    ['27 Dec - 3 Jan', '2026-12-27 2027-01-03'],
    ['on 3 May for 5 nights', '2027-05-03 2027-05-08'],
    ['3 May for a week', '2027-05-03 2027-05-10'],
    ['from 3 May, five days', '2027-05-03 2027-05-07'],
    ['in three weeks for 4 nights', '2026-12-15 2026-12-19'],
    ['in two months for two weeks', '2027-01-24 2027-02-07'],
    ['tomorrow for one night', '2026-11-25 2026-11-26'],
    ['Friday to Sunday', '2026-11-27 2026-11-29'],
    ['from Friday to Monday', '2026-11-27 2026-11-30'],
    ['this weekend', '2026-11-27 2026-11-29'],
    ['next weekend', '2026-12-04 2026-12-06'],
    ['the weekend after next', '2026-12-11 2026-12-13'],
    ['first week of May', '2027-05-01 2027-05-07'],
    ['the last week of March', '2027-03-25 2027-03-31'],
    ['late March', '2027-03-27 2027-04-01'],
    ['mid May for 3 nights', '2027-05-14 2027-05-17'],
    ['in May', '2027-05-01 2027-05-06'],
    ['5 nights in May', '2027-05-01 2027-05-06'],
    ['a weekend in March', '2027-03-05 2027-03-07'],
    ['on the 8th for 2 nights', '2026-12-08 2026-12-10'],
    ['Easter', '2027-03-26 2027-03-29'],
    ['over Christmas', '2026-12-24 2026-12-27'],
    ['Christmas week', '2026-12-24 2026-12-31'],
    ['New Year', '2026-12-30 2027-01-02'],
    ['day trip on 8 December', '2026-12-08 2026-12-08'],
    ['one way on Friday', '2026-11-27 ?'],
    ['10-14 June 2027', '2027-06-10 2027-06-14'],
    ['from Monday to Wednesday', '2026-11-30 2026-12-02'],
    ['leaving on the 12th of March and coming back on the 15th', '2027-03-12 2027-03-15'],
    ['leaving on 12 March, back on Monday', '2027-03-12 2027-03-15'],
    ['tomorrow, back in the evening', '2026-11-25 2026-11-25'],
  ])('%s', (text, expected) => {
    const { slots, faults } = read(`to Lisbon, ${text}`)
    expect(when(slots)).toBe(expected)
    expect(faults).toEqual([])
  })

  test('days that nobody said are assumed, and a chip says so', () => {
    expect(read('Lisbon in May').slots.depart?.source).toBe('assumed')
    expect(read('Lisbon on 3 May').slots.depart).toMatchObject({
      source: 'said',
      quote: expect.stringMatching(/3 May/),
    })
  })

  test('one day alone: when one comes back is asked, with one way among the answers', () => {
    const [question] = read('Hamburg to Lisbon on 3 May').questions
    expect(question?.slot).toBe('returning')
    expect(question?.choices.map(({ value }) => value)).toEqual([
      '2027-05-06',
      '2027-05-08',
      '2027-05-10',
      'one way',
    ])
  })

  test('04/05 is asked: it may be two days', () => {
    const { slots, questions } = read('to Lisbon on 04/05')
    expect(slots.depart).toBeNull()
    expect(questions[0]?.choices).toEqual([
      { label: '4 May', value: '2027-05-04' },
      { label: '5 April', value: '2027-04-05' },
    ])
  })

  test.each([
    ['31 April', /no 31 April/],
    ['February 30', /no February 30/],
    ['32.5.2027', /no day/],
    ['8 May to 3 May', /before the way out/],
    ['3 May 2025', /has passed/],
    ['in 400 days for 2 nights', /within 360 days/],
    ['3 May for 90 nights', /at most 60 nights/],
  ])('%s is told', (text, fault) => {
    const { faults } = read(`Berlin to Lisbon, ${text}`)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(fault)
    expect(faults[0]).toMatch(/^\p{Lu}.*\.$/u)
  })

  test('Easter of years that are printed in every calendar', () => {
    expect([2024, 2025, 2026, 2027, 2030].map(easterSunday)).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2030-04-21',
    ])
  })
})

describe('who', () => {
  test.each([
    ['two people', '2'],
    ['2 adults', '2'],
    ['for four', '4'],
    ['me and my wife', '2'],
    ['with my boss', '2'],
    ['with two colleagues', '3'],
    ['the three of us', '3'],
    ['alone', '1'],
    ['my wife and I', '2'],
    ['team of 6', '6'],
    ['two tickets', '2'],
    ['just me', '1'],
    ['2 adults and 1 child aged 7', '2+7'],
    ['two adults with two kids (6 and 9)', '2+6+9'],
    ['one adult and a baby', '1+0'],
    ['two adults, 2 children, 4 and 12 years old', '2+4+12'],
    ['12 guests maybe, no: nothing', '1'],
  ])('%s', (text, expected) => {
    expect(who(read(`to Rome, ${text}`).slots)).toBe(expected)
  })

  test('ages are asked for where children are only spoken of', () => {
    expect(read('Rome with the kids').questions.map(({ slot }) => slot)).toContain('party')
    expect(read('family of four to Rome').questions.map(({ slot }) => slot)).toContain('party')
  })

  test.each([
    '0 people to Rome',
    '12 adults to Rome',
    '40 travellers to Rome',
    '8 adults and 3 kids (1, 2 and 3) to Rome',
  ])('%s is told', (text) => {
    expect(read(text).faults).toHaveLength(1)
  })

  test('two share a room unless they say otherwise', () => {
    expect(read('3 people to Rome').slots.rooms).toMatchObject({ value: 2, source: 'assumed' })
    expect(read('3 people to Rome, separate rooms').slots.rooms).toMatchObject({ value: 3, source: 'said' })
    expect(read('3 people to Rome in one room').slots.rooms).toMatchObject({ value: 1, source: 'said' })
  })
})

describe('how much, and what counts', () => {
  test.each([
    ['under €900', '900.00 EUR trip'],
    ['max 900 euros', '900.00 EUR trip'],
    ['budget 1.200,50 €', '1200.50 EUR trip'],
    ['900 each', '900.00 EUR person'],
    ['€450 per person', '450.00 EUR person'],
    ['£100 a night', '100.00 GBP night'],
    ['for about $2k', '2000.00 USD trip'],
    ['less than 1k', '1000.00 EUR trip'],
    ['¥90000', '90000 JPY trip'],
    ['3 nights, room 214', '-'],
    ['no money', '-'],
  ])('%s', (text, expected) => {
    expect(most(read(`to Rome, ${text}`).slots)).toBe(expected)
  })

  test.each([
    ['non-stop, with breakfast in the centre', ['direct', 'central', 'breakfast']],
    ['early flight, checked luggage, rental car', ['morning', 'holdBag', 'car']],
    ['a flat by the sea with a pool', ['flat', 'pool', 'beach']],
    ['free cancellation, quiet hotel', ['refundable', 'hotel', 'quiet']],
    ['no car, without breakfast', []],
    ['without a stop', ['direct']],
  ])('%s', (text, wishes) => {
    expect(read(`to Rome, ${text}`).slots.wishes.value.toSorted()).toEqual(wishes.toSorted())
  })

  test('a business trip is not business class', () => {
    expect(read('business trip to Rome').slots.cabin.value).toBe('economy')
    expect(read('to Rome in business class').slots.cabin.value).toBe('business')
    expect(read('to Rome, premium economy').slots.cabin.value).toBe('premium')
  })
})
