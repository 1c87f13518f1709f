import type { TypedProperty } from '../types/queries.ts'
import { propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

/** A property, and the words of a question that name it. */
export interface Named {
  property: TypedProperty
  said: string
}

/** The property that two words name, or the first of them. */
export function propertyAt(type: AskedType, words = ''): Named | null {
  for (const said of [words, words.split(' ')[0] ?? '']) {
    const property = said === '' ? null : propertyCalled(type, said)
    if (property?.slot) return { property, said }
  }
  return null
}

/** The same of what can be added up and compared. */
export function figureAt(type: AskedType, words = ''): Named | null {
  const found = propertyAt(type, words)
  return found?.property.kind === 'number' || found?.property.kind === 'money' ? found : null
}
