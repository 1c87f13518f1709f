import type { Airport } from '../../places/place.ts'
import { MOST_TRAVELLERS } from '../../slots/schema.ts'
import type { Cabin, Party } from '../../slots/schema.ts'
import type { Asking, FlightQuery } from '../provider.ts'
import { packDay, unpackDay } from './offer-ids.ts'
import { statedCurrency } from './price-levels.ts'
import type { World } from './world.ts'

/** A query between two airports. */
export interface Route extends Omit<FlightQuery, 'from' | 'to'> {
  from: Airport
  to: Airport
}

/** Hand luggage only; with a bag in the hold; with a bag, and paid back when it is cancelled. */
export type Variant = 0 | 1 | 2

/** Which of the flights of a route, by their places in the timetable. */
export interface Choice {
  out: number
  back: number | null
  variant: Variant
}

const KIND = 'f1'
const NONE = '-'
const cabins: Readonly<Record<string, Cabin>> = { e: 'economy', p: 'premium', b: 'business', f: 'first' }
const variants: readonly Variant[] = [0, 1, 2]

/** `2-4b`: two adults, children of 4 and 11; ages have one sign each, in base 36. */
const packParty = ({ adults, childAges }: Party): string =>
  `${adults}${NONE}${childAges.map((age) => age.toString(36)).join('')}`

function unpackParty(text: string): Party {
  const [adults = '', ages = ''] = text.split(NONE)
  return { adults: Number(adults), childAges: Array.from(ages, (age) => Number.parseInt(age, 36)) }
}

/** Whether a party can be sold to at all. */
export const isParty = ({ adults, childAges }: Party): boolean =>
  adults >= 1 && adults + childAges.length <= MOST_TRAVELLERS

export const flightId = ({ ids }: World, route: Route, { out, back, variant }: Choice): string =>
  ids.idOf(KIND, [
    route.from.iata,
    route.to.iata,
    packDay(route.depart),
    route.returning === null ? NONE : packDay(route.returning),
    packParty(route.party),
    route.cabin.slice(0, 1),
    statedCurrency(route.currency),
    out,
    back ?? NONE,
    variant,
  ])

const dayOrNone = (packed: string): string | null => (packed === NONE ? null : unpackDay(packed))

function choiceIn([out, back, variant]: readonly (string | undefined)[]): Choice | null {
  const chosen = variants.find((one) => String(one) === variant)
  return chosen === undefined
    ? null
    : { out: Number(out), back: back === NONE ? null : Number(back), variant: chosen }
}

/** What an id was made of; null where it is none of ours, or names an airport that is not known any more. */
export function readFlightId(
  { ids }: World,
  id: string,
  { now, places }: Asking,
): { route: Route; choice: Choice } | null {
  const fields = ids.fieldsOf(KIND, id)
  if (fields === null) return null
  const of = (at: number) => fields[at] ?? ''
  const [from, to, cabin] = [places.airport(of(0)), places.airport(of(1)), cabins[of(5)]]
  const choice = choiceIn(fields.slice(7))
  if (!from || !to || !cabin || !choice) return null
  const days = { depart: unpackDay(of(2)), returning: dayOrNone(of(3)) }
  return { route: { from, to, ...days, party: unpackParty(of(4)), cabin, currency: of(6), now }, choice }
}
