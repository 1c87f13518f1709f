import { dateOf, propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

/** What things are put together by, as a query names it. */
export function groupNamed(type: AskedType, said: string): string | null {
  const span = /^(day|month|year)$/.exec(said)?.[1]
  const date = span === undefined ? null : dateOf(type)
  if (date && span !== undefined) return `${date.name} by ${span}`
  const property = propertyCalled(type, said)
  return property?.slot?.startsWith('t') === true && property.kind !== 'money' ? property.name : null
}
