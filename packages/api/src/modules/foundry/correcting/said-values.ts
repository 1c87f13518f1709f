import { readMoments } from '../../../reading/moments.ts'
import { readNumbers } from '../../../reading/numbers.ts'
import { overlap } from '../../../reading/text.ts'
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

const OLD = /(?:\bnot|\binstead of|\brather than|\bno longer|\bfrom)\s+(?:(?:on|in|at|the)\s+)*[€$£]?\s*$/

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

const daysFrom = (day: string, other: string) => Math.abs(Date.parse(day) - Date.parse(other))

/** The days of a message, each as the one that was and the one that comes: "the 4th" is either. */
function daysIn(said: string, { now, timeZone }: QuestionPlace): SaidValue[] {
  const read = (isBack: boolean) =>
    readMoments(said, { now, timeZone, isMonthFirst: false, isBack }).flatMap(({ value, span }) =>
      value.kind === 'day' && value.relation === 'on' && value.time === null
        ? [{ day: value.day, span }]
        : [],
    )
  const next = read(false)
  return read(true).map(({ day, span }): SaidValue => {
    const other = next.find((one) => one.span.from === span.from)?.day ?? day
    const today = now.toISOString().slice(0, 10)
    const nearest = (to: string) => (daysFrom(other, to) < daysFrom(day, to) ? other : day)
    return {
      span,
      isOld: isOldAt(said, span),
      fits: ({ kind }) => kind === 'day',
      written: (before) => nearest(typeof before === 'string' ? before : today),
      is: (value) => value === day || value === other,
    }
  })
}

/** Days and numbers of a message with marks in place of what is no value. */
export function figuresIn(said: string, place: QuestionPlace): SaidValue[] {
  const days = daysIn(said, place)
  return [
    ...days,
    ...numbersIn(
      said,
      place,
      days.map(({ span }) => span),
    ),
  ]
}

const LEAD =
  /(?:(?<!\p{L})(?:should (?:be|say|read|have been)|(?:ought|meant|supposed) to be|to be|to|is|was|are|were|as|be|now)\s+|[=:]\s*)(?:(?:actually|really|now|in|at|on|called|spelled|spelt)\s+)*/u
const TAIL = /\s+(?:(?:please|pls|instead|now|can you|could you|fix|correct|change)(?!\p{L}).*)?$/u
const FAULT = /^(?:wrong|incorrect|off|not right|a mistake|a typo|mistaken|out of date|outdated)$/
/** Where a new part of what is said begins, and whether what stands there is what it no longer is to be. */
const BREAK =
  /(?<old>(?<!\p{L})(?:not|instead of|rather than)\s+(?:(?:in|at|on)\s+)?)|(?:[,;.]|(?<!\p{L})but(?!\p{L}))\s*/gu
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
