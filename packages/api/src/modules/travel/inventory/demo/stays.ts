import { currencyDigits } from '../../../../shared/currencies.ts'
import { formatMoney } from '../../../../shared/money.ts'
import { addDays, dayIn } from '../../../../shared/time.ts'
import type { StayOffer } from '../../offers/schema.ts'
import type { Place } from '../../places/place.ts'
import { LONGEST_NIGHTS, MOST_TRAVELLERS } from '../../slots/schema.ts'
import type { Asking, StayQuery } from '../provider.ts'
import { costLevelOf } from './cost-levels.ts'
import type { CostLevel } from './cost-levels.ts'
import { swayOf, wholeOf } from './hash.ts'
import { packDay, unpackDay } from './offer-ids.ts'
import { inMinor, statedCurrency } from './price-levels.ts'
import { daysBetween, leadOf, seasonOf, weekdayOf } from './seasons.ts'
import type { LeadCurve } from './seasons.ts'
import { stayName } from './stay-names.ts'
import type { StayKind } from './stay-names.ts'
import { isSoldOn, offerTimes } from './world.ts'
import type { World } from './world.ts'

const KIND = 's1'

/** What the offers of a query have in common. */
interface Wanted {
  place: Place
  level: CostLevel
  checkIn: string
  nights: number
  rooms: number
  guests: number
  currency: string
  now: Date
}

const [FEWEST, MOST] = [12, 30]
/** So many sleep in one room. */
const MOST_IN_ROOM: Readonly<Record<StayKind, number>> = { hotel: 4, guesthouse: 4, flat: 6 }

/** Cents of euros for a room for two with three stars, by how dear a place is; our estimates. */
const roomCents: Readonly<Record<CostLevel, number>> = { 1: 3800, 2: 5400, 3: 7400, 4: 9500, 5: 13_500 }
const starLevels: Readonly<Record<number, number>> = { 1: 0.6, 2: 0.78, 3: 1, 4: 1.4, 5: 2.3 }
const kindLevels: Readonly<Record<StayKind, number>> = { hotel: 1, guesthouse: 0.85, flat: 1.05 }
const SINGLE = 0.72
const MORE_IN_ROOM = 0.3
const BREAKFAST_CENTS = 1100
const REFUNDABLE = 1.08
const WEEKEND = 1.12
const [FRIDAY, SATURDAY] = [5, 6]
const lead: LeadCurve = [
  [0, 1.3],
  [3, 1.2],
  [14, 1.06],
  [45, 1],
  [360, 1],
]

interface House {
  at: number
  name: string
  kind: StayKind
  stars: number
  metresToCentre: number
  hasBreakfast: boolean
  hasPool: boolean
  isQuiet: boolean
  /** Days before arrival until which one gets the money back; null for not at all. */
  refundDays: number | null
}

const kindOf = (drawn: number): StayKind => {
  if (drawn < 0.55) return 'hotel'
  return drawn < 0.78 ? 'guesthouse' : 'flat'
}

const starsOf = (drawn: number, kind: StayKind): number => {
  if (kind !== 'hotel') return wholeOf(drawn, 2, 4)
  return [2, 3, 3, 3, 4, 4, 4, 5][Math.floor(drawn * 8)] ?? 3
}

/** The houses of a place are always the same, whoever asks. */
function houseOf({ draw }: World, place: Place, at: number): House {
  const of = (what: string) => draw('house', place.id, at, what)
  const kind = kindOf(of('kind'))
  const stars = starsOf(of('stars'), kind)
  // Many near the middle, few far out.
  const metresToCentre = 150 + Math.round((of('metres') ** 2 * 7000) / 50) * 50
  return {
    at,
    name: stayName(draw, place.id, { at, kind }),
    kind,
    stars,
    metresToCentre,
    hasBreakfast: kind !== 'flat' && of('breakfast') < 0.45,
    hasPool: of('pool') < (stars >= 4 ? 0.4 : 0.08),
    isQuiet: of('quiet') < 0.4,
    refundDays: of('refund') < 0.55 ? wholeOf(of('refundDays'), 1, 5) : null,
  }
}

const housesIn = ({ draw }: World, place: Place): number => wholeOf(draw('houses', place.id), FEWEST, MOST)

/** Guests spread over the rooms as evenly as they can; a room for two counts 1. */
function roomsLevel({ guests, rooms }: Wanted): number {
  const level = (inRoom: number) => (inRoom <= 1 ? SINGLE : 1 + (inRoom - 2) * MORE_IN_ROOM)
  const fewer = Math.floor(guests / rooms)
  const fuller = guests % rooms
  return fuller * level(fewer + 1) + (rooms - fuller) * level(fewer)
}

/** Cents of euros for all rooms and nights. */
function centsOf({ draw }: World, wanted: Wanted, house: House): number {
  const { place, level, checkIn, nights, guests, now } = wanted
  const today = dayIn('UTC', now)
  const ahead = Math.max(0, daysBetween(today, checkIn))
  const perNight =
    roomCents[level] *
    (starLevels[house.stars] ?? 1) *
    kindLevels[house.kind] *
    (house.metresToCentre <= 1500 ? 1.06 : 0.94) *
    (house.refundDays === null ? 1 : REFUNDABLE) *
    roomsLevel(wanted) *
    leadOf(ahead, lead)
  const breakfast = house.hasBreakfast ? guests * BREAKFAST_CENTS : 0
  const nightly = Array.from({ length: nights }, (_, at) => {
    const night = addDays(checkIn, at)
    const isWeekend = [FRIDAY, SATURDAY].includes(weekdayOf(night))
    return perNight * seasonOf(night, place.latitude) * (isWeekend ? WEEKEND : 1) + breakfast
  })
  const sway = swayOf(draw, `${place.id}|house|${house.at}|${checkIn}`, today)
  return nightly.reduce((sum, one) => sum + one, 0) * sway
}

function refundUntil(house: House, { checkIn, place, now }: Wanted): string | null {
  if (house.refundDays === null) return null
  const day = addDays(checkIn, -house.refundDays)
  return day < dayIn(place.zone, now) ? null : day
}

/** The offer of one house; null where it does not have room for so many. */
function offerOf(world: World, wanted: Wanted, at: number): StayOffer | null {
  const house = houseOf(world, wanted.place, at)
  const { place, level, checkIn, nights, rooms, guests, now } = wanted
  if (guests > rooms * MOST_IN_ROOM[house.kind]) return null
  const currency = statedCurrency(wanted.currency)
  const minor = inMinor(centsOf(world, wanted, house), currency)
  const { name, kind, stars, metresToCentre, hasBreakfast, hasPool, isQuiet } = house
  return {
    id: world.ids.idOf(KIND, [packDay(checkIn), nights, rooms, guests, level, currency, at, place.id]),
    source: 'demo',
    price: { amount: formatMoney(minor, currencyDigits(currency) ?? 2), currency },
    ...offerTimes(now),
    name,
    kind,
    stars,
    metresToCentre,
    rooms,
    checkIn,
    checkOut: addDays(checkIn, nights),
    hasBreakfast,
    hasPool,
    isQuiet,
    refundableUntil: refundUntil(house, wanted),
  }
}

const isSold = ({ place, checkIn, nights, rooms, guests, now }: Wanted): boolean =>
  isSoldOn(checkIn, dayIn(place.zone, now)) &&
  nights >= 1 &&
  nights <= LONGEST_NIGHTS &&
  rooms >= 1 &&
  rooms <= MOST_TRAVELLERS &&
  guests >= 1 &&
  guests <= MOST_TRAVELLERS

/** All offers of a query; none for no night, for days that are over, and where nobody fits in. */
export function* stayOffers(world: World, query: StayQuery): Generator<StayOffer> {
  const { place, destination, checkIn, checkOut, rooms, party, currency, now } = query
  const nights = daysBetween(checkIn, checkOut)
  const guests = party.adults + party.childAges.length
  const level = costLevelOf(place, destination)
  const wanted = { place, level, checkIn, nights, rooms, guests, currency, now }
  if (!isSold(wanted)) return
  for (let at = 0; at < housesIn(world, place); at++) {
    const offer = offerOf(world, wanted, at)
    if (offer) yield offer
  }
}

const levels: readonly CostLevel[] = [1, 2, 3, 4, 5]

/** The offer of an id, priced now. */
export function stayOffer(world: World, id: string, { now, places }: Asking): StayOffer | null {
  const fields = world.ids.fieldsOf(KIND, id)
  if (fields === null) return null
  const [checkIn = '', nights, rooms, guests, cost, currency = '', at, ...named] = fields
  const place = places.place(named.join('.'))
  const level = levels.find((one) => one === Number(cost))
  if (place === null || level === undefined) return null
  const wanted = {
    place,
    level,
    checkIn: unpackDay(checkIn),
    nights: Number(nights),
    rooms: Number(rooms),
    guests: Number(guests),
    currency,
    now,
  }
  return isSold(wanted) ? offerOf(world, wanted, Number(at)) : null
}
