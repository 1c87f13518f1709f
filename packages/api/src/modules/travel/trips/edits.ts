import { fieldFault } from '../../../shared/field-fault.ts'
import { addDays } from '../../../shared/time.ts'
import type { Place } from '../places/place.ts'
import { placesNamed } from '../places/find-places.ts'
import { placeOf } from '../places/places.ts'
import { LONGEST_NIGHTS, MOST_DAYS_AHEAD, MOST_TRAVELLERS } from '../slots/schema.ts'
import type { Slot, TripPlace, TripSlots } from '../slots/schema.ts'
import type { TripChange } from './schema.ts'

export type TripEdits = Omit<TripChange, 'id' | 'version' | 'text' | 'title' | 'weights' | 'idempotencyKey'>

const edited = <T>(value: T) => ({ value, source: 'edited' as const, confidence: 1 })

export const tripPlace = ({ id, name, country }: Place): TripPlace => ({ id, name, country })

/** Throws a BAD_REQUEST that names the field where nobody knows the place, or there are several. */
function placeFor(words: string, path: 'from' | 'to'): TripPlace {
  const known = placeOf(words)
  if (known) return tripPlace(known)
  const { places, isClear } = placesNamed(words)
  const [first] = places
  if (!first) throw fieldFault(path, `We know no airport at “${words}”. Write a larger town nearby.`)
  if (!isClear && places.length > 1) {
    const which = places.slice(0, 4).map(({ name, id }) => `${name} (${id})`)
    throw fieldFault(path, `There are several: ${which.join(', ')}. Use the part in brackets.`)
  }
  return tripPlace(first)
}

/** Throws a BAD_REQUEST where nobody could travel on these days. */
function checkDays({ depart, returning }: TripSlots, today: string): void {
  if (depart && depart.value < today) throw fieldFault('depart', 'That day has passed. Choose a later one.')
  if (depart && depart.value > addDays(today, MOST_DAYS_AHEAD))
    throw fieldFault('depart', `Nobody sells so early. Choose a day within ${MOST_DAYS_AHEAD} days.`)
  if (!depart || !returning) return
  if (returning.value < depart.value)
    throw fieldFault('returning', 'The way back is before the way out. Choose a later day.')
  if (returning.value > addDays(depart.value, LONGEST_NIGHTS))
    throw fieldFault('returning', `A trip has at most ${LONGEST_NIGHTS} nights.`)
}

function checkParty({ party: { value }, rooms }: TripSlots): void {
  const travellers = value.adults + value.childAges.length
  if (travellers > MOST_TRAVELLERS)
    throw fieldFault('adults', `At most ${MOST_TRAVELLERS} can travel together here.`)
  if (rooms.value > travellers) throw fieldFault('rooms', 'There are more rooms than travellers.')
}

/** What was edited, else what was known. */
const next = <T>(edit: T | undefined, before: Slot<T>): Slot<T> =>
  edit === undefined ? before : edited(edit)

/** The same of what may be unknown; null takes it away. */
const nextOrNone = <T>(edit: T | null | undefined, before: Slot<T> | null): Slot<T> | null =>
  edit === undefined ? before : edit && edited(edit)

function withParty({ party }: TripSlots, { adults, childAges }: TripEdits): TripSlots['party'] {
  if (adults === undefined && childAges === undefined) return party
  return edited({ adults: adults ?? party.value.adults, childAges: childAges ?? party.value.childAges })
}

/** Puts what a person chose in the place of what was known. Throws a BAD_REQUEST that names the field. */
export function withEdits(before: TripSlots, edits: TripEdits): TripSlots {
  const { from, to, wishes } = edits
  const slots: TripSlots = {
    from: nextOrNone(from === undefined ? undefined : placeFor(from, 'from'), before.from),
    to: nextOrNone(to === undefined ? undefined : placeFor(to, 'to'), before.to),
    depart: nextOrNone(edits.depart, before.depart),
    returning: nextOrNone(edits.returning, before.returning),
    party: withParty(before, edits),
    rooms: next(edits.rooms, before.rooms),
    budget: nextOrNone(edits.budget, before.budget),
    cabin: next(edits.cabin, before.cabin),
    wishes: next(wishes && [...new Set(wishes)], before.wishes),
  }
  return withRooms(slots, edits)
}

/** As many rooms as two to a room need, where nobody said how many. */
function withRooms(slots: TripSlots, { rooms, adults, childAges }: TripEdits): TripSlots {
  const isUntouched = rooms === undefined && slots.rooms.source === 'assumed'
  if (!isUntouched || (adults === undefined && childAges === undefined)) return slots
  return { ...slots, rooms: { ...slots.rooms, value: Math.ceil(slots.party.value.adults / 2) } }
}

/** Throws a BAD_REQUEST that names the field. */
export function checkSlots(slots: TripSlots, today: string): void {
  if (slots.from && slots.from.value.id === slots.to?.value.id)
    throw fieldFault('to', 'That is where you start. Choose another place.')
  checkDays(slots, today)
  checkParty(slots)
}
