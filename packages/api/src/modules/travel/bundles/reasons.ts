import { currencyDigits } from '../../../shared/currencies.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { FlightOffer, Journey, StayOffer } from '../offers/schema.ts'
import type { Wish } from '../slots/schema.ts'
import { distanceWords, durationWords, moneyWords, shortDay } from '../words.ts'
import { asksOf } from './asks.ts'
import type { TripBundle } from './schema.ts'
import { isEarlyTakeOff, isLateLanding, minutesOf } from './score.ts'
import { isDirect, timeOf } from './wishes.ts'

export type Reason = TripBundle['reasons'][number]

/** What reasons are computed from; amounts in minor units. */
export interface Facts {
  flight: FlightOffer | null
  stay: StayOffer | null
  hasCar: boolean
  currency: string
  total: number
  limit: number | null
  cheapest: number
  /** Minutes; null without flights. */
  shortest: number | null
  wishes: readonly Wish[]
}

/** A reason, and how much it says: what was asked for counts most, then what is unusual. */
type Weighed = Reason & { strength: number }

const MOST_REASONS = 5
/** Where there is anything good or anything bad to say, so much of it is said. */
const MOST_OF_ONE_KIND = 3

const good = (part: Reason['part'], text: string, strength: number): Weighed => ({
  part,
  isGood: true,
  text,
  strength,
})
const bad = (part: Reason['part'], text: string, strength: number): Weighed => ({
  part,
  isGood: false,
  text,
  strength,
})

const WHOLE_FROM = 10

/** Whole units from ten on, small amounts to the cent. */
function roughly(minor: number, currency: string, round: (units: number) => number): string {
  const digits = currencyDigits(currency) ?? 2
  const unit = 10 ** digits
  const shown = minor < WHOLE_FROM * unit ? minor : round(minor / unit) * unit
  return moneyWords(formatMoney(BigInt(shown), digits), currency)
}

const TIGHT = 0.05
const DEARER = 1.1

/** What is left is rounded down and what is over up, so that nobody is told more than there is. */
function ofPrice({ limit, total, cheapest, currency }: Facts): Weighed[] {
  if (limit === null) {
    if (total <= cheapest) return [good('price', 'Nothing here costs less', 70)]
    const more = roughly(total - cheapest, currency, Math.ceil)
    return total > cheapest * DEARER ? [bad('price', `${more} more than the cheapest`, 60)] : []
  }
  const left = limit - total
  if (left < 0) return [bad('price', `${roughly(-left, currency, Math.ceil)} over your budget`, 100)]
  if (left === 0) return [good('price', 'Exactly your budget', 80)]
  const words = roughly(left, currency, Math.floor)
  return left < limit * TIGHT
    ? [bad('price', `Only ${words} left`, 65)]
    : [good('price', `${words} under budget`, 90)]
}

const LONGER_MINUTES = 60

function stopWords({ out, back }: FlightOffer): string {
  const [outStops, backStops] = [out.legs.length - 1, (back?.legs.length ?? 1) - 1]
  if (back === null) return 'One change of planes'
  if (outStops > 0 && backStops > 0) return 'One change of planes each way'
  return outStops > 0 ? 'One change of planes on the way there' : 'One change of planes on the way back'
}

function ofTime({ flight, shortest, wishes }: Facts): Weighed[] {
  // Flights are always asked for, so that a price without one is no price of the journey.
  if (!flight) return [bad('time', 'Without a flight: none was found for these days', 110)]
  const isWished = wishes.includes('direct')
  const found = isDirect(flight)
    ? [good('time', flight.back ? 'Direct both ways' : 'A direct flight', isWished ? 95 : 75)]
    : [bad('time', stopWords(flight), isWished ? 95 : 55)]
  const longer = minutesOf(flight) - (shortest ?? 0)
  if (longer >= LONGER_MINUTES)
    found.push(bad('time', `${durationWords(longer)} longer than the shortest`, 58))
  if (longer === 0 && !isDirect(flight)) found.push(good('time', 'No other way is shorter', 62))
  return found
}

/** Who lands then has some of the day left. */
const DAY_LEFT_UNTIL = '18:00'

/** On which day one lands, where that is not the day of the take-off by the clocks of both airports. */
const dayWords = (departs: string, arrives: string): string =>
  departs.slice(0, 10) === arrives.slice(0, 10) ? '' : ` on ${shortDay(arrives.slice(0, 10))}`

const ends = ({ legs }: Journey) => ({
  departs: legs.at(0)?.departs ?? '',
  arrives: legs.at(-1)?.arrives ?? '',
})

function ofTakeOffs({ out, back }: FlightOffer): Weighed[] {
  const [there, home] = [ends(out).departs, back && ends(back).departs]
  const found = isEarlyTakeOff(there) ? [bad('hours', `You leave at ${timeOf(there)}`, 57)] : []
  if (home !== null && isEarlyTakeOff(home))
    found.push(bad('hours', `The flight back leaves at ${timeOf(home)}`, 56))
  return found
}

function ofLandings({ out, back }: FlightOffer): Weighed[] {
  const landing = (journey: Journey) => {
    const { departs, arrives } = ends(journey)
    return `${timeOf(arrives)}${dayWords(departs, arrives)}`
  }
  const time = timeOf(ends(out).arrives)
  const found: Weighed[] = []
  if (isLateLanding(ends(out).arrives)) found.push(bad('hours', `You arrive at ${landing(out)}`, 59))
  else if (time <= DAY_LEFT_UNTIL) found.push(good('hours', `You arrive at ${landing(out)}`, 50))
  if (back && isLateLanding(ends(back).arrives))
    found.push(bad('hours', `You are back at ${landing(back)}`, 58))
  return found
}

/** Nights that are paid for and not slept in, and the other way round: far away it is another day on arrival. */
function ofNights(flight: FlightOffer, stay: StayOffer): Weighed[] {
  const arrival = ends(flight.out).arrives.slice(0, 10)
  if (arrival > stay.checkIn)
    return [bad('hours', `You pay for the night of ${shortDay(stay.checkIn)}, but arrive later`, 72)]
  return arrival < stay.checkIn ? [bad('hours', `No bed for the night of ${shortDay(arrival)}`, 92)] : []
}

const ofHours = ({ flight, stay }: Facts): Weighed[] =>
  flight ? [...ofTakeOffs(flight), ...ofLandings(flight), ...(stay ? ofNights(flight, stay) : [])] : []

const NEAR_METRES = 2000
const FAR_METRES = 3500
const MANY_STARS = 4
const FEW_STARS = 2

function ofStay({ stay, wishes }: Facts): Weighed[] {
  if (!stay) return []
  const { metresToCentre, stars } = stay
  const found: Weighed[] = []
  const isWished = wishes.includes('central')
  const way = `${distanceWords(metresToCentre)} to the centre`
  if (metresToCentre <= NEAR_METRES) found.push(good('stay', way, isWished ? 85 : 64))
  if (metresToCentre > FAR_METRES) found.push(bad('stay', way, isWished ? 85 : 61))
  if (stars >= MANY_STARS) found.push(good('stay', `${stars} stars`, 45))
  if (stars <= FEW_STARS) found.push(bad('stay', stars === 1 ? 'Only one star' : `Only ${stars} stars`, 44))
  return found
}

const [ASKED_MET, ASKED_NOT_MET] = [78, 82]

const ofWishes = (facts: Facts): Weighed[] =>
  asksOf(facts.flight, facts.stay, facts.hasCar).flatMap(({ wish, isMet, yes, no, unasked }) => {
    const isAsked = facts.wishes.includes(wish)
    if (!isAsked && unasked === undefined) return []
    const strength = isMet ? ASKED_MET : ASKED_NOT_MET
    return [(isMet ? good : bad)('wishes', isMet ? yes : no, isAsked ? strength : (unasked ?? 0))]
  })

/** At most five, in words: what speaks most for a bundle and what speaks most against it, good and bad mixed as they weigh. */
export function reasonsFor(facts: Facts): Reason[] {
  const all = [ofPrice(facts), ofTime(facts), ofHours(facts), ofStay(facts), ofWishes(facts)]
    .flat()
    .toSorted((one, other) => other.strength - one.strength)
  const [fors, againsts] = [all.filter(({ isGood }) => isGood), all.filter(({ isGood }) => !isGood)]
  const most = (list: readonly Weighed[], others: readonly Weighed[]) =>
    list.slice(0, Math.max(MOST_REASONS - others.length, MOST_OF_ONE_KIND))
  return [...most(fors, againsts), ...most(againsts, fors)]
    .toSorted((one, other) => other.strength - one.strength)
    .slice(0, MOST_REASONS)
    .map(({ part, isGood, text }) => ({ part, isGood, text }))
}
