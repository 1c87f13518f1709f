/** A place as Google tells of it. */
export interface StandInPlace {
  id: string
  name: string
  formattedAddress: string
  location: { latitude: number; longitude: number }
  primaryType: string
  types: readonly string[]
  websiteUri?: string
  businessStatus: 'OPERATIONAL' | 'CLOSED_TEMPORARILY' | 'CLOSED_PERMANENTLY'
}

const CORK = { latitude: 51.897_5, longitude: -8.47 }

const town = (name: string, location: StandInPlace['location']): StandInPlace => ({
  id: `town-${name.toLowerCase()}`,
  name,
  formattedAddress: name,
  location,
  primaryType: 'locality',
  types: ['locality', 'political'],
  businessStatus: 'OPERATIONAL',
})

export const towns = [
  town('Cork', CORK),
  town('Limerick', { latitude: 52.663_8, longitude: -8.626_7 }),
  town('Nowhere', { latitude: 0, longitude: -140 }),
]

interface Business {
  name: string
  /** Metres to the north and to the east of the middle of Cork. */
  north: number
  east: number
  type: string
  types?: readonly string[]
  website?: string
  status?: StandInPlace['businessStatus']
}

const METRES_A_DEGREE = 111_195
const east = (metres: number) => metres / (METRES_A_DEGREE * Math.cos((CORK.latitude * Math.PI) / 180))

const business = (one: Business, at: number): StandInPlace => ({
  id: `ChIJ-cork-${String(at).padStart(3, '0')}`,
  name: one.name,
  formattedAddress: `${at + 1} Quay Street, Cork, Ireland`,
  location: {
    latitude: CORK.latitude + one.north / METRES_A_DEGREE,
    longitude: CORK.longitude + east(one.east),
  },
  primaryType: one.type,
  types: [one.type, ...(one.types ?? []), 'point_of_interest', 'establishment'],
  ...(one.website && { websiteUri: one.website }),
  businessStatus: one.status ?? 'OPERATIONAL',
})

const known: readonly Business[] = [
  {
    name: 'Copperleaf Coffee Roasters',
    north: 600,
    east: 300,
    type: 'coffee_roastery',
    types: ['coffee_shop'],
    website: 'https://copperleaf.example/',
  },
  {
    name: 'Lantern Coffee',
    north: -900,
    east: 200,
    type: 'coffee_shop',
    website: 'https://lantern.example/',
  },
  { name: 'The Idle Cup', north: 150, east: 100, type: 'coffee_shop' },
  {
    name: 'Harbour Coffee & Tackle',
    north: -300,
    east: 2_400,
    type: 'fishing_store',
    types: ['coffee_shop'],
  },
  {
    name: 'Old Mill Coffee Roasters',
    north: 700,
    east: 0,
    type: 'coffee_roastery',
    status: 'CLOSED_PERMANENTLY',
  },
  { name: 'Far Hill Coffee Roasters', north: 40_000, east: 0, type: 'coffee_roastery' },
  { name: 'Sea Road Bakery', north: 200, east: -400, type: 'bakery' },
]

/** More than Google tells of in one answer, and more than it tells of at all. */
const many: readonly Business[] = Array.from({ length: 70 }, (_, at) => ({
  name: `Corner Coffee ${at + 1}`,
  north: 1_000 + at * 100,
  east: at % 2 === 0 ? 500 : -500,
  type: 'cafe',
}))

export const corkPlaces = [...known, ...many].map(business)
