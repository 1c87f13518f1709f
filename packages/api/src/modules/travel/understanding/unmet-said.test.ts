import { expect, test } from 'vitest'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import { understand } from './understand.ts'
import { stillUnmet } from './unmet-said.ts'

const read = (text: string) =>
  understand(text, {
    now: new Date('2026-11-24T09:00:00Z'),
    timeZone: 'Europe/Berlin',
    home: placeOf('berlin-de'),
    currency: 'EUR',
    places: { named: placesNamed },
  })
const said = (text: string) => read(text).unmet.unmet.map(({ about, quote }) => `${about}: ${quote}`)

test.each<[string, string[]]>([
  ['Me, my wife and a dog to Vienna, 3 to 8 May', ['animals: a dog']],
  ['Wien, 3. bis 8. Mai, mit Hund', ['animals: Hund']],
  ['Wheelchair user, Berlin to Athens 4-9 May', ['access: Wheelchair user']],
  ['Paris on Tuesday before 9, back Wednesday after 6pm', ['times: before 9, after 6pm']],
  ['Rome 3-8 May, not before 10:30', ['times: not before 10:30']],
  ['Copenhagen by Friday noon, back Sunday night', ['times: Friday noon, Sunday night']],
  ['Seville 3-8 May, near the cathedral, aisle', ['seats: aisle', 'stay: near the cathedral']],
  ['Nice 3-8 May, hotel near the sea', []],
  ['Train from Berlin to Prague next weekend', ['surface: Train']],
  ['Berlin to Malaga 3-8 May, aisle seat, kosher meal', ['meals: kosher meal', 'seats: aisle seat']],
  ['Lisbon tomorrow for 2 nights with my surfboard', ['bulky: my surfboard']],
  ['Vienna 3-8 May, four-star hotel close to the station', ['stay: four-star hotel, close to the station']],
  ['Vienna 3-8 May, no Ryanair', ['airline: no Ryanair']],
  ['a hotel in Vienna only, 3 to 8 May, no flight', ['parts: no flight']],
  ['Vienna 3-8 May with an airport transfer', ['services: airport transfer']],
  ['Berlin to Vienna, 3 to 8 May, without the dog', []],
  ['Berlin to Lisbon, 3 to 8 May, two people, under 900 EUR, in the morning, breakfast', []],
  ['Lisbon from Monday to Wednesday for 5 nights after Easter', []],
])('“%s” asks for what no offer is chosen by (TRV-1): %j', (text, expected) => {
  expect(said(text)).toEqual(expected)
})

test('what was asked for stays said until it is taken back', () => {
  const before = read('Vienna 3 to 8 May with our dog, aisle seat').unmet.unmet
  const abouts = (text: string) => stillUnmet(before, read(text).unmet).map(({ quote }) => quote)
  expect(abouts('a day later')).toEqual(['our dog', 'aisle seat'])
  expect(abouts('without the dog')).toEqual(['aisle seat'])
  expect(abouts('and a cat')).toEqual(['aisle seat', 'a cat'])
  expect(read('without the dog').isRead).toBe(true)
})
