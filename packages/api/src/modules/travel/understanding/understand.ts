import { addDays, dayIn } from '../../../shared/time.ts'
import type { NamedPlaces } from '../places/find-places.ts'
import type { Place } from '../places/place.ts'
import type { Slot, TripPlace, TripQuestion, TripSlots, Understood, Wish } from '../slots/schema.ts'
import { budgetIn, openKrone } from './budget-said.ts'
import { dayFaults, daysIn } from './days-said.ts'
import type { DaysSaid } from './days-said.ts'
import { partyIn } from './party-said.ts'
import type { PartySaid } from './party-said.ts'
import { placesIn } from './places-said.ts'
import type { PlaceSaid, PlacesSaid } from './places-said.ts'
import { saidOf } from './said.ts'
import type { Said } from './said.ts'
import { unmetIn } from './unmet-said.ts'
import type { UnmetSaid } from './unmet-said.ts'
import { cabinIn, wishesIn } from './wishes-said.ts'
import type { WishesSaid } from './wishes-said.ts'

export interface Asked {
  now: Date
  /** Of the person: "tomorrow" is meant there. */
  timeZone: string
  /** Where one starts when nobody says; null where that is not known either. */
  home: Place | null
  /** ISO 4217, of an amount without one. */
  currency: string
  /** What is known already: the text says what changes. */
  before?: TripSlots
  places: { named: (words: string) => NamedPlaces }
}

const [SURE, LIKELY, ASSUMED] = [0.95, 0.6, 0.5]
const MOST_FAULTS = 6
const MOST_WISHES = 8

const saidSlot = <T>(value: T, quote: string): Slot<T> => ({
  value,
  source: 'said',
  confidence: SURE,
  ...(quote !== '' && { quote }),
})
const assumed = <T>(value: T): Slot<T> => ({ value, source: 'assumed', confidence: ASSUMED })
const placeSlot = ({ id, name, country }: Place): TripPlace => ({ id, name, country })

const nobodySaid = (): TripSlots => ({
  from: null,
  to: null,
  depart: null,
  returning: null,
  party: assumed({ adults: 1, childAges: [] }),
  rooms: assumed(1),
  budget: null,
  cabin: assumed('economy'),
  wishes: assumed([]),
})

const saidPlace = ({ place, quote }: PlaceSaid): Slot<TripPlace> => saidSlot(placeSlot(place), quote)

/** Where one starts: as it was said, else where one is back, else at home. */
function startOf(slots: TripSlots, said: PlacesSaid, home: Place | null): TripSlots['from'] {
  if (said.from) return saidPlace(said.from)
  if (said.isSaid.from) return null
  if (slots.from) return slots.from
  if (said.home && said.home.place.id !== home?.id) return saidPlace(said.home)
  return home !== null && home.id !== slots.to?.value.id ? assumed(placeSlot(home)) : null
}

function withPlaces(slots: TripSlots, said: PlacesSaid, home: Place | null): TripSlots {
  const goal = said.isSaid.to ? null : slots.to
  const to = said.to ? saidPlace(said.to) : goal
  return { ...slots, to, from: startOf({ ...slots, to }, said, home) }
}

const daySlot = ({ day, quote, isExact }: NonNullable<DaysSaid['depart']>): Slot<string> => ({
  ...saidSlot(day, quote),
  ...(!isExact && { source: 'assumed' as const, confidence: LIKELY }),
})

const nightsOf = ({ depart, returning }: TripSlots): number | null =>
  depart && returning
    ? Math.round((Date.parse(returning.value) - Date.parse(depart.value)) / 86_400_000)
    : null

const later = (slot: Slot<string>, days: number, quote: string): Slot<string> =>
  days === 0 ? slot : saidSlot(addDays(slot.value, days), quote)

/** The way back: as it was said, else after as many nights as before or as are said now. */
function backOf(slots: TripSlots, days: DaysSaid): TripSlots['returning'] {
  if (days.isOneWay) return null
  if (days.returning) return daySlot(days.returning)
  const start = days.depart ? daySlot(days.depart) : slots.depart
  const stays = days.nights?.nights ?? (days.depart ? nightsOf(slots) : null)
  if (!start || stays === null) return days.depart ? null : slots.returning
  return { ...start, value: addDays(start.value, stays), ...(days.nights && { quote: days.nights.quote }) }
}

/** A new day of leaving keeps how long one stays; "a day later" moves both ends. */
function withDays(slots: TripSlots, days: DaysSaid): TripSlots {
  const depart = days.depart ? daySlot(days.depart) : slots.depart
  const returning = backOf(slots, days)
  const { moved } = days
  if (!moved) return { ...slots, depart, returning }
  return {
    ...slots,
    depart: depart && later(depart, moved.depart, moved.quote),
    returning: returning && later(returning, moved.returning, moved.quote),
  }
}

function withParty(slots: TripSlots, { party, rooms }: PartySaid): TripSlots {
  const next = party ? saidSlot(party.value, party.quote) : slots.party
  const isFree = slots.rooms.source === 'assumed'
  const usual = isFree ? assumed(Math.ceil(next.value.adults / 2)) : slots.rooms
  return { ...slots, party: next, rooms: rooms ? saidSlot(rooms.value, rooms.quote) : usual }
}

function withWishes(slots: TripSlots, { wanted, unwanted, quote }: WishesSaid): TripSlots {
  if (wanted.length + unwanted.length === 0) return slots
  const kept = slots.wishes.value.filter((wish) => !unwanted.includes(wish))
  const all: Wish[] = [...new Set([...kept, ...wanted])].slice(0, MOST_WISHES)
  return { ...slots, wishes: saidSlot(all, quote) }
}

const THREE_LENGTHS = [3, 5, 7]

/** Somebody who says one day may come back, or not. */
function whenBack({ depart }: TripSlots): TripQuestion {
  const from = depart?.value ?? ''
  return {
    slot: 'returning',
    text: 'When do you come back?',
    choices: [
      ...THREE_LENGTHS.map((nights) => ({ label: `After ${nights} nights`, value: addDays(from, nights) })),
      { label: 'One way', value: 'one way' },
    ],
  }
}

interface Read {
  said: Said
  known: TripSlots
  today: string
}

/** What somebody says of everything but where; each part takes its words away, so that none is read twice. */
function partsIn({ said, known, today }: Read, { now, timeZone, currency }: Asked) {
  const krone = openKrone(said, currency)
  const budget = budgetIn(said, currency)
  const cabin = cabinIn(said)
  const party = partyIn(said, known.party.value)
  const wishes = wishesIn(said)
  const leaves = known.depart?.value ?? null
  return { krone, budget, cabin, party, wishes, days: daysIn(said, { now, timeZone, today, leaves }) }
}

type Parts = ReturnType<typeof partsIn>

function withParts(slots: TripSlots, { budget, cabin, party, wishes, days }: Parts): TripSlots {
  const next = withWishes(withParty(withDays(slots, days), party), wishes)
  return {
    ...next,
    budget: budget ? budget.value && saidSlot(budget.value, budget.quote) : next.budget,
    cabin: cabin ? saidSlot(cabin.value, cabin.quote) : next.cabin,
  }
}

/** What cannot be as it was said, in words. */
function faultsOf(
  { slots, today }: { slots: TripSlots; today: string },
  where: PlacesSaid,
  parts: Parts,
): string[] {
  const isCircle = slots.from !== null && slots.from.value.id === slots.to?.value.id
  const ends = { depart: slots.depart?.value ?? null, returning: slots.returning?.value ?? null }
  const all = [
    ...where.faults,
    ...(isCircle ? ['You start where you want to go. Choose another place.'] : []),
    ...(parts.days.faults.length > 0 ? parts.days.faults : dayFaults(ends, today)),
    ...parts.party.faults,
    ...(parts.krone === null ? [] : [parts.krone]),
  ]
  return [...new Set(all)].slice(0, MOST_FAULTS)
}

export interface UnderstoodText extends Understood {
  /** Whether the text says anything of a trip. */
  isRead: boolean
  unmet: UnmetSaid
}

/** What a text says of a trip, by rules alone: what is not said is assumed or asked, and what cannot be is told in words. */
export function understand(text: string, how: Asked): UnderstoodText {
  const today = dayIn(how.timeZone, how.now)
  const said = saidOf(text)
  const whole = said.left
  const unmet = unmetIn({ ...said })
  const known = how.before ?? nobodySaid()
  const parts = partsIn({ said, known, today }, how)
  const where = placesIn(said, how.places.named)
  const slots = withParts(withPlaces(known, where, how.home), parts)
  const faults = faultsOf({ slots, today }, where, parts)
  const { days, party } = parts
  const told = [
    ...where.faults,
    ...where.questions,
    ...days.faults,
    ...days.questions,
    ...party.faults,
    ...unmet.unmet,
    ...unmet.dropped,
  ]
  const isNew = days.depart !== null && known.depart === null
  const asksBack = isNew && slots.returning === null && !days.isOneWay && faults.length === 0
  return {
    slots,
    questions: [
      ...where.questions,
      ...days.questions,
      ...(asksBack ? [whenBack(slots)] : []),
      ...(party.question ? [party.question] : []),
    ],
    faults,
    isRead: said.left !== whole || told.length > 0,
    unmet,
  }
}
