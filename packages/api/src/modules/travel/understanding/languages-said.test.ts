import { expect, test } from 'vitest'
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

function said(text: string): string {
  const { slots, questions, faults } = understand(text, how)
  const { from, to, depart, returning, party, budget } = slots
  const who = [party.value.adults, ...party.value.childAges].join('+')
  const what = `${from?.value.id} > ${to?.value.id} | ${depart?.value} ${returning?.value ?? '?'} | ${who}`
  const most = budget?.value
  const amount = most && (most.per === 'trip' ? most.amount : `${most.amount} ${most.per}`)
  return [what, amount, ...faults, ...questions.map(({ text: asked }) => asked)]
    .filter((part) => part !== undefined)
    .join(' | ')
}

test.each([
  ['du 3 au 8 mai à Rome', 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 1'],
  ['Rome du 30 janvier au 2 février pour deux personnes', 'berlin-de > rome-it | 2027-01-30 2027-02-02 | 2'],
  ['Lisbonne le 3 mai, retour le 8 mai', 'berlin-de > lisbon-pt | 2027-05-03 2027-05-08 | 1'],
  ['1er au 4 mai, Venise', 'berlin-de > venice-it | 2027-05-01 2027-05-04 | 1'],
  ["dal 3 all'8 maggio a Roma", 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 1'],
  [
    'Berlino, Lisbona dal 3 al 8 maggio, due persone, sotto 900 euro',
    'berlin-de > lisbon-pt | 2027-05-03 2027-05-08 | 2 | 900.00',
  ],
  ['Roma per 4 notti dal 3 maggio', 'berlin-de > rome-it | 2027-05-03 2027-05-07 | 1'],
])('as French and Italian say it, “%s” is %s (TRV-1)', (text, expected) => {
  expect(said(text)).toBe(expected)
})

test.each([
  [
    'Ich möchte mit meiner Frau und zwei Kindern (6 und 9) nach Mallorca, 10.-17. Juli',
    'berlin-de > palma-de-mallorca-es | 2027-07-10 2027-07-17 | 2+6+9',
  ],
  ['Rom mit meinem Mann, 3.-8. Mai', 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 2'],
  ['Meine Frau und ich wollen 3.-8. Mai nach Rom', 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 2'],
  ['Rom mit zwei Kollegen, 3.-8. Mai', 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 3'],
  ['Rom mit unserem Sohn, 7 Jahre alt, 3.-8. Mai', 'berlin-de > rome-it | 2027-05-03 2027-05-08 | 2+7'],
  ['Fronleichnam bis Sonntag nach Amsterdam', 'berlin-de > amsterdam-nl | 2027-05-27 2027-05-30 | 1'],
  ['Ostermontag bis Freitag nach Prag', 'berlin-de > prague-cz | 2027-03-29 2027-04-02 | 1'],
  ['über Karfreitag nach Prag', 'berlin-de > prague-cz | 2027-03-26 2027-03-29 | 1'],
  ['in den Osterferien nach Kreta', 'berlin-de > heraklion-gr | 2027-03-26 2027-04-04 | 1'],
  ['zwischen den Jahren nach Teneriffa', 'berlin-de > tenerife-es | 2026-12-27 2026-12-31 | 1'],
  ['zwischen Weihnachten und Neujahr nach Danzig', 'berlin-de > gdansk-pl | 2026-12-27 2026-12-31 | 1'],
  ['Porto morgen für 3 Nächte', 'berlin-de > porto-pt | 2026-11-28 2026-12-01 | 1'],
  ['Porto übermorgen für 3 Nächte', 'berlin-de > porto-pt | 2026-11-29 2026-12-02 | 1'],
  ['Porto Anfang Mai für eine Woche', 'berlin-de > porto-pt | 2027-05-01 2027-05-08 | 1'],
  ['Porto ab 3. Mai für zwei Wochen', 'berlin-de > porto-pt | 2027-05-03 2027-05-17 | 1'],
  [
    'Porto 5. bis 8. Dezember zu dritt, max. 300 Euro pro Person',
    'berlin-de > porto-pt | 2026-12-05 2026-12-08 | 3 | 300.00 person',
  ],
  ['Porto 5.-8. Dezember, 90 € pro Nacht', 'berlin-de > porto-pt | 2026-12-05 2026-12-08 | 1 | 90.00 night'],
  ['verlängertes Wochenende in Krakau im März', 'berlin-de > krakow-pl | 2027-03-05 2027-03-08 | 1'],
])('as German says it, “%s” is %s (TRV-1)', (text, expected) => {
  expect(said(text)).toBe(expected)
})

test.each([
  ['Lisbon from Easter Monday to Friday', 'berlin-de > lisbon-pt | 2027-03-29 2027-04-02 | 1'],
  ['Good Friday to Sunday in Rome', 'berlin-de > rome-it | 2027-03-26 2027-03-28 | 1'],
  ['Rome from Good Friday for 4 nights', 'berlin-de > rome-it | 2027-03-26 2027-03-30 | 1'],
  ['Good Friday in Rome', 'berlin-de > rome-it | 2027-03-26 2027-03-29 | 1'],
  ['Rome from Whit Monday to Thursday', 'berlin-de > rome-it | 2027-05-17 2027-05-20 | 1'],
  ['Rome from the Friday before Easter to Easter Monday', 'berlin-de > rome-it | 2027-03-19 2027-03-29 | 1'],
  ['Rome from the week before Easter to 2 April', 'berlin-de > rome-it | 2027-03-19 2027-04-02 | 1'],
  ['Rome, 20 March to Good Friday', 'berlin-de > rome-it | 2027-03-20 2027-03-26 | 1'],
  ['Lisbon from 29 March to Friday', 'berlin-de > lisbon-pt | 2027-03-29 2027-04-02 | 1'],
  ['Lisbon from the 3rd until Sunday', 'berlin-de > lisbon-pt | 2026-12-03 2026-12-06 | 1'],
  ['Rome in May but not over Pentecost', 'berlin-de > rome-it | 2027-05-01 2027-05-06 | 1'],
  ['Rome in 10 days for a weekend', 'berlin-de > rome-it | 2026-12-11 2026-12-13 | 1'],
  ['Madrid, back by lunch on the 8th', 'berlin-de > madrid-es | undefined 2026-12-08 | 1'],
  ['Nice from the 30th to the 2nd', 'berlin-de > nice-fr | 2026-11-30 2026-12-02 | 1'],
  ['Dublin 6-9 April, 400-600 euros', 'berlin-de > dublin-ie | 2027-04-06 2027-04-09 | 1 | 600.00'],
  ['Dublin 6-9 April, €400–600', 'berlin-de > dublin-ie | 2027-04-06 2027-04-09 | 1 | 600.00'],
  ['Dublin 6-9 April, budget 400-600', 'berlin-de > dublin-ie | 2027-04-06 2027-04-09 | 1 | 600.00'],
])('days beside feasts and dates, and amounts with a stroke: “%s” is %s (TRV-1)', (text, expected) => {
  expect(said(text)).toBe(expected)
})
