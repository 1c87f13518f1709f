import { currencyDigits } from '../../../../shared/currencies.ts'
import { formatMoney } from '../../../../shared/money.ts'
import { addDays, dayIn } from '../../../../shared/time.ts'
import type { CarOffer } from '../../offers/schema.ts'
import type { Place } from '../../places/place.ts'
import { LONGEST_NIGHTS, MOST_TRAVELLERS } from '../../slots/schema.ts'
import type { Asking, CarQuery } from '../provider.ts'
import { costLevelOf } from './cost-levels.ts'
import type { CostLevel } from './cost-levels.ts'
import { swayOf, wholeOf } from './hash.ts'
import { packDay, unpackDay } from './offer-ids.ts'
import { inMinor, statedCurrency } from './price-levels.ts'
import { daysBetween, leadOf, seasonOf } from './seasons.ts'
import type { LeadCurve } from './seasons.ts'
import { isSoldOn, offerTimes } from './world.ts'
import type { World } from './world.ts'

const KIND = 'c1'

interface Model {
  name: string
  seats: number
  isAutomatic: boolean
  /** Cents of euros a day at the middle cost level; our estimates. */
  cents: number
}

/** From small to large, so that the few that a small place has are those most people take, and one that all fit in. */
const models: readonly Model[] = [
  { name: 'Small car', seats: 4, isAutomatic: false, cents: 2700 },
  { name: 'Family car', seats: 5, isAutomatic: false, cents: 3600 },
  { name: 'Van for nine', seats: 9, isAutomatic: false, cents: 8400 },
  { name: 'Family car, automatic', seats: 5, isAutomatic: true, cents: 4300 },
  { name: 'Estate car', seats: 5, isAutomatic: true, cents: 4900 },
  { name: 'Electric car', seats: 5, isAutomatic: true, cents: 5200 },
  { name: 'Convertible', seats: 4, isAutomatic: true, cents: 7900 },
  { name: 'Van for seven', seats: 7, isAutomatic: true, cents: 7200 },
]
const FEWEST = 4

const costLevels: Readonly<Record<CostLevel, number>> = { 1: 0.7, 2: 0.82, 3: 1, 4: 1.15, 5: 1.35 }
const lead: LeadCurve = [
  [0, 1.4],
  [7, 1.2],
  [30, 1],
  [360, 1],
]

interface Wanted {
  place: Place
  level: CostLevel
  from: string
  days: number
  currency: string
  now: Date
}

/** Cents of euros for all days. */
function centsOf({ draw }: World, { place, level, from, days, now }: Wanted, model: Model): number {
  const today = dayIn('UTC', now)
  const each = Array.from({ length: days }, (_, at) => seasonOf(addDays(from, at), place.latitude))
  const sway = swayOf(draw, `${place.id}|car|${model.name}|${from}`, today)
  const ahead = leadOf(Math.max(0, daysBetween(today, from)), lead)
  return model.cents * costLevels[level] * ahead * sway * each.reduce((sum, one) => sum + one, 0)
}

function offerOf(world: World, wanted: Wanted, at: number): CarOffer | null {
  const model = models[at]
  if (!model) return null
  const { place, level, from, days, now } = wanted
  const currency = statedCurrency(wanted.currency)
  const { name, seats, isAutomatic } = model
  return {
    id: world.ids.idOf(KIND, [packDay(from), days, level, currency, at, place.id]),
    source: 'demo',
    price: {
      amount: formatMoney(inMinor(centsOf(world, wanted, model), currency), currencyDigits(currency) ?? 2),
      currency,
    },
    ...offerTimes(now),
    name,
    seats,
    isAutomatic,
    from,
    to: addDays(from, days),
  }
}

const isSold = ({ place, from, days, now }: Wanted): boolean =>
  isSoldOn(from, dayIn(place.zone, now)) && days >= 1 && days <= LONGEST_NIGHTS

/** All cars that everybody fits in; a day is paid from morning to morning, so that there and back on one day is none. */
export function* carOffers(world: World, query: CarQuery): Generator<CarOffer> {
  const { place, destination, from, to, party, currency, now } = query
  const level = costLevelOf(place, destination)
  const wanted = { place, level, from, days: daysBetween(from, to), currency, now }
  const travellers = party.adults + party.childAges.length
  if (!isSold(wanted) || travellers > MOST_TRAVELLERS) return
  const count = wholeOf(world.draw('cars', place.id), FEWEST, models.length)
  for (const [at, { seats }] of models.slice(0, count).entries()) {
    const offer = seats >= travellers ? offerOf(world, wanted, at) : null
    if (offer) yield offer
  }
}

const levels: readonly CostLevel[] = [1, 2, 3, 4, 5]

/** The offer of an id, priced now. */
export function carOffer(world: World, id: string, { now, places }: Asking): CarOffer | null {
  const fields = world.ids.fieldsOf(KIND, id)
  if (fields === null) return null
  const [from = '', days, cost, currency = '', at, ...named] = fields
  const place = places.place(named.join('.'))
  const level = levels.find((one) => one === Number(cost))
  if (place === null || level === undefined) return null
  const wanted = { place, level, from: unpackDay(from), days: Number(days), currency, now }
  return isSold(wanted) ? offerOf(world, wanted, Number(at)) : null
}
