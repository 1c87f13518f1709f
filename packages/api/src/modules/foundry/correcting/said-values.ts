import { readMoments } from '../../../reading/moments.ts'
import { spelledAt } from '../../../reading/number-words.ts'
import { readNumbers } from '../../../reading/numbers.ts'
import { overlap, tokensOf } from '../../../reading/text.ts'
import type { Span } from '../../../reading/text.ts'
import type { QuestionPlace } from '../../../platform/catalog/questions.ts'
import type { Value } from '../objects/schema.ts'
import type { TypedProperty } from '../types/queries.ts'

/** A value that a message names, for the properties that can have such a one. */
export interface SaidValue {
  span: Span
  /** "Not 620", "instead of Cork": what it no longer is to be. */
  isOld: boolean
  fits: (property: TypedProperty) => boolean
  /** As it is written for a property that has this value now. */
  written: (now: Value) => string
  is: (value: Value) => boolean
}

const OLD =
  /(?:\bnot|\binstead of|\brather than|\bno longer|\bfrom)\s+(?:(?:on|in|at|the|since|for)\s+)*[€$£]?\s*$/

const isOldAt = (said: string, { from }: Span) => OLD.test(said.slice(0, from))

const currencyIn = (now: Value): string | null =>
  typeof now === 'object' && now !== null && 'currency' in now ? now.currency : null

function numbersIn(said: string, { currency }: QuestionPlace, taken: readonly Span[]): SaidValue[] {
  return readNumbers(said, { currency }).flatMap(({ value, span }): SaidValue[] => {
    const isFree = !taken.some((other) => overlap(other, span))
    if (!isFree || (value.kind !== 'number' && value.kind !== 'money')) return []
    const { amount } = value
    const own = value.kind === 'money' ? value.currency : null
    const kinds = own === null ? ['money', 'number'] : ['money']
    return [
      {
        span,
        isOld: isOldAt(said, span),
        fits: ({ kind }) => kinds.includes(kind),
        written: (now) =>
          own === null && typeof now === 'number'
            ? String(amount)
            : `${amount} ${own ?? currencyIn(now) ?? currency}`,
        is: (now) => now === amount || (typeof now === 'object' && Number(now?.amount) === amount),
      },
    ]
  })
}

const amountOf = (now: Value): number | null => {
  if (typeof now === 'number') return now
  return typeof now === 'object' && now !== null ? Number(now.amount) : null
}

interface Halves extends Span {
  first: number
  second: number
}

/** “Six twenty”, “fourteen fifty”: a number in two halves, as prices are said. */
function halvesIn(said: string): Halves[] {
  const tokens = tokensOf(said)
  const halfAt = (at: number, least: number) => {
    const found = tokens[at]?.kind === 'word' ? spelledAt(tokens, at) : null
    return found && found.value >= least && found.value < 100 ? found : null
  }
  return tokens.flatMap(({ from }, at): Halves[] => {
    const first = halfAt(at, 1)
    const second = first && halfAt(first.next, 20)
    const last = second && tokens[second.next - 1]
    return last ? [{ from, to: last.to, first: first.value, second: second.value }] : []
  })
}

/** “Six twenty” is 620 of what costs hundreds, and 6.20 of what costs less than ten: it is the one nearer to what there is now. */
function halvedIn(said: string, { currency }: QuestionPlace, taken: readonly Span[]): SaidValue[] {
  const free = halvesIn(said).filter((one) => !taken.some((other) => overlap(other, one)))
  return free.map(({ from, to, first, second }): SaidValue => {
    const [whole, inCents] = [first * 100 + second, first + second / 100]
    const nearest = (now: Value) => {
      const is = amountOf(now)
      return is !== null && Math.abs(is - inCents) < Math.abs(is - whole) ? inCents : whole
    }
    return {
      span: { from, to },
      isOld: isOldAt(said, { from, to }),
      fits: ({ kind }) => kind === 'money' || kind === 'number',
      written: (now) =>
        typeof now === 'number' ? String(nearest(now)) : `${nearest(now)} ${currencyIn(now) ?? currency}`,
      is: (now) => amountOf(now) === whole || amountOf(now) === inCents,
    }
  })
}

const daysFrom = (day: string, other: string) => Math.abs(Date.parse(day) - Date.parse(other))

const nearestTo = (day: string, days: readonly string[]): string | undefined =>
  days.toSorted((one, other) => daysFrom(one, day) - daysFrom(other, day))[0]

/** “Let since the 14th” says a day as “on the 14th” does. */
const isOne: ReadonlySet<string> = new Set(['on', 'since', 'from'])

const BARE = /^(?:(?:on|since|from) )?(?:the )?(?<day>\d{1,2})(?:st|nd|rd|th)?$/

/** Days of this number in the month of another day, and beside it. */
function numbered(number: string, near: string): string[] {
  const first = Date.parse(`${near.slice(0, 7)}-01`)
  return [-1, 0, 1].flatMap((on) => {
    const month = new Date(first)
    month.setUTCMonth(month.getUTCMonth() + on)
    const day = new Date(month.getTime() + (Number(number) - 1) * 86_400_000)
    return day.getUTCMonth() === month.getUTCMonth() ? [day.toISOString().slice(0, 10)] : []
  })
}

/** The days of a message, each as the one that was and the one that comes: "the 4th" is either, and of what has a day one near that. */
function daysIn(said: string, { now, timeZone }: QuestionPlace): SaidValue[] {
  const read = (isBack: boolean) =>
    readMoments(said, { now, timeZone, isMonthFirst: false, isBack }).flatMap(({ value, span, text }) =>
      value.kind === 'day' && isOne.has(value.relation) && value.time === null
        ? [{ day: value.day, span, number: BARE.exec(text.toLowerCase())?.groups?.['day'] }]
        : [],
    )
  const next = read(false)
  const today = now.toISOString().slice(0, 10)
  return read(true).map(({ day, span, number }): SaidValue => {
    const other = next.find((one) => one.span.from === span.from)?.day ?? day
    const near = (to: Value) =>
      number !== undefined && typeof to === 'string' ? numbered(number, to) : [day, other]
    return {
      span,
      isOld: isOldAt(said, span),
      fits: ({ kind }) => kind === 'day',
      written: (before) => {
        const to = typeof before === 'string' ? before : today
        return nearestTo(to, near(before)) ?? day
      },
      is: (value) => typeof value === 'string' && near(value).includes(value),
    }
  })
}

/** Days and numbers of a message with marks in place of what is no value. */
export function figuresIn(said: string, place: QuestionPlace): SaidValue[] {
  const days = daysIn(said, place)
  const spans = days.map(({ span }) => span)
  const halved = halvedIn(said, place, spans)
  return [...days, ...halved, ...numbersIn(said, place, [...spans, ...halved.map(({ span }) => span)])]
}

const LEAD =
  /(?:(?<!\p{L})(?:should (?:be|say|read|have been)|(?:ought|meant|supposed) to be|to be|to|is|was|are|were|as|be|now)\s+|[=:]\s*)(?:(?:actually|really|now|in|at|on|called|spelled|spelt)\s+)*/u
const TAIL =
  /\s+(?:(?:(?:so|and|then)\s+)?(?:please|pls|instead|now|can you|could you|fix|correct|change|fyi|btw|by the way)(?!\p{L}).*)?$/u
const FAULT = /^(?:wrong|incorrect|off|not right|a mistake|a typo|mistaken|out of date|outdated)$/
/** Where a new part of what is said begins, and whether what stands there is what it no longer is to be. */
const BREAK =
  /(?<old>(?<!\p{L})(?:(?:and|but)\s+)?(?:not|instead of|rather than)\s+(?:(?:in|at|on)\s+)?)|(?:[,;.]|(?<!\p{L})but(?!\p{L}))\s*/gu
const MOST_SIGNS = 60
const MOST_WORDS = 5

interface Part extends Span {
  isOld: boolean
}

function partsOf(said: string): Part[] {
  const breaks = Array.from(said.matchAll(BREAK), ({ 0: text, index, groups }) => ({
    at: index,
    next: index + text.length,
    isOld: groups?.['old'] !== undefined,
  }))
  const starts = [{ next: 0, isOld: false }, ...breaks]
  return starts.map(({ next, isOld }, at) => ({ from: next, to: breaks[at]?.at ?? said.length, isOld }))
}

/** Where the words of a value stand in a part; null where it has none. */
function textIn(said: string, { from, to, isOld }: Part): Span | null {
  const part = said.slice(from, to)
  const lead = isOld ? null : LEAD.exec(part)
  if (!isOld && !lead) return null
  const start = lead ? lead.index + lead[0].length : 0
  const words = part.slice(start).replace(TAIL, '')
  const isValue =
    /\p{L}/u.test(words) &&
    !/[§¶]/.test(words) &&
    !FAULT.test(words) &&
    words.length <= MOST_SIGNS &&
    words.split(/\s+/).length <= MOST_WORDS
  return isValue ? { from: from + start, to: from + start + words.length } : null
}

/** Words that are said to be a value. `typed`: the same message as it was typed, sign for sign. */
export function textsIn(said: string, typed: string): SaidValue[] {
  return partsOf(said).flatMap((part): SaidValue[] => {
    const span = textIn(said, part)
    if (!span) return []
    const text = typed.slice(span.from, span.to)
    return [
      {
        span,
        isOld: part.isOld,
        fits: ({ kind }) => kind === 'text' || kind === 'choice',
        written: () => text,
        is: (value) => typeof value === 'string' && value.toLowerCase() === text.toLowerCase(),
      },
    ]
  })
}
