import { casual, en } from 'chrono-node'
import type { ParsedResult } from 'chrono-node'
import type { World } from './types.ts'

export interface Due {
  dueOn: string
  dueTime: string | null
}

type Clock = Pick<World, 'now' | 'timeZone' | 'orgTimeZone' | 'isMonthFirst'>

/** Who counts in dollars of the United States writes the month first: 3/4 is March 4 there, and 3 April elsewhere. */
export const isMonthFirst = (currency: string): boolean => currency === 'USD'

const DAY_MS = 86_400_000
/** Without am or pm, one to six o'clock are meant in the afternoon. */
const LAST_AFTERNOON_HOUR = 6

interface Wall {
  day: string
  time: string
}

/** Day and time of day that a clock on the wall shows at an instant. */
export function wallAt(instant: Date, timeZone: string): Wall {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).formatToParts(instant)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

function offsetMinutes(instant: Date, timeZone: string): number {
  const { day, time } = wallAt(instant, timeZone)
  return Math.round(
    (Date.parse(`${day}T${time}Z`) - Math.floor(instant.getTime() / 60_000) * 60_000) / 60_000,
  )
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** Monday = 0. */
const weekdayOf = (day: string) => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7
export const monday = (day: string) => addDays(day, -weekdayOf(day))

export function endOfMonth(day: string, monthsOn: number): string {
  const date = new Date(`${day}T00:00Z`)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsOn + 1, 0))
    .toISOString()
    .slice(0, 10)
}

function nextDayOfMonth(today: string, wanted: number): string {
  for (let ahead = 0; ahead < 62; ahead += 1) {
    const day = addDays(today, ahead)
    if (Number(day.slice(8)) === wanted) return day
  }
  return today
}

export const todayOf = ({ now, timeZone }: Clock) => wallAt(now, timeZone).day

/** Phrases the date parser does not know, or reads otherwise than a planner would. */
const phrases: [RegExp, (today: string, match: RegExpExecArray) => string][] = [
  [/\b(?:the )?day after tomorrow\b/i, (today) => addDays(today, 2)],
  [/\b(?:the )?end of (?:the |this )?week\b|\beow\b/i, (today) => addDays(monday(today), 4)],
  [/\b(?:the )?end of next week\b/i, (today) => addDays(monday(today), 11)],
  [/\b(?:the )?end of next month\b/i, (today) => endOfMonth(today, 1)],
  [/\b(?:the )?end of (?:the |this )?month\b|\bmonth'?s? end\b|\beom\b/i, (today) => endOfMonth(today, 0)],
  [/\b(?:the )?end of (?:the |this )?day\b|\beod\b/i, (today) => today],
  [/\ba week from (?:today|now)\b/i, (today) => addDays(today, 7)],
  [/\ba week from tomorrow\b/i, (today) => addDays(today, 8)],
  [/\bnext week\b(?! \w+day)/i, (today) => addDays(monday(today), 7)],
  [/\bnext month\b/i, (today) => addDays(endOfMonth(today, 0), 1)],
  [
    /\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i,
    (today, [, day]) => nextDayOfMonth(today, Number(day)),
  ],
]

const lead =
  /(?:\b(?:due(?: on| by)?|by|on|until|till|before|for|at|starting|no later than|to)\s+)+(?:the\s+)?$/i
const plainDay = /^(?:today|tonight|tomorrow|in (?:\d+|a|an|two|three|four|five|six) |\d{4}-\d\d-\d\d)/i

interface Place {
  text: string
  index: number
  length: number
}

/** "Prepare the Monday menu" names a menu; a date stands at an end, after a preposition, or speaks for itself. */
function isMeant({ text, index, length }: Place): boolean {
  const before = text.slice(0, index)
  const after = text.slice(index + length)
  const found = text.slice(index, index + length)
  if (lead.test(before) || plainDay.test(found)) return true
  if (/^\s*[.!?]*$/.test(after)) return !/\b(?:the|a|an|of)\s+$/i.test(before)
  return before.trim() === '' && /^\s*[,:]/.test(after)
}

/** Writes the phrases above as plain dates. */
function withPlainDays(text: string, today: string): string {
  let result = text
  for (const [pattern, dayOf] of phrases) {
    const match = pattern.exec(result)
    if (!match || !isMeant({ text: result, index: match.index, length: match[0].length })) continue
    result = result.slice(0, match.index) + dayOf(today, match) + result.slice(match.index + match[0].length)
  }
  return result
}

const isDate = ({ start }: ParsedResult) =>
  start.isCertain('day') || start.isCertain('weekday') || start.isCertain('hour')

/** Day and time in the organization's zone; a day alone stays the person's day. */
function dueOf(result: ParsedResult, clock: Clock): Due {
  const { start, text } = result
  const number = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(name) ?? 0
  const two = (value: number) => String(value).padStart(2, '0')
  let day = `${number('year')}-${two(number('month'))}-${two(number('day'))}`
  if (!start.isCertain('hour')) return { dueOn: day, dueTime: null }
  let hour = number('hour')
  if (!start.isCertain('meridiem') && hour > 0 && hour <= LAST_AFTERNOON_HOUR && !/\b0\d/.test(text)) {
    hour += 12
    const today = todayOf(clock)
    const hasDay = start.isCertain('day') || start.isCertain('weekday')
    if (!hasDay && `${two(hour)}:${two(number('minute'))}` > wallAt(clock.now, clock.timeZone).time)
      day = today
  }
  const there = new Date(Date.parse(`${day}T${two(hour)}:${two(number('minute'))}Z`))
  const instant = new Date(there.getTime() - offsetMinutes(there, clock.timeZone) * 60_000)
  const wall = wallAt(instant, clock.orgTimeZone)
  return { dueOn: wall.day, dueTime: wall.time }
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const longNumber = new RegExp(
  String.raw`(?<![\d:/.-])(?<!\b(?:${months})[a-z]*\.?,? (?:\d{1,2}(?:st|nd|rd|th)?,? )?)\d{3,}(?![\d:/.-])`,
  'gi',
)

/** "Invoice 2041" is no time of day: numbers outside dates are hidden from the parser, at the same length. */
const withoutNumbers = (text: string) => text.replaceAll(longNumber, (digits) => '_'.repeat(digits.length))

export interface FoundDate {
  due: Due
  /** The text without the date and the preposition before it. */
  rest: string
}

/** The date a text speaks of, if it does. */
export function findDate(said: string, clock: Clock): FoundDate | null {
  const text = withPlainDays(said, todayOf(clock))
  const reference = { instant: clock.now, timezone: offsetMinutes(clock.now, clock.timeZone) }
  const parser = clock.isMonthFirst ? casual : en.GB
  const result = parser
    .parse(withoutNumbers(text), reference, { forwardDate: true })
    .findLast((one) => isDate(one) && isMeant({ text, index: one.index, length: one.text.length }))
  if (!result) return null
  const before = text.slice(0, result.index).replace(lead, '')
  const rest = `${before} ${text.slice(result.index + result.text.length)}`.replaceAll(/\s+/g, ' ').trim()
  return { due: dueOf(result, clock), rest }
}

/** "Saturday 21 November, 09:00", with the year when it is not this one. */
export function dueText(
  { dueOn, dueTime }: { dueOn: string; dueTime: string | null },
  now: Date = new Date(),
): string {
  const day = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(dueOn.slice(0, 4) !== String(now.getUTCFullYear()) && { year: 'numeric' }),
    timeZone: 'UTC',
  })
  return `${day.format(new Date(`${dueOn}T00:00Z`))}${dueTime === null ? '' : `, ${dueTime}`}`
}
