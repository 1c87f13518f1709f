import type { Condition } from '../../../shared/conditions.ts'
import { fold } from '../../../reading/text.ts'
import type { Asking } from './asking.ts'
import { within } from './days.ts'
import { isCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { incomeOf, pathOf, waysFrom } from './ways.ts'
import { NOT } from './words.ts'

const TEST = /^(?:is )?test(?: order)?$/
const CANCELLED = /^(?:is )?cancell?ed(?: (?:at|on))?$/

/** What of this type was never sold: trials, and what was called off. */
function unsoldOf({ properties }: AskedType): Condition[] {
  return properties.flatMap(({ name, title, kind, slot }): Condition[] => {
    const said = fold(title)
    if (slot === null) return []
    if (kind === 'yesno' && (TEST.test(said) || CANCELLED.test(said)))
      return [{ property: name, op: '!=', values: ['yes'] }]
    const isTime = kind === 'day' || kind === 'instant'
    return isTime && CANCELLED.test(said) ? [{ property: name, op: '=', values: [] }] : []
  })
}

const STATE = /^(?:state|status)$/
const NOT_RECEIVED = ['failed', 'pending', 'cancelled']

/** What was tried to be paid and did not come. */
function notReceived(type: AskedType): Condition[] {
  const state = type.properties.find(
    ({ title, kind, slot }) => kind === 'choice' && slot !== null && STATE.test(fold(title)),
  )
  return state && isCalled(type, 'payment') ? [{ property: state.name, op: '!=', values: NOT_RECEIVED }] : []
}

const SAID_TEST = new RegExp(`(?:\\b(?<not>${NOT})\\b (?:any )?)?\\btest(?= <t)`)
const NOT_CANCELLED = new RegExp(`\\b(?:${NOT})\\b (?:been |get |got |any )*cancell?ed\\b`)
const CANCELLED_THEN = /\bcancell?ed\b(?: <d(?<days>\d+)>)?/

function testsIn({ coded, where }: Asking, property: string): void {
  const found = coded.take(SAID_TEST)
  if (found) where.push({ property, op: found.groups?.['not'] === undefined ? '=' : '!=', values: ['yes'] })
}

/** By a mark, or by the moment of it. */
function cancelledIn({ coded, where }: Asking, property: string, isMarked: boolean): void {
  const isNot = coded.take(NOT_CANCELLED) !== null
  const found = isNot ? null : coded.take(CANCELLED_THEN)
  if (!isNot && !found) return
  const days = isMarked ? null : coded.meaning('days', found?.groups?.['days'])
  if (isMarked) where.push({ property, op: isNot ? '!=' : '=', values: ['yes'] })
  else if (days) where.push(...within(property, days.from, days.to))
  else where.push({ property, op: isNot ? '=' : '!=', values: [] })
}

/** "Test orders", "orders that were cancelled in May". */
export function readUnsold(asking: Asking): void {
  for (const { property, op } of unsoldOf(asking.subject)) {
    if (TEST.test(titleOf(asking.subject, property))) testsIn(asking, property)
    else cancelledIn(asking, property, op === '!=')
  }
}

const titleOf = ({ properties }: AskedType, name: string): string =>
  fold(properties.find((property) => property.name === name)?.title ?? '')

/** What came in is told without what was a trial or called off; where that is asked for, the words for it say so. */
export function leaveUnsold({ coded, subject, types, metric, where }: Asking): void {
  const income = incomeOf(subject, types)
  const isIncome = income !== null && (metric === `sum ${income}` || metric === `avg ${income}`)
  const isSaid = [...unsoldOf(subject), ...notReceived(subject)].some(({ property }) =>
    where.some((known) => known.property === property),
  )
  if (!isIncome || isSaid || coded.has(/\b(?:tests?|cancell?ed)\b/)) return
  const reached = waysFrom(subject, { types, isOpen: ({ isOne }) => isOne })
  for (const { to, way } of [{ to: subject, way: [] }, ...reached])
    for (const condition of [...unsoldOf(to), ...notReceived(to)])
      where.push({
        ...condition,
        property: [pathOf(way), condition.property].filter((part) => part !== '').join('.'),
      })
}
