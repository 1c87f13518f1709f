import type { Asking } from './asking.ts'
import { closingOf } from './closing.ts'
import { propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { pathOf, waysFrom, whenOf } from './ways.ts'

const SPAN = /^(day|week|month|quarter|year|weekday|hour)$/

/** Where things were sold is told by what brought them. */
const SHOP = /^(?:shop|store|source)$/
export const SOURCE = 'source'

/** Whether the time of day is known of them. */
const hasHours = ({ properties }: AskedType, when: string) =>
  properties.some(({ name, kind }) => name === when && kind === 'instant')

/** By what is told of them, or what brought them. */
function propertyNamed(type: AskedType, said: string): string | null {
  const property = propertyCalled(type, said)
  if (!property) return type.isBrought && SHOP.test(said) ? SOURCE : null
  return property.slot?.startsWith('t') === true && property.kind !== 'money' ? property.name : null
}

/** What things are put together by, as a query names it. */
export function groupNamed(type: AskedType, said: string, types: readonly AskedType[]): string | null {
  const span = SPAN.exec(said)?.[1]
  const when = span === undefined ? null : whenOf(type, types)
  if (when !== null && span !== undefined)
    return span === 'hour' && !hasHours(type, when) ? null : `${when} by ${span}`
  return propertyNamed(type, said)
}

/** The same, or so of the nearest that each of them leads to: "orders by town" are put together by the town of their customer. */
export function groupReached(type: AskedType, said: string, types: readonly AskedType[]): string | null {
  const own = groupNamed(type, said, types)
  if (own !== null) return own
  for (const { to, way } of waysFrom(type, { types, isOpen: ({ isOne }) => isOne })) {
    const named = groupNamed(to, said, types)
    // "By month" is never when the customer came.
    if (named !== null && named !== SOURCE && !named.includes(' by ')) return `${pathOf(way)}.${named}`
  }
  return null
}

/** The same, in the words of a question: "deals won by month" are those that closed in it. */
export function groupAsked(asking: Asking, type: AskedType, said: string): string | null {
  const closes = SPAN.test(said) ? closingOf(asking, type) : null
  return closes === null ? groupReached(type, said, asking.types) : `${closes} by ${said}`
}
