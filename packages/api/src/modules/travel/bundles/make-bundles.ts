import { createHash } from 'node:crypto'
import { currencyDigits } from '../../../shared/currencies.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { TripSlots } from '../slots/schema.ts'
import { choose } from './choose.ts'
import type { Chosen } from './choose.ts'
import { groupsOf, travellersOf } from './groups.ts'
import type { Offers } from './groups.ts'
import { bestPairs, flightOf, keyOf, scoringOf, sharedPoints, stayOf } from './pairs.ts'
import type { Pair } from './pairs.ts'
import { reasonsFor } from './reasons.ts'
import type { FitWeights, TripBundle } from './schema.ts'
import { judgedParts } from './score.ts'

/** As many of each flight as there may be bundles, so that the same few houses do not use up what is kept. */
const MOST_OF_A_FLIGHT = 12
const ID_LENGTH = 22

const idOf = (pair: Pair): string =>
  `bundle.${createHash('sha256').update(keyOf(pair)).digest('base64url').slice(0, ID_LENGTH)}`

function partsOf({ scoring, flight, stay }: Pair): TripBundle['parts'] {
  const [flies, stays] = [scoring.flights[flight], scoring.stays[stay]]
  if (!flies || !stays) return []
  const { price, wishes } = sharedPoints(scoring, flies, stays)
  const points = { price, time: flies.time, hours: flies.hours, stay: stays.stay, wishes }
  const { group } = scoring
  return judgedParts({ flight: group.flights.length > 0, stay: group.stays.length > 0 }).map((part) => ({
    part,
    points: points[part],
    of: scoring.of[part],
  }))
}

function bundleOf(pair: Chosen, slots: TripSlots): TripBundle {
  const { scoring, total, fit, labels } = pair
  const { currency, car } = scoring.group
  const written = (minor: number) => formatMoney(BigInt(minor), currencyDigits(currency) ?? 2)
  const [flight, stay] = [flightOf(pair), stayOf(pair)]
  const limit = scoring.stays[pair.stay]?.limit ?? null
  const { cheapest, shortest } = scoring
  const wishes = slots.wishes.value
  return {
    id: idOf(pair),
    flight,
    stay,
    car: car?.offer ?? null,
    total: { amount: written(total), currency },
    each: written(Math.ceil(total / travellersOf(slots))),
    fit,
    parts: partsOf(pair),
    reasons: reasonsFor({
      flight,
      stay,
      hasCar: car !== null,
      currency,
      total,
      limit,
      cheapest,
      shortest,
      wishes,
    }),
    left: limit === null ? null : written(limit - total),
    labels,
  }
}

/**
 * What can be made of offers, best first: at most a dozen, with the cheapest and the shortest among them. Offers of another
 * currency are left out, examples never stand beside what is sold, and without a flight or a stay there is nothing.
 */
export function makeBundles({
  slots,
  weights,
  ...offers
}: Offers & { slots: TripSlots; weights: FitWeights }): TripBundle[] {
  const found = groupsOf(offers, slots).flatMap((group) =>
    bestPairs(scoringOf(group, slots, weights), MOST_OF_A_FLIGHT),
  )
  return choose(found).map((pair) => bundleOf(pair, slots))
}
