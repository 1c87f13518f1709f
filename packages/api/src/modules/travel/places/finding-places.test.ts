import { describe, expect, test } from 'vitest'
import { tags } from './place.ts'
import { airportOf, airportRows } from './airports.ts'
import { allDestinations, destinationOf, destinationsFor } from './destinations.ts'
import { findPlaces, placesNamed } from './find-places.ts'
import { allPlaces, placeOf } from './places.ts'

const ids = (words: string) => placesNamed(words).places.map(({ id }) => id)

describe('the data (TRV-1)', () => {
  test('every place is served by airports that are there, and every airport serves a place that is there', () => {
    for (const { id, airports, zone, currency } of allPlaces().values()) {
      expect(airports.length, id).toBeGreaterThan(0)
      for (const iata of airports) expect(airportOf(iata), `${id} ${iata}`).not.toBeNull()
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }), id).not.toThrow()
      expect(currency, id).toMatch(/^[A-Z]{3}$/)
    }
    for (const iata of airportRows().keys()) {
      const airport = airportOf(iata)
      expect(Math.abs(airport?.latitude ?? 99), iata).toBeLessThanOrEqual(90)
      expect(Math.abs(airport?.longitude ?? 199), iata).toBeLessThanOrEqual(180)
    }
  })

  test('has the airports of today', () => {
    for (const iata of ['BER', 'IST', 'NLU', 'LIS', 'LHR', 'JFK']) expect(airportOf(iata)?.iata).toBe(iata)
    expect(airportOf('TXL')).toBeNull()
    expect(airportOf('toString')).toBeNull()
    expect(placeOf('lisbon-pt')).toMatchObject({ zone: 'Europe/Lisbon', currency: 'EUR', airports: ['LIS'] })
    expect(placeOf('istanbul-tr')?.airports).toEqual(expect.arrayContaining(['IST', 'SAW']))
  })

  test('what we say of places is whole', () => {
    const all = [...allDestinations().values()]
    expect(all.length).toBeGreaterThanOrEqual(120)
    for (const { id, sights, goodMonths, costLevel, ...one } of all) {
      expect(placeOf(id), id).not.toBeNull()
      expect(sights.length, id).toBeGreaterThanOrEqual(5)
      for (const { hours, name } of sights) {
        const [from = '', until = ''] = hours?.split('-') ?? ['00:00', '23:59']
        expect(from < until, `${id} ${name}`).toBe(true)
      }
      expect(new Set(sights.map(({ name }) => name)).size, id).toBe(sights.length)
      expect(goodMonths.length, id).toBeGreaterThan(0)
      expect([1, 2, 3, 4, 5], id).toContain(costLevel)
      for (const tag of one.tags) expect(tags, id).toContain(tag)
    }
    for (const tag of tags)
      expect(destinationsFor({ tags: [tag], month: null }).length, tag).toBeGreaterThanOrEqual(10)
  })
})

describe('a place by its name', () => {
  test.each([
    ['Berlin', 'berlin-de'],
    ['BERLIN', 'berlin-de'],
    ['München', 'munich-de'],
    ['Muenchen', 'munich-de'],
    ['Zuerich', 'zurich-ch'],
    ['Tromso', 'tromso-no'],
    ['lisboa', 'lisbon-pt'],
    ['LIS', 'lisbon-pt'],
    ['new york city', 'new-york-us'],
    ['NYC', 'new-york-us'],
    ['Heathrow', 'london-gb'],
    ['Saint Petersburg', 'st-petersburg-ru'],
    ['Lisbon, Portugal', 'lisbon-pt'],
    ['London, UK', 'london-gb'],
    ['london canada', 'london-ca'],
    ['Portland, Oregon', 'portland-us'],
    ['Barcelona', 'barcelona-es'],
    ['Bali', 'bali-id'],
    ['Mallorca', 'palma-de-mallorca-es'],
    ['The Hague', 'the-hague-nl'],
    ['Kyoto', 'kyoto-jp'],
  ])('%s', (words, id) => {
    expect(ids(words)[0]).toBe(id)
    expect(placesNamed(words).isClear).toBe(true)
  })

  test('one has to ask which London is meant', () => {
    expect(placesNamed('London')).toMatchObject({ isClear: false })
    expect(ids('london')).toEqual(['london-gb', 'london-ca'])
    expect(placesNamed('San Jose').isClear).toBe(false)
  })

  test.each(['', '   ', 'Atlantis', 'man', 'the', 'constructor', '__proto__', '🛫', 'x'.repeat(5_000)])(
    '“%s” is none',
    (words) => {
      expect(ids(words)).toEqual([])
    },
  )
})

describe('while somebody types', () => {
  const found = (words: string) => findPlaces(words, { limit: 5 }).map(({ place }) => place.id)

  test('the most likely come first', () => {
    expect(found('lis')[0]).toBe('lisbon-pt')
    expect(found('ber')[0]).toBe('berlin-de')
    expect(found('lon').slice(0, 2)).toEqual(['london-gb', 'london-ca'])
    expect(found('york')).toContain('new-york-us')
    expect(found('muen')[0]).toBe('munich-de')
  })

  test('nothing is found by nothing, and never more than asked for', () => {
    expect(found('')).toEqual([])
    expect(found('?!')).toEqual([])
    expect(findPlaces('a', { limit: 3 })).toHaveLength(3)
  })
})

test('somewhere warm with a beach in January', () => {
  const [first] = destinationsFor({ tags: ['warm', 'beach'], month: 1 })
  expect(first?.tags).toEqual(expect.arrayContaining(['warm', 'beach']))
  expect(first?.goodMonths).toContain(1)
  expect(destinationOf('berlin-de')?.id).toBe('berlin-de')
  expect(destinationOf('atlantis')).toBeNull()
})
