import { addDays, addMonths, endOfMonth, inZone, wallAt } from '../../../../reading/calendar.ts'
import { boundsOf, dueIn } from '../../../../reading/moments.ts'
import type { Moment } from '../../../../reading/moments.ts'
import { ordinalAt } from '../../../../reading/number-words.ts'
import { stem } from '../../../../reading/name-index.ts'
import { dayLeadsOf, LEADING_WORDS } from './day-leads.ts'
import type { Field } from './fields.ts'
import type { Meanings, Meant, Source } from './meaning.ts'
import { rowFieldOf } from './needed-fields.ts'
import { isDenied, isWithin, lookingBack, overlaps, textOf } from './said.ts'
import type { Clock, Range, Said, Spot } from './said.ts'

/** Of "2027-05". */
const MONTH_SIGNS = 7
const MONTHS = 12

const value = (one: string | number | null) => ({ kind: 'value', value: one }) as const

const opened = new Set(['on', 'onward', 'onwards', 'forward'])

/** "From 1 to 15 May" has an end, what is "from yesterday" is of that day, and what is "from October" of a month that is over. */
function isWholly({ said, clock }: DaySource, moment: Spot<Moment>): boolean {
  const words = textOf(said, moment.from, moment.to)
  if (!/^from\b/i.test(words) || opened.has(said.tokens[moment.to]?.text ?? '')) return false
  if (moment.value.kind !== 'range') return !/\d/.test(words)
  return (
    moment.value.to < wallAt(clock.now, clock.timeZone).day || /\b(?:to|till|until|and)\b|[-–]/i.test(words)
  )
}

/** Both ends of a list's span of days: "since May" has no end, "before Friday" no beginning. */
function fillSpan(source: DaySource, [field, moment]: [Field, Spot<Moment>], meanings: Meanings): void {
  const { value: said } = moment
  const isWhole = 'relation' in said && said.relation === 'since' && isWholly(source, moment)
  const bounds = boundsOf(isWhole ? { ...said, relation: 'on' } : said)
  if (!bounds) return
  if (bounds.from !== null) meanings.add(field.name, value(bounds.from), moment)
  if (field.until !== null && bounds.to !== null) meanings.add(field.until, value(bounds.to), moment)
}

interface DayFields {
  act: Source['act']
  day: Field
  time: Field | undefined
  clock: Clock
  said: Said
}

const nthLeads = /^(?:on|to|till|until|by|for|from|just|only|the)$/

/** The number of "the 14th", "by the fourteenth" and "the 14", where nothing else is said of the day. */
function nthOf({ tokens }: Said, { from, to }: Range): number | null {
  const at = from + tokens.slice(from, to).findIndex(({ text }) => !nthLeads.test(text))
  const day = tokens[at - 1]?.text === 'the' ? ordinalAt(tokens, at) : null
  if (day !== null) return day.next === to ? day.value : null
  const [token] = tokens.slice(at, to)
  return tokens[at - 1]?.text === 'the' && token?.kind === 'digits' && at + 1 === to
    ? Number(token.text)
    : null
}

/** The day that was said; of "the 14th", that its month was not. */
function dayMeant({ said }: DayFields, moment: Spot<Moment>, day: string): Meant {
  const figure = nthOf(said, moment)
  return figure === null ? value(day) : { kind: 'nth', nth: figure, value: day }
}

const DAY_MS = 86_400_000
const distance = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b))

/** A day that may lie behind now as well: of "dated 18 November" the one that is nearest. */
function nearestTo(fields: DayFields, moment: Spot<Moment>): Moment {
  const { act, day, clock, said } = fields
  const told = ahead(fields, moment)
  if (told.kind !== 'day' || act.phrases.near?.includes(day.name) !== true) return told
  const back = lookingBack(said, clock).moments.find(({ from }) => from === moment.from)?.value
  const today = wallAt(clock.now, clock.timeZone).day
  const isNearer = back?.kind === 'day' && distance(back.day, today) < distance(told.day, today)
  return isNearer ? back : told
}

const QUARTER = /\bq ?[1-4]$|\bquarter$/

/** "In Q1", said in November, is the quarter that comes. */
function ahead({ said, clock }: DayFields, moment: Spot<Moment>): Moment {
  const { value: one } = moment
  const isOver = one.kind === 'range' && one.to < wallAt(clock.now, clock.timeZone).day
  const words = textOf(said, moment.from, moment.to).toLowerCase()
  if (!isOver || !QUARTER.test(words) || /\b(?:last|past|previous|this)\b/.test(words)) return one
  return { ...one, from: addMonths(one.from, MONTHS), to: endOfMonth(addMonths(one.to, MONTHS)) }
}

type Stretch = Extract<Moment, { kind: 'range' }>

/** "Before the weekend" is over when it begins. */
const dueOf = (said: Stretch, clock: Clock): string =>
  said.relation === 'before' ? addDays(said.from, -1) : dueIn(said, clock)

/** "Move the roster from Tuesday to Friday": of the day that a row has, and the one it gets, the second. */
function endIn({ act, said, clock }: DayFields, { from, to }: Range, range: Stretch): string {
  const isMoved = rowFieldOf(act) !== undefined && /^from\b.*\bto\b/i.test(textOf(said, from, to))
  return isMoved ? range.to : dueOf(range, clock)
}

function fillDay(fields: DayFields, moment: Spot<Moment>, meanings: Meanings): void {
  const { day, time, clock } = fields
  const said = nearestTo(fields, moment)
  if (said.kind === 'shift') {
    const shiftedField = time && said.minutes > 0 ? time : day
    return meanings.add(shiftedField.name, { kind: 'shift', shift: said }, moment)
  }
  if (said.kind === 'none') return day.isNullable ? meanings.add(day.name, value(null), moment) : undefined
  if (said.kind === 'range') return meanings.add(day.name, value(endIn(fields, moment, said)), moment)
  const at =
    said.time === null
      ? { day: said.day, time: null }
      : inZone({ day: said.day, time: said.time }, clock.timeZone, clock.orgTimeZone)
  // A time alone leaves the day that a row has; a new row needs one.
  if (said.kind === 'day' || day.usual !== undefined)
    meanings.add(day.name, dayMeant(fields, moment, at.day), moment)
  if (time && at.time !== null) meanings.add(time.name, value(at.time), moment)
}

/** "In December" is the month that begins there, and so is a day of it. */
function fillMonth(field: Field, moment: Spot<Moment>, meanings: Meanings): void {
  const bounds = boundsOf(moment.value)
  const day = bounds?.from ?? bounds?.to
  if (day) meanings.add(field.name, value(day.slice(0, MONTH_SIGNS)), moment)
}

/** "Due 15 December", "we come back on the 14th": of several days, the one that the words before it lead to. */
function fillLed(source: DaySource, moment: Spot<Moment>, meanings: Meanings): boolean {
  const { act, said, clock } = source
  const days = act.fields.filter(({ kind }) => kind === 'day')
  if (days.length < 2 || moment.value.kind !== 'day') return false
  const words = said.tokens.slice(Math.max(0, moment.from - LEADING_WORDS), moment.to).map(({ text }) => text)
  const named = days.find(({ name }) => words.includes(name.replace(/[A-Z].*$/, '')))
  const leads = dayLeadsOf(act)
  const led = words.toReversed().flatMap((word) => leads.get(stem(word)) ?? [])[0]
  const day = named ?? days.find(({ name }) => name === led)
  if (!day) return false
  fillDay({ act, day, time: undefined, clock, said }, moment, meanings)
  return true
}

const daysFromTo = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1

/** "Over the last month", "for the next two weeks": how many days back or ahead are looked at, where an act takes nothing else. */
function fillLength({ act, said }: DaySource, moment: Spot<Moment>, meanings: Meanings): void {
  const field = act.fields.find(({ kind, name }) => kind === 'number' && name === 'days')
  const isAroundNow = /\b(?:last|past|previous|next|coming)\b/i.test(textOf(said, moment.from, moment.to))
  if (!field || moment.value.kind !== 'range' || !isAroundNow) return
  if (moment.value.relation !== 'on') return
  const { from, to } = moment.value
  // Two weeks are no two days, and no "week" that the field knows.
  const isCounted = said.numbers.some((one) => overlaps(one, moment))
  if (field.choices.length > 0 && !isCounted) return
  if (isCounted || !meanings.values.has(field.name))
    meanings.replace(field.name, value(daysFromTo(from, to)), moment)
}

type DaySource = Pick<Source, 'act' | 'said' | 'clock'>

const NEVER =
  /\b(?:can't|cannot|can not|won't|will not|couldn't|not going to|no way|no chance|never|impossible)\b[^|]*$/
const STILL = /^(?:before|until|till)$/
const WORDS_AROUND = 7
const IS_OUT =
  /^(?:(?:is|would be|looks) (?:impossible|out|no good|not possible|too (?:soon|early|late|tight))|(?:won't|will not|doesn't|does not|can't) (?:work|do|suit|happen))\b/

/** "No way that's happening tomorrow": it is not done on that day; "can't finish before Friday" says one. */
function isRuledOut({ tokens }: Said, { from, to, value: { kind } }: Spot<Moment>): boolean {
  if (kind === 'none' || kind === 'shift') return false
  const words = tokens.map((token) => (token.kind === 'mark' ? '|' : token.text))
  if (IS_OUT.test(words.slice(to, to + WORDS_AROUND).join(' '))) return true
  const before = words.slice(Math.max(0, from - WORDS_AROUND), from + 1)
  return NEVER.test(before.slice(0, -1).join(' ')) && !before.some((word) => STILL.test(word))
}

const REMOVING = /^(?:no|not|without|undated|dateless)\b/

/** "Take the deadline off, we look at it again in January": what is taken off is not set by a day behind it. */
const isRemoved = (said: Said, { from, to, value: { kind } }: Spot<Moment>): boolean =>
  kind === 'none' && !REMOVING.test(textOf(said, from, to).toLowerCase())

/** The days that are meant, of all that were said. */
function daysSaid({ act, said }: DaySource, opaque: readonly Range[]): Spot<Moment>[] {
  const free = said.moments.filter(
    (one) => !opaque.some((other) => isWithin(one, other)) && !isDenied(said, one),
  )
  const removed = act.entry.meta.effect === 'read' ? [] : free.filter((one) => isRemoved(said, one))
  if (removed.length > 0) return removed
  const possible = free.filter((one) => !isRuledOut(said, one))
  return possible.length > 0 ? possible : free
}

/** Fills the days and the time of day of an act. */
export function daysMeant(source: DaySource, meanings: Meanings, opaque: readonly Range[]): void {
  const { act, said, clock } = source
  const free = daysSaid(source, opaque)
  // What is not meant was understood all the same.
  const isText = (one: Range) => opaque.some((other) => isWithin(one, other))
  for (const one of said.moments) if (!free.includes(one) && !isText(one)) meanings.pass(one)
  const span = act.fields.find(({ until }) => until !== null)
  const day = act.fields.find(
    ({ kind, name }) => kind === 'day' && name !== span?.name && name !== span?.until,
  )
  const time = act.fields.find(({ kind }) => kind === 'time')
  if (span) for (const moment of free) fillSpan(source, [span, moment], meanings)
  const month = act.fields.find(({ kind }) => kind === 'month')
  if (month) for (const moment of free) fillMonth(month, moment, meanings)
  for (const moment of free) fillLength(source, moment, meanings)
  if (!day) return
  const led = free.filter((moment) => fillLed(source, moment, meanings))
  // Where several days are said, the last one that surely is one counts, and a whole day goes before a time alone.
  const others = free.filter((moment) => !led.includes(moment))
  const sure = others.filter(({ value: { isSure } }) => isSure)
  const last = (sure.length > 0 ? sure : others).toReversed()
  const [times, days] = [last.filter(isTime), last.filter((one) => !isTime(one))]
  for (const moment of [...days, ...times]) fillDay({ act, day, time, clock, said }, moment, meanings)
}

const isTime = ({ value: { kind } }: Spot<Moment>) => kind === 'time'
