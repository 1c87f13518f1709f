import { dateOf, linkTo, propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

/** What things are put together by, as a query names it. */
export function groupNamed(type: AskedType, said: string): string | null {
  const span = /^(day|month|year)$/.exec(said)?.[1]
  const date = span === undefined ? null : dateOf(type)
  if (date && span !== undefined) return `${date.name} by ${span}`
  const property = propertyCalled(type, said)
  return property?.slot?.startsWith('t') === true && property.kind !== 'money' ? property.name : null
}

/** The same, or so of what each of them is linked with: "orders by town" are put together by the town of their customer. */
export function groupReached(type: AskedType, said: string, types: readonly AskedType[]): string | null {
  const own = groupNamed(type, said)
  if (own !== null) return own
  for (const other of types) {
    const link = linkTo(type, other)
    const named = link?.isOne === true ? groupNamed(other, said) : null
    // "By month" is never when the customer came.
    if (link && named !== null && !named.includes(' by ')) return `${link.name}.${named}`
  }
  return null
}
