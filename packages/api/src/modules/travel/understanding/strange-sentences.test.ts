import { expect, test } from 'vitest'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import { understand } from './understand.ts'

/** A Thursday. */
const how = {
  now: new Date('2026-11-26T09:00:00Z'),
  timeZone: 'Europe/Berlin',
  home: placeOf('berlin-de'),
  currency: 'EUR',
  places: { named: placesNamed },
}

function said(text: string): string {
  const { slots, questions, faults } = understand(text, how)
  if (faults[0] !== undefined) return `! ${faults.join(' ')}`
  if (questions[0]) return `? ${questions[0].text}`
  const { from, to, depart, returning, party } = slots
  const who = [party.value.adults, ...party.value.childAges].join('+')
  return `${from?.value.id} > ${to?.value.id} | ${depart?.value} ${returning?.value ?? '?'} | ${who}`
}

test.each([
  ['Me, my wife and a dog to Vienna, 3 to 8 May', 'berlin-de > vienna-at | 2027-05-03 2027-05-08 | 2'],
  ['Dubai 3-8 May with my parents and my grandma', 'berlin-de > dubai-ae | 2027-05-03 2027-05-08 | 4'],
  ['my wife, my mother and me to Rome 3-8 May', 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 3'],
  [
    'Family trip: 2 adults, kids 4, 7 and 11 - Berlin to Copenhagen 10-17 July',
    'berlin-de > copenhagen-dk | 2027-07-10 2027-07-17 | 2+4+7+11',
  ],
  ['Berlin to Rome, then Florence, 3 to 10 May', '! One destination at a time: Rome or Florence?'],
  ['Berlin to Rome, Naples, 3 to 10 May', '! One destination at a time: Rome or Naples?'],
  ['Berlin, Lisbon, 3 to 10 May', 'berlin-de > lisbon-pt | 2027-05-03 2027-05-10 | 1'],
  ['Madrid on 29/12, back on 2/1', 'berlin-de > madrid-es | 2026-12-29 2027-01-02 | 1'],
  [
    'one way to Madrid on 29 December, back on 2 January',
    '! One way, or with a way back? You say both; write which one.',
  ],
  ['week 53 to Oslo', 'berlin-de > oslo-no | 2026-12-28 2027-01-03 | 1'],
  ['KW 2 nach Wien', 'berlin-de > vienna-at | 2027-01-11 2027-01-17 | 1'],
  ['for a week 2 people to Oslo from 3 May', 'berlin-de > oslo-no | 2027-05-03 2027-05-10 | 2'],
  ['Silvester in Wien', 'berlin-de > vienna-at | 2026-12-30 2027-01-02 | 1'],
  ['in 6 weeks to Oslo for the weekend', 'berlin-de > oslo-no | 2027-01-08 2027-01-10 | 1'],
  ['29 Feb 2027 to Rome', '! There is no 29 Feb 2027. Choose another day.'],
  [
    'Rome from Monday 4 May to 8 May',
    '! 4 May 2027 is a Tuesday, and you say Monday. Write which day you mean.',
  ],
  ['Rome from Tuesday the 4th of May to Saturday the 8th', 'berlin-de > rome-it | 2027-05-04 2027-05-08 | 1'],
  ['Rome on Friday 10 people', '! At most 9 can travel together here.'],
  ['Rome between 3 and 20 May for 5 nights', 'berlin-de > rome-it | 2027-05-08 2027-05-13 | 1'],
  ['sometime between April and June to Rome for a week', 'berlin-de > rome-it | 2027-04-03 2027-04-10 | 1'],
  [
    'Athens 10 days from 3 May for 2 adults, 1 infant (8 months)',
    'berlin-de > athens-gr | 2027-05-03 2027-05-12 | 2+0',
  ],
  [
    'Athens from 3 to 8 May for 2 adults and a baby of 26 months',
    'berlin-de > athens-gr | 2027-05-03 2027-05-08 | 2+2',
  ],
  ['BER-LIS-BER 03MAY-08MAY 2 ADT', 'berlin-de > lisbon-pt | 2027-05-03 2027-05-08 | 2'],
  ['Lisbon the 5th to the 9th of next month', 'berlin-de > lisbon-pt | 2026-12-05 2026-12-09 | 1'],
  [
    'Berlin to Lisbon 3 May - 8 May returning to Hamburg',
    '! The way back ends where you start: Berlin or Hamburg? Write one of them.',
  ],
  [
    'Berlin to Lisbon, back from Porto, 3-8 May',
    '! The way back ends where you start: Berlin or Porto? Write one of them.',
  ],
  ['Berlin to Rome, 3-8 May, back to Berlin', 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 1'],
  ['to Rome from Berlin 3-8 May, returning from Rome', 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 1'],
  ['Rome for 3 nights from the second Tuesday in March', 'berlin-de > rome-it | 2027-03-09 2027-03-12 | 1'],
])('“%s” is read as %s (TRV-1)', (text, expected) => {
  expect(said(text)).toBe(expected)
})

test.each([
  ['hand luggage only', []],
  ['with luggage', ['holdBag']],
  ['2 bags', ['holdBag']],
])('“%s” wishes for %j', (words, wishes) => {
  expect(understand(`Berlin to Rome 3-8 May, ${words}`, how).slots.wishes.value).toEqual(wishes)
})
