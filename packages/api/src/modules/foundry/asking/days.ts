import { endOfMonth } from '../../../reading/calendar.ts'
import type { Condition } from '../../../shared/conditions.ts'
import { anchorsOf, conditionsOf, nearest } from './asking.ts'
import type { Anchor, Asking } from './asking.ts'
import { fold } from '../../../reading/text.ts'
import { closingOf, whenAsked } from './closing.ts'
import { isSaid } from './rivals.ts'
import { dateOf } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { isToOne, pathOf, wayTo, whenOf } from './ways.ts'

/** Conditions that a date is within these. */
export const within = (property: string, from: string | null, to: string | null): Condition[] => [
  ...(from === null ? [] : [{ property, op: '>=' as const, values: [from] }]),
  ...(to === null ? [] : [{ property, op: '<=' as const, values: [to] }]),
]

const BETWEEN = /\bbetween <d(?<from>\d+)> and <d(?<to>\d+)>/

/** "Between 3 July and last Friday" */
function readBetween(asking: Asking): void {
  const { coded, where } = asking
  const when = whenAsked(asking)
  const pair = when === null ? undefined : coded.take(BETWEEN)?.groups
  const [first, last] = [coded.meaning('days', pair?.['from']), coded.meaning('days', pair?.['to'])]
  if (when !== null && first && last) where.push(...within(when, first.from, last.to))
}

/** "Since May, who bought …": what was done is dated before who did it is. */
function leading(asking: Asking, number: number, fits: (type: AskedType) => boolean): AskedType | null {
  if (anchorsOf(asking).some((anchor) => anchor.number < number)) return null
  return asking.coded.all('verb').find(({ type }) => fits(type))?.type ?? null
}

const groupsOf = ({ groupBy }: Asking): string[] => groupBy?.replace(/^each /, '').split(', ') ?? []

/** What is dated: what the same part of the question is about, what was done, or what stands nearest. */
export function datedAt(asking: Asking, number: number): AskedType {
  const { coded, subject, types } = asking
  const clause = coded.clauseOf(number)
  const fits = (type: AskedType) =>
    dateOf(type) !== null && (type.id === subject.id || wayTo(subject, type, types) !== null)
  const isOther = ({ type }: Anchor) =>
    type.id !== subject.id && isToOne(wayTo(subject, type, types) ?? subject.links)
  // "Orders of customers in Galway since July": only right behind them the days are those of the customers.
  const fitsHere = (anchor: Anchor) => fits(anchor.type) && (!isOther(anchor) || anchor.number === number - 1)
  const parted = clause > 0 ? asking.linked.find((part) => part.clause === clause)?.type : undefined
  const near =
    parted ?? leading(asking, number, fits) ?? nearest(anchorsOf(asking), number, fitsHere)?.type ?? subject
  // "The best customers since May": what is added up for each of them was then.
  const isGroup = groupsOf(asking).includes(pathOf(wayTo(subject, near, types) ?? []))
  return isGroup && whenOf(subject, types) !== null ? subject : near
}

/** What is agreed for a day that is still to come. */
const AHEAD =
  /^(?:clos|due\b|arriv|depart|check|start|begin|deliver|deadline|expir|renew|ends?\b|until|appointment|event)/

/** The date that is called so, where nothing else was made of the word: "created in May" of what has several. */
function saidDate({ coded, named }: Asking, { properties }: AskedType): { name: string } | null {
  const words = `${coded.rest} ${named}`.split(' ')
  const isDate = ({ kind, slot }: AskedType['properties'][number]) =>
    slot !== null && (kind === 'day' || kind === 'instant')
  return properties.find((one) => isDate(one) && isSaid(one.title, words)) ?? null
}

/** Whether something may be in the records of which the day is still to come. */
const isAhead = ({ properties }: AskedType, date: string): boolean =>
  AHEAD.test(fold(properties.find(({ name }) => name === date)?.title ?? ''))

/** "Who arrives in December", said in November, is of the one to come: days that are agreed ahead are looked for there. */
function comingDays({ coded, today }: Asking, days: Bounds): Bounds {
  const { from, to } = days
  const isMonth = from !== null && to !== null && from.endsWith('-01') && to === endOfMonth(from, 0)
  const isNow = coded.has(
    /\b(?:arrives?|arriving|begins?|beginning|comes?|coming|leaves?|leaving|starts?|starting|ends?|ending|due)\b/,
  )
  if (!isMonth || !isNow || to >= today || coded.has(/\b(?:last|ago|did|was|were)\b/)) return days
  const next = endOfMonth(from, 12)
  return next.slice(0, 4) === today.slice(0, 4) ? { from: `${next.slice(0, 7)}-01`, to: next } : days
}

interface Bounds {
  from: string | null
  to: string | null
}

/** Where conditions on the date of this type stand, and how the date is named there. */
function datesOf(
  asking: Asking,
  type: AskedType,
  clause: number,
): { where: Condition[]; date: string; when: string } | null {
  const { subject, types, where } = asking
  const usual = type.id === subject.id ? whenOf(subject, types) : (dateOf(type)?.name ?? null)
  const closing = closingOf(asking, type)
  const said = closing === null ? saidDate(asking, type) : null
  const when = closing ?? said?.name ?? usual
  if (when === null) return null
  if (type.id === subject.id) return { where, date: when, when }
  const place = conditionsOf(asking, type, clause)
  return place && { where: place.where, date: place.named(when), when }
}

/** Days belong to what was done then, or to what they stand beside. */
export function readDays(asking: Asking): void {
  const { coded, subject, today } = asking
  readBetween(asking)
  for (const { number, from, to } of coded.all('days', { left: true })) {
    const type = datedAt(asking, number)
    const place = datesOf(asking, type, type.id === subject.id ? 0 : coded.clauseOf(number))
    coded.take(new RegExp(`<d${number}>`))
    const isOfAhead = place !== null && isAhead(type, place.when)
    if (isOfAhead) coded.take(/\bdue\b/)
    const days = isOfAhead ? comingDays(asking, { from, to }) : { from, to }
    // What is still to come stands in no records.
    const isKnown = days.from === null || days.from <= today || isOfAhead
    if (place && isKnown) place.where.push(...within(place.date, days.from, days.to))
    else asking.unread.push(from ?? to ?? '')
  }
}
