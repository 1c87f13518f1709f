import type { TripBundle } from './schema.ts'
import { better, flightOf, isCheaper, keyOf, stayOf } from './pairs.ts'
import type { Pair } from './pairs.ts'
import { minutesOf } from './score.ts'

const MOST = 12
/** The same flight, or the same house, is shown so often at most, where there are others. */
const MOST_ALIKE = 2

/** What people see as one flight: the same legs, with or without a bag. */
function flightKey(pair: Pair): string {
  const flight = flightOf(pair)
  if (!flight) return ''
  const legs = [...flight.out.legs, ...(flight.back?.legs ?? [])]
  return legs.map(({ number, departs }) => `${number} ${departs}`).join(' ')
}

const stayKey = (pair: Pair): string => stayOf(pair)?.name ?? ''

/** Minutes in the air and at airports; infinite without a flight, which is no shortest way. */
const travelMinutes = (pair: Pair): number => {
  const flight = flightOf(pair)
  return flight ? minutesOf(flight) : Infinity
}

function isShorter(one: Pair, other: Pair): boolean {
  const [a, b] = [travelMinutes(one), travelMinutes(other)]
  return a < b || (a === b && better(one, other) < 0)
}

const leading = (pairs: readonly Pair[], isAhead: (one: Pair, other: Pair) => boolean): Pair | undefined =>
  pairs.reduce<Pair | undefined>((first, one) => (!first || isAhead(one, first) ? one : first), undefined)

/** Counts what was chosen, so that nothing comes up too often. */
function variety(pairs: readonly Pair[]) {
  const seen = { flights: new Map<string, number>(), stays: new Map<string, number>() }
  const mostOf = (keys: Iterable<string>) => Math.max(MOST_ALIKE, Math.ceil(MOST / new Set(keys).size))
  const most = { flights: mostOf(pairs.map(flightKey)), stays: mostOf(pairs.map(stayKey)) }
  const times = (counts: Map<string, number>, key: string) => counts.get(key) ?? 0
  return {
    has: (pair: Pair) =>
      times(seen.flights, flightKey(pair)) < most.flights && times(seen.stays, stayKey(pair)) < most.stays,
    add: (pair: Pair) => {
      seen.flights.set(flightKey(pair), times(seen.flights, flightKey(pair)) + 1)
      seen.stays.set(stayKey(pair), times(seen.stays, stayKey(pair)) + 1)
    },
  }
}

export type Chosen = Pair & { labels: TripBundle['labels'] }

/** The best of all, not all of them alike, with the cheapest and the shortest always among them; best first. */
export function choose(found: readonly Pair[]): Chosen[] {
  // What the organization lets itself may stand in two groups.
  const pairs = [...new Map(found.map((pair) => [keyOf(pair), pair])).values()].toSorted(better)
  const best = pairs[0]
  if (!best) return []
  const cheapest = leading(pairs, isCheaper)
  const shortest = leading(pairs, isShorter)
  const chosen = new Set<Pair>()
  const kinds = variety(pairs)
  const take = (pair: Pair | undefined) => {
    if (!pair || chosen.has(pair)) return
    chosen.add(pair)
    kinds.add(pair)
  }
  for (const pair of [best, cheapest, shortest]) take(pair)
  for (const pair of pairs) if (chosen.size < MOST && kinds.has(pair)) take(pair)
  for (const pair of pairs) if (chosen.size < MOST) take(pair)
  return [...chosen].toSorted(better).map((pair) => {
    const labels: TripBundle['labels'] = []
    if (pair === best) labels.push('best')
    if (pair === cheapest) labels.push('cheapest')
    if (pair === shortest && flightOf(pair)) labels.push('shortest')
    return { ...pair, labels }
  })
}
