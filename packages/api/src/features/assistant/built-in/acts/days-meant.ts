import { inZone } from '../../../../reading/calendar.ts'
import { boundsOf, dueIn } from '../../../../reading/moments.ts'
import type { Moment } from '../../../../reading/moments.ts'
import type { Field } from './fields.ts'
import type { Meanings, Source } from './meaning.ts'
import { isDenied, isWithin, textOf } from './said.ts'
import type { Clock, Range, Spot } from './said.ts'

/** Of "2027-05". */
const MONTH_SIGNS = 7

const value = (one: string | null) => ({ kind: 'value', value: one }) as const

/** "From 1 to 15 May" has an end, and what is "from yesterday" is of that day. */
const isWholly = (words: string, { kind }: Moment) =>
  /^from\b/i.test(words) &&
  (kind === 'range' ? /\b(?:to|till|until|and)\b|[-–]/i.test(words) : !/\d/.test(words))

/** Both ends of a list's span of days: "since May" has no end, "before Friday" no beginning. */
function fillSpan(
  field: Field,
  moment: Spot<Moment>,
  { meanings, words }: { meanings: Meanings; words: string },
): void {
  const { value: said } = moment
  const isWhole = 'relation' in said && said.relation === 'since' && isWholly(words, said)
  const bounds = boundsOf(isWhole ? { ...said, relation: 'on' } : said)
  if (!bounds) return
  if (bounds.from !== null) meanings.add(field.name, value(bounds.from), moment)
  if (field.until !== null && bounds.to !== null) meanings.add(field.until, value(bounds.to), moment)
}

interface DayFields {
  day: Field
  time: Field | undefined
  clock: Clock
}

function fillDay({ day, time, clock }: DayFields, moment: Spot<Moment>, meanings: Meanings): void {
  const said = moment.value
  if (said.kind === 'shift') {
    const shiftedField = time && said.minutes > 0 ? time : day
    return meanings.add(shiftedField.name, { kind: 'shift', shift: said }, moment)
  }
  if (said.kind === 'none') return day.isNullable ? meanings.add(day.name, value(null), moment) : undefined
  if (said.kind === 'range') return meanings.add(day.name, value(dueIn(said, clock)), moment)
  const at =
    said.time === null
      ? { day: said.day, time: null }
      : inZone({ day: said.day, time: said.time }, clock.timeZone, clock.orgTimeZone)
  // A time alone leaves the day that a row has; a new row needs one.
  if (said.kind === 'day' || day.usual !== undefined) meanings.add(day.name, value(at.day), moment)
  if (time && at.time !== null) meanings.add(time.name, value(at.time), moment)
}

/** "In December" is the month that begins there, and so is a day of it. */
function fillMonth(field: Field, moment: Spot<Moment>, meanings: Meanings): void {
  const bounds = boundsOf(moment.value)
  const day = bounds?.from ?? bounds?.to
  if (day) meanings.add(field.name, value(day.slice(0, MONTH_SIGNS)), moment)
}

/** Words between a day and what it is the day of, at most: "due on or before Friday" has two. */
const LEADING_WORDS = 3

/** "Due 15 December": of several days, the one that the word before it names. */
function fillLed({ act, said, clock }: DaySource, moment: Spot<Moment>, meanings: Meanings): boolean {
  const days = act.fields.filter(({ kind }) => kind === 'day')
  if (days.length < 2 || moment.value.kind !== 'day') return false
  const words = said.tokens.slice(Math.max(0, moment.from - LEADING_WORDS), moment.to).map(({ text }) => text)
  const day = days.find(({ name }) => words.includes(name.replace(/[A-Z].*$/, '')))
  if (!day) return false
  fillDay({ day, time: undefined, clock }, moment, meanings)
  return true
}

type DaySource = Pick<Source, 'act' | 'said' | 'clock'>

/** Fills the days and the time of day of an act. */
export function daysMeant(
  { act, said, clock }: DaySource,
  meanings: Meanings,
  opaque: readonly Range[],
): void {
  const free = said.moments.filter(
    (one) => !opaque.some((other) => isWithin(one, other)) && !isDenied(said, one),
  )
  const span = act.fields.find(({ until }) => until !== null)
  const day = act.fields.find(
    ({ kind, name }) => kind === 'day' && name !== span?.name && name !== span?.until,
  )
  const time = act.fields.find(({ kind }) => kind === 'time')
  if (span)
    for (const moment of free)
      fillSpan(span, moment, { meanings, words: textOf(said, moment.from, moment.to) })
  const month = act.fields.find(({ kind }) => kind === 'month')
  if (month) for (const moment of free) fillMonth(month, moment, meanings)
  if (!day) return
  const led = free.filter((moment) => fillLed({ act, said, clock }, moment, meanings))
  // Where several days are said, the last one that surely is one counts, and a whole day goes before a time alone.
  const others = free.filter((moment) => !led.includes(moment))
  const sure = others.filter(({ value: { isSure } }) => isSure)
  const last = (sure.length > 0 ? sure : others).toReversed()
  const [times, days] = [last.filter(isTime), last.filter((one) => !isTime(one))]
  for (const moment of [...days, ...times]) fillDay({ day, time, clock }, moment, meanings)
}

const isTime = ({ value: { kind } }: Spot<Moment>) => kind === 'time'
