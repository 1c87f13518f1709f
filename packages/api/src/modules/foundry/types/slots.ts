import { scaled } from '../../../shared/money.ts'
import type { Value } from '../objects/schema.ts'
import type { PropertyKind } from '../../../shared/readings.ts'
import { MONEY_SCALE, valueText } from './values.ts'

/*
 * An object keeps up to eight texts, six numbers and four moments beside its record, so that it is found without looking
 * into JSON: filters on numbers within JSON lose their index under row-level security.
 */

export const slotNames = {
  t: ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'],
  n: ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'],
  d: ['d1', 'd2', 'd3', 'd4'],
} as const
export type SlotLetter = keyof typeof slotNames
export type SlotName = (typeof slotNames)[SlotLetter][number]
type SlotOf<Letter extends SlotLetter> = (typeof slotNames)[Letter][number]
/** What stands in all slots of an object; moments as instants. */
export type SlotValues = Record<SlotOf<'t' | 'd'>, string | null> & Record<SlotOf<'n'>, number | null>

export const allSlots: readonly SlotName[] = Object.values(slotNames).flat()

export const isSlot = (name: string): name is SlotName => (allSlots as readonly string[]).includes(name)

/** Longer texts are found and sorted by how they begin: a place in a list, which holds one, has to fit into an address. */
const SLOT_SIGNS = 120

/** A text as objects are sorted and found by it: on one line, and not longer than a cursor takes. */
export const shortText = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, SLOT_SIGNS)
    .toWellFormed()

const letterOf: Record<PropertyKind, SlotLetter> = {
  text: 't',
  choice: 't',
  yesno: 't',
  number: 'n',
  money: 'n',
  day: 'd',
  instant: 'd',
}

export interface Slots {
  slot: SlotName | null
  currencySlot: SlotName | null
}

/** Takes free slots for a property; none where what it needs is used up. */
export function takeSlots(kind: PropertyKind, taken: Set<string>): Slots {
  const free = (letter: SlotLetter) => slotNames[letter].find((name) => !taken.has(name)) ?? null
  const slot = free(letterOf[kind])
  const currencySlot = kind === 'money' ? free('t') : null
  if (slot === null || (kind === 'money' && currencySlot === null)) return { slot: null, currencySlot: null }
  taken.add(slot)
  if (currencySlot !== null) taken.add(currencySlot)
  return { slot, currencySlot }
}

/** An amount as its slot holds it; null for more digits than any currency has. */
export function amountInSlot(amount: string): number | null {
  const value = scaled(amount, MONEY_SCALE)
  return value === null ? null : Number(value)
}

/** A value as a slot of its kind holds it. */
export function inSlot(kind: PropertyKind, value: Value): string | number | null {
  if (value === null) return null
  if (kind === 'number') return typeof value === 'number' ? value : null
  if (kind === 'money') return typeof value === 'object' ? amountInSlot(value.amount) : null
  const text = valueText(value)
  if (kind === 'day') return `${text}T00:00:00.000Z`
  return kind === 'instant' ? text : shortText(text)
}
