import { typingErrors } from '../../../reading/typing-errors.ts'
import { destinationOf } from './destinations.ts'
import type { Place } from './place.ts'
import { nameKey } from './place-names.ts'
import { allPlaces } from './places.ts'

const MOST = 4

const [SHORTEST, LONG] = [5, 10]
const errorsIn = (length: number): number => (length < SHORTEST ? 0 : length < LONG ? 1 : 2)

/** Places whose own name is nearly this, the nearest first: "Lisbn", "Barcellona". */
export function placesLike(typed: string, { isKnownWell }: { isKnownWell: boolean }): Place[] {
  const key = nameKey(typed)
  const most = errorsIn(key.length)
  if (most === 0) return []
  return [...allPlaces().values()]
    .filter(({ id }) => !isKnownWell || destinationOf(id))
    .map((place) => ({ place, errors: typingErrors(key, nameKey(place.name), most) }))
    .filter(({ errors }) => errors <= most)
    .toSorted((one, other) => one.errors - other.errors || rank(one.place) - rank(other.place))
    .slice(0, MOST)
    .map(({ place }) => place)
}

const rank = ({ id }: Place): number => (destinationOf(id) ? 0 : 1)
