import { fold } from '../../../reading/text.ts'
import type { Asking } from './asking.ts'
import type { AskedType } from './vocabulary.ts'
import { whenOf } from './ways.ts'

const CLOSED = /^(?:closed )?(?:won|lost)$|^closed$/
const CLOSES = /^clos(?:e|es|ed|ing)\b/
const SAID = /\bclos(?:e|es|ed|ing)\b/

/** When things of a type close, as deals do; null of what does not. */
const closesOf = ({ properties }: AskedType): string | null =>
  properties.find(
    ({ kind, slot, title }) =>
      (kind === 'day' || kind === 'instant') && slot !== null && CLOSES.test(fold(title)),
  )?.name ?? null

/** What was won or lost was so on the day it closed, and not when it began. */
export function closingOf({ coded }: Asking, type: AskedType): string | null {
  const isClosed = coded
    .all('value')
    .some(({ held }) => held.some((one) => one.type.id === type.id && CLOSED.test(fold(one.value))))
  return isClosed || coded.has(SAID) ? closesOf(type) : null
}

/** When what is asked for was, as a query names it. */
export const whenAsked = (asking: Asking): string | null =>
  closingOf(asking, asking.subject) ?? whenOf(asking.subject, asking.types)

const STATE = /^(?:state|status)$/

/** "Closed this month" is not what is open and will close in it. */
function leaveOpen({ subject, where }: Asking): void {
  const state = subject.properties.find(
    ({ kind, slot, title }) => kind === 'choice' && slot !== null && STATE.test(fold(title)),
  )
  if (state && !where.some(({ property }) => property === state.name))
    where.push({ property: state.name, op: '!=', values: ['open'] })
}

/** "Closing this month" says no more than the days do. */
export function readClosing(asking: Asking): void {
  const { coded, subject, types, groupBy, where, linked } = asking
  const dated = [
    groupBy ?? '',
    ...[...where, ...linked.flatMap((part) => part.where)].map(({ property }) => property),
  ]
  const isRead = types.some((type) => {
    const closes = closesOf(type)
    return closes !== null && dated.some((one) => one.split(/[.,\s]+/).includes(closes))
  })
  if (!isRead) return
  const isOver = coded.take(SAID)?.[0] === 'closed'
  if (isOver && closesOf(subject) !== null) leaveOpen(asking)
}
