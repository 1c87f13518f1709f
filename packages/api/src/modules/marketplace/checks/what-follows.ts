import { LARGEST_MINOR } from '../../../shared/money.ts'
import type { Outcome } from '../listings/schema.ts'
import { judgeChange, moneyText } from '../reading/implausible.ts'
import type { Money } from '../reading/money-text.ts'
import type { Reading } from '../reading/read-price.ts'
import type { Availability } from '../reading/schema.ts'
import type { Look } from './look.ts'

const MINUTE_MS = 60_000
/** A price that nobody believes is looked at again after so long, and counts if it still stands at the second time. */
const AGAIN_MS = 10 * MINUTE_MS
const COUNTS_AFTER_MS = 60 * MINUTE_MS
/** What cannot be read is looked at once more before anybody hears of it. */
const RETRY_MS = 60 * MINUTE_MS
/** A queue is never quite on time, nor a clock. */
const EARLY_MS = MINUTE_MS
const OFF_AFTER_MS = 7 * 24 * 60 * MINUTE_MS

export interface Waiting {
  price: Money
  because: string
  since: Date
}

/** What is known of a page before it is looked at. */
export interface Before {
  price: Money | null
  waiting: Waiting | null
  /** What a person called a mistake of the shop. */
  refused: Money | null
  availability: Availability
  failingSince: Date | null
  isToldGone: boolean
}

/** What becomes of it. */
export interface Following {
  outcome: Outcome
  note: string
  /** The price that counts, and whether this look brought it. */
  price: Money | null
  isNew: boolean
  /** What it was, where this look changed it. */
  changedFrom: Money | null
  waiting: Waiting | null
  /** The page still says what a person called a mistake. */
  refused: Money | null
  availability: Availability
  failingSince: Date | null
  /** What people are to hear of the page itself. */
  tells: 'gone' | 'back' | 'off' | null
  /** Sooner than its usual day. */
  again: Date | null
}

type Seen = Exclude<Look, { kind: 'later' }>

const after = (from: Date, ms: number): Date => new Date(from.getTime() + ms)

const isSame = (one: Money | null | undefined, other: Money): boolean =>
  one?.minor === other.minor && one.currency === other.currency

/** As it was, but for having been read. */
const read = (before: Before): Following => ({
  outcome: 'unchanged',
  note: '',
  price: before.price,
  isNew: false,
  changedFrom: null,
  waiting: null,
  refused: null,
  availability: before.availability,
  failingSince: null,
  tells: before.isToldGone ? 'back' : null,
  again: null,
})

interface Failure {
  outcome: Outcome
  note: string
}

function failed(before: Before, { outcome, note }: Failure, now: Date): Following {
  const since = before.failingSince ?? now
  const lasts = now.getTime() - since.getTime()
  const isSure = lasts >= RETRY_MS - EARLY_MS
  const isNewlyGone = outcome === 'gone' && isSure && !before.isToldGone
  return {
    ...read(before),
    outcome,
    note,
    waiting: before.waiting,
    refused: before.refused,
    failingSince: since,
    tells: lasts >= OFF_AFTER_MS ? 'off' : isNewlyGone ? 'gone' : null,
    again: isSure ? null : after(since, RETRY_MS),
  }
}

/** Put aside until it was there for an hour. */
function quarantined(before: Before, waiting: Waiting, now: Date): Following {
  const second = after(waiting.since, AGAIN_MS)
  return {
    ...read(before),
    outcome: 'quarantined',
    note: waiting.because,
    waiting,
    again: now < second ? second : after(waiting.since, COUNTS_AFTER_MS),
  }
}

/** Whether a price that waits has stood there for as long as a mistake seldom does. */
const isBorneOut = (waited: Waiting | null, now: Date): boolean =>
  waited !== null && now.getTime() - waited.since.getTime() >= COUNTS_AFTER_MS - EARLY_MS

function priced(before: Before, price: Money, now: Date): Following {
  const last = before.price
  // Which currency it was could not be said, so there is nothing to hold it against.
  const compared = last?.currency === null && price.currency !== null ? null : last
  if (compared !== null && isSame(compared, price)) return read(before)
  // Whoever knows has said so already: neither time nor another look overrules them.
  if (isSame(before.refused, price))
    return { ...read(before), refused: price, note: `${moneyText(price)} was called a mistake.` }
  const judged = judgeChange(compared, price)
  const waited = isSame(before.waiting?.price, price) ? before.waiting : null
  if (judged.implausible && !isBorneOut(waited, now))
    return quarantined(before, waited ?? { price, because: judged.because, since: now }, now)
  return { ...read(before), outcome: 'ok', price, isNew: true, changedFrom: compared }
}

function ofReading(before: Before, reading: Reading, now: Date): Following {
  const { outcome, price, availability, reasons } = reading
  const note = reasons.at(-1) ?? ''
  if (outcome === 'choose-variant')
    return { ...read(before), outcome, note: 'Several variants cost different amounts. Choose one.' }
  const isSoldOut = availability === 'out-of-stock'
  const isPriced = outcome === 'price' && price !== null && price.minor < LARGEST_MINOR
  if (!isPriced && !isSoldOut) return failed(before, { outcome: 'no-price', note }, now)
  const following = isPriced ? priced(before, price, now) : read(before)
  const isWaiting = following.outcome === 'quarantined'
  return { ...following, availability, ...(isSoldOut && !isWaiting && { outcome: 'out-of-stock' as const }) }
}

/** What a look at a page means for what is known of it. */
export function whatFollows(before: Before, look: Seen, now: Date): Following {
  if (look.kind === 'read') return ofReading(before, look.reading, now)
  if (look.kind === 'same')
    return {
      ...read(before),
      ...(before.availability === 'out-of-stock' && { outcome: 'out-of-stock' as const }),
    }
  if (look.kind === 'gone')
    return failed(
      before,
      { outcome: 'gone', note: 'The shop says that there is no such page any more.' },
      now,
    )
  return failed(before, { outcome: look.kind, note: look.note }, now)
}
