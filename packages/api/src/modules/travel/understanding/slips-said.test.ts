import { describe, expect, test } from 'vitest'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import { understand } from './understand.ts'

/** A Friday. */
const how = {
  now: new Date('2026-11-27T09:00:00Z'),
  timeZone: 'Europe/Berlin',
  home: placeOf('berlin-de'),
  currency: 'EUR',
  places: { named: placesNamed },
}

function told(text: string, currency = 'EUR') {
  const { slots, questions, faults } = understand(text, { ...how, currency })
  const { from, to, depart, returning, party, budget, cabin } = slots
  return {
    where: `${from?.value.id ?? '?'} > ${to?.value.id ?? '?'}`,
    when: `${depart?.value ?? '?'} ${returning?.value ?? '?'}`,
    who: [party.value.adults, ...party.value.childAges].join('+'),
    most: budget && `${budget.value.amount} ${budget.value.currency} ${budget.value.per}`,
    cabin: cabin.value,
    questions,
    faults,
  }
}

describe('how many travel (TRV-1)', () => {
  test.each([
    ['Rome 12-19 February, me and the missus', '2'],
    ['Munich on 9 December, overnight, 4 lads', '4'],
    ['Berlin Lisbon 03.05.-08.05.27 2 Pers. 900€', '2'],
    ['Von Hamburg nach Wien am Freitag, zurück Sonntag, zu zweit', '2'],
    ['grandparents, parents and 2 children (3, 6) to Malaga, 1-8 Aug', '4+3+6'],
    ['I want to visit my parents in Rome 3-8 May', '1'],
    ['New York 15-22 March, $2,500 for both of us', '2'],
    ['hotel in Kos 1-15 sept for 2 ad 2 ch (4/9) max 3k', '2+4+9'],
    ['Porto 5-8 Feb for 2 and a half days', '1'],
    ['Lisbon 5-9 March, two poeple', '2'],
    ['Two couples to Seville 3-8 May', '4'],
    ['1 adult 1 senior to Rome 3-8 May', '2'],
    ['Vienna Feb 10th thru 12th for me plus one', '2'],
    ['Hen do in Lisbon, 8 girls, 3-6 May', '8'],
    ['Vienna, 10th Feb (2 nights), 2A 1C (aged 5)', '2+5'],
    ['a couple of nights in Rome in March', '1'],
  ])('%s: %s', (text, who) => expect(told(text).who).toBe(who))
})

describe('the most it may cost (TRV-1)', () => {
  test.each([
    ['Tenerife 1-8 Feb under 1.000,- pP', '1000.00 EUR person'],
    ['budget of 400 to 600 euros, Porto, 5-8 Feb', '600.00 EUR trip'],
    ['Warsaw 10-12 Jan, 1800 zł', '1800.00 PLN trip'],
    ['Prague 3-5 Feb max 8000 Kč', '8000.00 CZK trip'],
    ['Porto, 3-8 May, 150pp max', '150.00 EUR person'],
  ])('%s: %s', (text, most) => expect(told(text)).toMatchObject({ most, faults: [] }))

  test('kroner are those of the organization, else one has to say whose', () => {
    expect(told('Oslo 3-5 Feb, 9000 kr', 'DKK')).toMatchObject({ most: '9000.00 DKK trip', faults: [] })
    expect(told('Oslo 3-5 Feb, 9000 kr')).toMatchObject({
      most: null,
      when: '2027-02-03 2027-02-05',
      faults: ['Which kroner are “9000 kr”? Write SEK, NOK, DKK or ISK.'],
    })
  })
})

describe('when (TRV-1)', () => {
  test.each([
    ['Tenerife first fortnight of Feb', '2027-02-01 2027-02-14'],
    ['Sydney at Christmas, leaving the 20th, back Jan 6th', '2026-12-20 2027-01-06'],
    ['Lisbon over Easter, out the 24th, back the 2nd', '2027-03-24 2027-04-02'],
    ['Lisbon in June, leaving the 5th, back the 9th', '2027-06-05 2027-06-09'],
    ['Lisbon 4th to 11th of May', '2027-05-04 2027-05-11'],
    ['Bali 1 month from 15 Jan', '2027-01-15 2027-02-14'],
    ['Bali in 1 month for 5 nights', '2026-12-27 2027-01-01'],
    ['Crete, any week in June', '2027-06-05 2027-06-12'],
    ['Zurich a fortnight tomorrow, one night', '2026-12-12 2026-12-13'],
    ['Munich on 9 December, overnight', '2026-12-09 2026-12-10'],
    ['Fly to Madrid 3.1. come back 10.1.', '2027-01-03 2027-01-10'],
    ['Lisbon 5-9 marhc', '2027-03-05 2027-03-09'],
    ['berlin lisbon 3 may 8 may', '2027-05-03 2027-05-08'],
    ['FRA JFK 12JAN 19JAN', '2027-01-12 2027-01-19'],
    ['Geneva 2 Jan 27 - 9 Jan 27', '2027-01-02 2027-01-09'],
    ['Bristol to Berlin, dep 14 Dec 0600 ret 16 Dec 2100', '2026-12-14 2026-12-16'],
    ['Rome from the 3rd until and including the 8th of May', '2027-05-03 2027-05-08'],
    ['Rome from 3 May, back a week later', '2027-05-03 2027-05-10'],
    ['Rome on the first weekend in May', '2027-04-30 2027-05-02'],
    ['a couple of nights in Rome in March', '2027-03-05 2027-03-07'],
    // Today is called today: a weekday is the next one, whatever stands around it.
    ['Paris Friday to Sunday', '2026-12-04 2026-12-06'],
    ['Hamburg 3 nights from Friday', '2026-12-04 2026-12-07'],
    ['from Paris 5pm Friday to Berlin, back Sunday 9pm', '2026-12-04 2026-12-06'],
  ])('%s: %s', (text, when) => expect(told(text)).toMatchObject({ when, faults: [] }))

  test('of two times one has to be chosen', () => {
    expect(told('Rome 3-8 May or 10-15 May, whichever is cheaper').faults).toEqual([
      'One time at a time: 3-8 May or 10-15 May? Write one of them.',
    ])
  })
})

describe('where (TRV-1)', () => {
  test.each([
    ['Not Paris, Lyon please, 5-8 Feb', 'berlin-de > lyon-fr'],
    ['Lyon instead of Paris, 5-8 Feb', 'berlin-de > lyon-fr'],
    ["I'm in Leeds and want to get to Geneva 9th Jan, home on the 16th", 'leeds-gb > geneva-ch'],
    ['get to Gdansk by 4 December, back in Munich on the 6th', 'munich-de > gdansk-pl'],
  ])('%s: %s', (text, where) => expect(told(text)).toMatchObject({ where, faults: [] }))

  test.each([
    ['into Rome and out of Naples, 4–11 June', 'Rome or Naples'],
    ['Lisbon 3 May, back from Porto 10 May', 'Lisbon or Porto'],
  ])('%s: that the way back starts elsewhere is told', (text, either) => {
    expect(told(text).faults).toEqual([`The way back starts where you went: ${either}? Write one of them.`])
  })

  test.each([
    ['Lisbn 5-9 March', 'to', ['lisbon-pt']],
    ['Barcellona 3-8 May', 'to', ['barcelona-es']],
    ['to Barclona 3-8 May', 'to', ['barcelona-es', 'barcelona-ve']],
    ['from Berln to Paris 3-8 May', 'from', ['berlin-de', 'bern-ch']],
  ])('%s: a mistyped name is asked about', (text, slot, ids) => {
    const { questions, faults } = told(text)
    expect(faults).toEqual([])
    expect(questions.map((one) => [one.slot, one.choices.map(({ value }) => value)])).toEqual([[slot, ids]])
  })
})

test('of two places to start from one has to be chosen (TRV-1)', () => {
  expect(told('Rome 3-8 May from Munich or Nuremberg').faults).toEqual([
    'One place to start from: Munich or Nuremberg?',
  ])
})

test('ages that are told of a family are not asked for (TRV-1)', () => {
  expect(told('family of 5 (kids 2, 6, 9) to Crete 1-8 Aug')).toMatchObject({ who: '2+2+6+9', questions: [] })
})

test('“business” behind a comma is the cabin, and a business trip is none', () => {
  expect(told('Sydney 20-30 January, business').cabin).toBe('business')
  expect(told('business trip to Sydney 20-30 January').cabin).toBe('economy')
})
