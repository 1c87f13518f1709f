import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { TOLD, howMany, numbered } from '../../platform/catalog/told-list.ts'
import { dayText } from '../../shared/day-text.ts'
import { BookingPage } from './bookings/schema.ts'
import type { Booking } from './bookings/schema.ts'
import { TripCards } from './cards/schema.ts'
import type { TravelService, TripCard } from './cards/schema.ts'
import { NextTrip } from './next/schema.ts'
import { TripDays } from './plans/schema.ts'
import type { DayItem } from './plans/schema.ts'
import { daysWords } from './trips/chips.ts'
import { TripPage, WholeTrip } from './trips/schema.ts'
import type { Trip, TripChip } from './trips/schema.ts'
import { TravelWatchHistory, TravelWatchPage } from './watches/schema.ts'
import type { TravelWatch } from './watches/schema.ts'
import { counted, moneyWords, tripStateWords } from './words.ts'

const dayWords = (day: string): string => dayText({ day })
const dayAt = (instant: string): string => dayWords(instant.slice(0, 10))
const shownAs = ({ id, title }: { id: string; title: string }) => ({ id, name: title })
const isLine = (part: unknown): part is string => typeof part === 'string' && part !== ''

type Dated = Pick<Trip, 'title' | 'departs' | 'returns'>

/** The name of a trip without the days that stand in it where nobody named it: those are said in words. */
function nameOf({ title, departs, returns }: Dated): string {
  const days = departs === null ? '' : daysWords(departs, returns)
  return title.endsWith(days) ? title.slice(0, title.length - days.length) : title
}

const spanWords = ({ departs, returns }: Dated): string | null => {
  if (departs === null) return null
  return returns === null ? dayWords(departs) : `${dayWords(departs)} to ${dayWords(returns)}`
}

const stateOf = ({ state, cards }: Pick<Trip, 'state' | 'cards'>): string => {
  if (state !== 'found') return tripStateWords[state]
  return cards === 0 ? 'no offers found' : `${counted(cards, 'offer')} found`
}

const factsOf = (trip: Trip): string =>
  `${nameOf(trip)}: ${[spanWords(trip), stateOf(trip)].filter(isLine).join(', ')}`

export function tripsTold(output: unknown): ToldAnswer {
  const page = TripPage.parse(output)
  const { items, nextCursor } = page
  if (items.length === 0) return { text: 'There is no trip like that: plan one by saying where to and when.' }
  const told = { head: `${howMany(page, 'trip')}:`, rows: items, isMore: nextCursor !== null }
  return { text: numbered(told, factsOf), shown: items.slice(0, TOLD).map(shownAs) }
}

const chipNames: Readonly<Record<TripChip['slot'], string>> = {
  from: 'From',
  to: 'To',
  depart: 'Leaving',
  returning: 'Back',
  party: 'Travellers',
  rooms: 'Rooms',
  budget: 'Budget',
  cabin: 'Cabin',
  wishes: 'Wishes',
}

/** The days stand in the first line already. */
const chipLines = (chips: readonly TripChip[]): string[] =>
  chips
    .filter(({ slot }) => slot !== 'depart' && slot !== 'returning')
    .map(
      ({ slot, words, source }) =>
        `- ${chipNames[slot]}: ${words}${source === 'assumed' ? ' (assumed)' : ''}`,
    )

export function tripTold(output: unknown): ToldAnswer {
  const { chips, questions, faults, unmet, jobId: _job, ...trip } = WholeTrip.parse(output)
  const asks = questions.map(({ text }) => `Still to be said: ${text}`)
  const not = unmet.map((one) => `Not part of the offers, ${one}`)
  const text = [`${factsOf(trip)}.`, ...chipLines(chips), ...asks, ...faults, ...not].join('\n')
  return { text, shown: [shownAs(trip)] }
}

type Next = NonNullable<NextTrip['trip']>

function nextWords(trip: Next): string {
  const { to, travellers, departs, returns } = trip
  const who = `for ${travellers === 1 ? 'one person' : `${travellers} people`}`
  const name = nameOf(trip)
  const own = departs === null || name === to || to === null ? '' : ` ${name}`
  const where = to === null ? '' : ` to ${to}`
  if (departs === null) return `Your next trip${where} has no day yet, ${who}.`
  const back = returns === null ? '' : ` and ends on ${dayWords(returns)}`
  return `Your next trip${own}${where} begins on ${dayWords(departs)}${back}, ${who}.`
}

const kindWords = { flight: 'flight', stay: 'stay', car: 'car' } as const
const pricesOf = (services: readonly Pick<TravelService, 'kind' | 'amount'>[], currency: string): string =>
  services.map(({ kind, amount }) => `${kindWords[kind]} ${moneyWords(amount, currency)}`).join(', ')

/** "€66 of the budget left" */
function leftWords({ left, currency }: Pick<TripCard, 'left' | 'currency'>): string | null {
  if (left === null) return null
  if (Number(left) === 0) return 'exactly the budget'
  return left.startsWith('-')
    ? `${moneyWords(left.slice(1), currency)} over the budget`
    : `${moneyWords(left, currency)} of the budget left`
}

const priced: Readonly<Record<Next['state'], string>> = {
  open: 'It costs',
  looking: 'It costs',
  found: 'The best offer costs',
  held: 'It is held, not bought yet, at',
  booked: 'It is booked at',
}

function priceWords({ state, asks }: Next, price: NextTrip['price']): string {
  if (price !== null) {
    const { total, currency, services } = price
    const left = leftWords(price)
    return `${priced[state]} ${moneyWords(total, currency)}: ${pricesOf(services, currency)}${left === null ? '' : `; ${left}`}.`
  }
  if (state === 'open') return `To look for offers, this has to be said first: ${asks ?? 'what is missing'}`
  if (state === 'looking') return 'Offers are being looked for.'
  if (state === 'found') return 'No offer was found: change its days or its budget.'
  return `It is ${tripStateWords[state]}.`
}

export function nextTripTold(output: unknown): ToldAnswer {
  const { trip, price, watch } = NextTrip.parse(output)
  if (trip === null) return { text: 'No trip is ahead: say where to and when, and offers are looked for.' }
  const watched =
    watch && `Its price is watched: you are told below ${moneyWords(watch.amount, watch.currency)}.`
  return {
    text: [nextWords(trip), priceWords(trip, price), watched].filter(isLine).join('\n'),
    shown: [shownAs(trip)],
  }
}

const offerLine = (card: TripCard): string => {
  const labels = card.labels.map((label) => label.toLowerCase())
  const parts = [moneyWords(card.total, card.currency), ...labels, leftWords(card)]
  return `${card.title}: ${parts.filter(isLine).join(', ')}`
}

export function offersTold(output: unknown): ToldAnswer {
  const { items } = TripCards.parse(output)
  const [first] = items
  if (!first)
    return {
      text: 'There are no offers for this trip yet: look for them again, or change what is known of it.',
    }
  const cheapest = items.reduce(
    (best, card) => (Number(card.total) < Number(best.total) ? card : best),
    first,
  )
  const from = moneyWords(cheapest.total, cheapest.currency)
  const head = `${counted(items.length, 'offer')} for this trip, ${items.length === 1 ? 'at' : 'from'} ${from}:`
  return { text: numbered({ head, rows: items }, offerLine), shown: items.slice(0, TOLD).map(shownAs) }
}

const bookingWords: Readonly<Record<Booking['state'], string>> = {
  held: 'held, not bought yet',
  confirmed: 'booked',
  cancelled: 'cancelled',
  released: 'let go, nothing was bought',
  expired: 'the hold ran out, nothing was bought',
}

/** The days are in the title, as those of the trip were when it was held; a trip with a name of its own has none there. */
const bookingLine = ({ title, state, total, currency, startsOn }: Booking): string => {
  const begins = title.includes(daysWords(startsOn, null)) ? null : `begins on ${dayWords(startsOn)}`
  return `${title}: ${[begins, bookingWords[state], moneyWords(total, currency)].filter(isLine).join(', ')}`
}

export function bookingsTold(output: unknown): ToldAnswer {
  const page = BookingPage.parse(output)
  const { items, nextCursor } = page
  if (items.length === 0)
    return { text: 'There is no travel booking like that: hold an offer of a trip, then confirm it.' }
  const told = { head: `${howMany(page, 'travel booking')}:`, rows: items, isMore: nextCursor !== null }
  return { text: numbered(told, bookingLine), shown: items.slice(0, TOLD).map(shownAs) }
}

const watchPrice = ({ state, price, currency, note }: TravelWatch): string => {
  if (price === null) return note === '' ? 'no price yet' : `no price (${note.replace(/\.$/, '')})`
  return `${state === 'watching' ? 'now' : 'last'} ${moneyWords(price, currency)}`
}
const watchWords: Readonly<Record<TravelWatch['state'], string | null>> = {
  watching: null,
  paused: 'paused',
  over: 'over',
}

const watchLine = (watch: TravelWatch): string => {
  const { title, state, amount, currency, isBelow } = watch
  const line = `${isBelow ? 'less than' : 'told below'} ${moneyWords(amount, currency)}`
  return `${title}: ${[watchWords[state], watchPrice(watch), line].filter(isLine).join(', ')}`
}

export function watchesTold(output: unknown): ToldAnswer {
  const page = TravelWatchPage.parse(output)
  const { items, nextCursor } = page
  if (items.length === 0)
    return { text: 'No trip is watched for its price like that: name a trip and an amount to be told below.' }
  const below = items.filter(({ isBelow, state }) => isBelow && state === 'watching').length
  const cheaper = below === 0 ? '' : `; ${below} ${below === 1 ? 'costs' : 'cost'} less than you named`
  const head = `${howMany(page, 'watched trip')}${cheaper}:`
  return {
    text: numbered({ head, rows: items, isMore: nextCursor !== null }, watchLine),
    shown: items.slice(0, TOLD).map(shownAs),
  }
}

/** The latest price, the lowest, and how it came there, the newest first. */
export function watchHistoryTold(output: unknown): ToldAnswer {
  const { currency, points } = TravelWatchHistory.parse(output)
  const latest = points.at(-1)
  if (!latest) return { text: 'There is no price of it yet: the next look brings the first.' }
  const worded = (amount: string | null) =>
    amount === null ? 'nothing offered' : moneyWords(amount, currency)
  const prices = points.flatMap(({ amount }) => (amount === null ? [] : [Number(amount)]))
  const lowest =
    prices.length < 2 ? '' : `, ${moneyWords(String(Math.min(...prices)), currency)} at the lowest`
  const head = `${latest.amount === null ? 'Nothing is offered now' : `It costs ${worded(latest.amount)} now`}${lowest}:`
  const rows = points.toReversed()
  return { text: numbered({ head, rows }, ({ at, amount }) => `${dayAt(at)}: ${worded(amount)}`) }
}

const itemWords = ({ title, at, until }: DayItem): string => {
  if (at === null) return title
  return `${title} ${until === null ? `at ${at}` : `from ${at} to ${until}`}`
}

export function daysTold(output: unknown): ToldAnswer {
  const { days, warnings } = TripDays.parse(output)
  const [first] = days
  const last = days.at(-1)
  if (!first || !last) return { text: 'There is no plan by day for it.' }
  const span = first === last ? dayWords(first.day) : `${dayWords(first.day)} to ${dayWords(last.day)}`
  const head = `${counted(days.length, 'day')}, ${span}:`
  const text = numbered({ head, rows: days }, ({ day, items }) =>
    [dayWords(day), items.map(itemWords).join('; ') || 'nothing planned'].join(': '),
  )
  return { text: [text, ...warnings.map((warning) => `Mind: ${warning}`)].join('\n') }
}
