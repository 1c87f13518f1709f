import { endOfMonth } from '../../../reading/calendar.ts'
import { addDays } from '../../../shared/time.ts'
import { whenAsked } from './closing.ts'
import { datedAt } from './days.ts'
import type { Asking } from './asking.ts'
import { COMPARING } from './subject.ts'
import { incomeOf, pathOf, wayToOne } from './ways.ts'

interface Bounded {
  number: number
  from: string
  to: string
}

/** Days that are said with both their ends, and begin before today is over. */
const boundedIn = ({ coded, today }: Asking): Bounded[] =>
  coded
    .all('days', { left: true })
    .flatMap(({ number, from, to }) =>
      from === null || to === null || from > today ? [] : [{ number, from, to }],
    )
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))

/** "2026-10", "2026", "2026-10-05", "2026-11-09..2026-11-15" */
function written({ from, to }: Bounded): string {
  if (from === to) return from
  if (from.endsWith('-01') && to === endOfMonth(from, 0)) return from.slice(0, 7)
  return from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31` ? from.slice(0, 4) : `${from}..${to}`
}

const areApart = (all: readonly Bounded[]) =>
  all.every(({ from }, at) => at === 0 || from >= addDays(all[at - 1]?.to ?? '', 1))

/** What is compared where nobody said: what came in, and out of how many. */
function figureOf(asking: Asking): boolean {
  if (asking.metric !== null) return true
  const income = incomeOf(asking.subject, asking.types)
  if (income === null) return false
  asking.metric = `sum ${income}`
  asking.besides = ['count']
  return true
}

/** "Orders in September and October" */
function readEither({ coded, where }: Asking, when: string, days: readonly Bounded[]): void {
  const values = days.map(written)
  if (values.some((one) => one.includes('..'))) return
  where.push({ property: when, op: '=', values })
  for (const { number } of days) coded.take(new RegExp(`<d${number}>`))
}

const WORDS =
  /\b(?:(?:much )?(?:more|less|better|worse|higher|lower|larger|smaller|stronger|weaker|up|down|changed?|differ|difference|which month|which year|which week|which|money))\b/

/** Whether the days are those of what is asked for, and not of something else that was done. */
function areOwn(asking: Asking, when: string, days: readonly Bounded[]): boolean {
  const { subject, types } = asking
  return days.every(({ number }) => {
    const dated = datedAt(asking, number)
    const way = dated.id === subject.id ? [] : wayToOne(subject, dated, types)
    return way !== null && (way.length === 0 || when.startsWith(`${pathOf(way)}.`))
  })
}

/** Each with a line of its own. Answers whether that can be asked. */
function compare(asking: Asking, when: string, days: readonly Bounded[]): boolean {
  const { coded } = asking
  if (asking.groupBy !== null || !areApart(days) || !figureOf(asking)) return false
  asking.groupBy = `${when} in ${days.map(written).join('|')}`
  asking.sort = asking.limit = null
  for (const { number } of days) coded.take(new RegExp(`<d${number}>`))
  while (coded.take(COMPARING)) continue
  while (coded.take(WORDS)) continue
  return true
}

/** "October against September", "this year or last", "orders in September and October". */
export function readPeriods(asking: Asking): void {
  const days = boundedIn(asking)
  const isAll = days.length === asking.coded.all('days', { left: true }).length
  if (days.length >= 2 && isAll && !asking.coded.has(/\bbetween\b/)) readBeside(asking, days)
}

function readBeside(asking: Asking, days: readonly Bounded[]): void {
  const { coded } = asking
  const when = whenAsked(asking)
  const isComparing = coded.has(COMPARING)
  const isAsked = when !== null && areOwn(asking, when, days)
  const isSet = isAsked && (isComparing || asking.metric !== null) && compare(asking, when, days)
  if (isAsked && !isSet && !isComparing) readEither(asking, when, days)
  else if (isComparing && !isSet) asking.unread.push('compared')
}
