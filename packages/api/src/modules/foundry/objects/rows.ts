import type { Edited } from '../tables.ts'
import type { KnownType, TypedProperty } from '../types/queries.ts'
import type { LastingMapping } from '../../../shared/readings.ts'
import { allSlots, inSlot, shortText } from '../types/slots.ts'
import type { SlotName, SlotValues } from '../types/slots.ts'
import { readValue, valueText } from '../types/values.ts'
import type { ReadValue } from '../types/values.ts'
import type { Value } from './schema.ts'
import { partsOf } from './search-words.ts'

export type Overlay = Readonly<Record<string, Edited>>

interface Said {
  raw: unknown
  mapping: LastingMapping
}

/** A property as its source says it. */
export const sourceValue = ({ name, kind }: TypedProperty, { raw, mapping }: Said): ReadValue =>
  readValue(kind, raw, mapping[name])

const isEdited = (overlay: Overlay, name: string): boolean => Object.hasOwn(overlay, name)

/** A property as people see it: what somebody wrote over it, else what its source says. */
export function shownValue(property: TypedProperty, said: Said, overlay: Overlay): Value {
  // What was written over it was checked against its kind.
  return isEdited(overlay, property.name)
    ? (overlay[property.name]?.value as Value)
    : sourceValue(property, said).value
}

const WORDS_SIGNS = 2_000

export interface ObjectFace {
  title: string
  /** What search finds it by, beside the title. */
  words: string
  slots: SlotValues
}

/** Of a key that is an address, such as gid://shopify/Order/7, what people would call it. */
const nameOf = (key: string): string =>
  key.includes('://') ? key.slice(key.lastIndexOf('/') + 1) || key : key

/** What an object is found by and called, out of its record and what was written over it. */
export function faceOf(
  type: KnownType,
  { key, ...said }: Said & { key: string },
  overlay: Overlay,
): ObjectFace {
  const slots = new Map<SlotName, string | number | null>(allSlots.map((name) => [name, null]))
  const words: string[] = [key]
  let title = ''
  for (const property of type.properties) {
    const value = shownValue(property, said, overlay)
    const { slot, currencySlot, kind } = property
    if (slot !== null) slots.set(slot, inSlot(kind, value))
    if (currencySlot !== null && typeof value === 'object' && value !== null)
      slots.set(currencySlot, value.currency)
    if (property.name === type.titleProperty) title = valueText(value)
    else if (property.isSearched) words.push(valueText(value))
  }
  const shown = shortText(title) || shortText(nameOf(key))
  const spoken = words.join(' ').slice(0, WORDS_SIGNS)
  const text = [spoken, ...partsOf(`${shown} ${spoken}`)].join(' ').replaceAll(/\s+/g, ' ')
  return {
    title: shown,
    words: text.slice(0, 2 * WORDS_SIGNS).toWellFormed(),
    // Each kind takes slots of its own letter, and `inSlot` gives what those hold.
    slots: Object.fromEntries(slots) as SlotValues,
  }
}

export interface ValueChange {
  property: string
  title: string
  from: Value
  to: Value
}

/** What people see otherwise than before, since the source says something else. */
export function changesBetween(
  type: KnownType,
  mapping: LastingMapping,
  { before, after, overlay }: { before: unknown; after: unknown; overlay: Overlay },
): ValueChange[] {
  return type.properties.flatMap((property) => {
    if (isEdited(overlay, property.name)) return []
    const from = sourceValue(property, { raw: before, mapping }).value
    const to = sourceValue(property, { raw: after, mapping }).value
    const { name, title } = property
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ property: name, title, from, to }]
  })
}
