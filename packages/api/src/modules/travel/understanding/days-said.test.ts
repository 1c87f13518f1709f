import { expect, test } from 'vitest'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import { understand } from './understand.ts'

const read = (text: string, now: string) =>
  understand(text, {
    now: new Date(`${now}T09:00:00Z`),
    timeZone: 'Europe/Berlin',
    home: placeOf('berlin-de'),
    currency: 'EUR',
    places: { named: placesNamed },
  })

const [THURSDAY, SATURDAY] = ['2026-11-26', '2026-11-28']

function whenOf(text: string, now: string): string {
  const { slots, faults } = read(`Berlin to Lisbon, ${text}`, now)
  return [slots.depart?.value ?? '?', slots.returning?.value ?? '?', ...faults].join(' ')
}

test.each([
  ['3. bis 8. Mai', '2027-05-03 2027-05-08'],
  ['3 bis 8 May', '2027-05-03 2027-05-08'],
  ['vom 3. bis zum 8. Mai', '2027-05-03 2027-05-08'],
  ['3.-8. Mai', '2027-05-03 2027-05-08'],
  ['3.Mai bis 8.Mai', '2027-05-03 2027-05-08'],
  ['3.5. bis 8.5.', '2027-05-03 2027-05-08'],
  ['3. bis 8.5.2027', '2027-05-03 2027-05-08'],
  ['3.–8.5.', '2027-05-03 2027-05-08'],
  ['3/5 bis 8/5', '2027-05-03 2027-05-08'],
  ['28. Dezember bis 2. Januar', '2026-12-28 2027-01-02'],
  ['am 3. Mai für 5 Nächte', '2027-05-03 2027-05-08'],
  ['am 3. Mai, back on 8 May', '2027-05-03 2027-05-08'],
  ['von Freitag bis Sonntag', '2026-11-27 2026-11-29'],
  ['Mittwoch bis Samstag', '2026-12-02 2026-12-05'],
  ['nächsten Freitag bis Montag', '2026-12-04 2026-12-07'],
  ['nächste Woche Dienstag bis Donnerstag', '2026-12-01 2026-12-03'],
  ['dieses Wochenende', '2026-11-27 2026-11-29'],
  ['am Wochenende', '2026-11-27 2026-11-29'],
  ['am kommenden Wochenende', '2026-11-27 2026-11-29'],
  ['nächstes Wochenende', '2026-12-04 2026-12-06'],
  ['übernächstes Wochenende', '2026-12-11 2026-12-13'],
  ['im Mai', '2027-05-01 2027-05-06'],
  ['Mitte Mai', '2027-05-15 2027-05-20'],
])('as German says it: %s (TRV-1)', (text, expected) => {
  expect(whenOf(text, THURSDAY)).toBe(expected)
})

test.each([
  ['next Friday', '2026-12-04 ?'],
  ['next Friday to Sunday', '2026-12-04 2026-12-06'],
  ['from next Friday to the following Monday', '2026-12-04 2026-12-07'],
  ['next Fri–Sun', '2026-12-04 2026-12-06'],
  ['leaving next Friday, returning Monday', '2026-12-04 2026-12-07'],
  ['from Friday to Sunday', '2026-11-27 2026-11-29'],
  ['from Friday', '2026-11-27 ?'],
  ['from Friday, 2 nights', '2026-11-27 2026-11-29'],
  ['Friday to Sunday in two weeks', '2026-12-11 2026-12-13'],
  ['from Friday 4 December to Sunday 6 December', '2026-12-04 2026-12-06'],
  ['Fri 4th - Sun 6th December', '2026-12-04 2026-12-06'],
  ['this weekend', '2026-11-27 2026-11-29'],
  ['this weekend, back on Monday', '2026-11-27 2026-11-30'],
  ['this weekend until Monday', '2026-11-27 2026-11-30'],
  ['next weekend, 3 nights', '2026-12-04 2026-12-07'],
  ['the weekend of 5 December', '2026-12-04 2026-12-06'],
  ['on the weekend of the 12th of December', '2026-12-11 2026-12-13'],
  ['3-8/5', '2027-05-03 2027-05-08'],
])('by the week, on a Thursday: %s (TRV-1)', (text, expected) => {
  expect(whenOf(text, THURSDAY)).toBe(expected)
})

test.each([
  ['the week before Christmas', '2026-12-17 2026-12-24'],
  ['3 nights the week before Christmas', '2026-12-17 2026-12-20'],
  ['the week after Christmas', '2026-12-27 2027-01-03'],
  ['the weekend before Christmas', '2026-12-18 2026-12-20'],
  ['the weekend after Easter', '2027-04-02 2027-04-04'],
  ['the Friday before Christmas, 2 nights', '2026-12-18 2026-12-20'],
  ['two days before Christmas for 3 nights', '2026-12-23 2026-12-26'],
  ['sometime before Christmas', '2026-12-19 2026-12-24'],
  ["from Boxing Day to New Year's Day", '2026-12-26 2027-01-01'],
  ["Christmas Eve to New Year's Eve", '2026-12-24 2026-12-31'],
  ["St Stephen's Day for 4 nights", '2026-12-26 2026-12-30'],
  ["over New Year's Eve", '2026-12-30 2027-01-02'],
])('by a holiday: %s (TRV-1)', (text, expected) => {
  expect(whenOf(text, THURSDAY)).toBe(expected)
})

test.each([
  ['the week before Christmas', '2026-12-20', '2026-12-21 2026-12-24'],
  ['the week after Christmas', '2026-12-26', '2026-12-27 2027-01-03'],
  ['the week after New Year', '2027-01-01', '2027-01-02 2027-01-09'],
])('what lies beside a holiday is that which is not over: %s on %s (TRV-1)', (text, today, expected) => {
  expect(whenOf(text, today)).toBe(expected)
})

test.each([
  ['a week on Friday', '2026-12-04 ?'],
  ['a week on Friday for 3 nights', '2026-12-04 2026-12-07'],
  ['a week on Friday to Sunday', '2026-12-04 2026-12-06'],
  ['a fortnight on Tuesday', '2026-12-15 ?'],
  ['for a week on Friday', '2026-11-27 2026-12-04'],
  ['for a week from Friday', '2026-11-27 2026-12-04'],
  ['from 3 February for a fortnight', '2027-02-03 2027-02-17'],
])('a week from a day on, or a week that one stays: %s (TRV-1)', (text, expected) => {
  expect(whenOf(text, THURSDAY)).toBe(expected)
})

test.each([
  ['this weekend', '2026-11-28 2026-11-29'],
  ['from Friday to Sunday', '2026-12-04 2026-12-06'],
  ['next Friday to Sunday', '2026-12-04 2026-12-06'],
])('by the week, on a Saturday: %s (TRV-1)', (text, expected) => {
  expect(whenOf(text, SATURDAY)).toBe(expected)
})

test.each([
  ['Porto mid-January for a week', 'porto-pt 2027-01-16 2027-01-23'],
  ['Porto in the first half of January', 'porto-pt 2027-01-02 2027-01-07'],
  ['Nice, 3 to 8 May', 'nice-fr 2027-05-03 2027-05-08'],
])('a town at the beginning is where one goes: %s', (text, expected) => {
  const { slots } = read(text, THURSDAY)
  expect([slots.to?.value.id, slots.depart?.value, slots.returning?.value].join(' ')).toBe(expected)
})

test('a town is no month, and a quote is what was typed', () => {
  const { slots } = read('Chiang Mai, 3. bis 8. Mai', THURSDAY)
  expect(slots.to?.value.id).toBe('chiang-mai-th')
  expect(slots.depart).toMatchObject({ value: '2027-05-03', quote: '3. bis 8. Mai' })
})
