import type { Amount } from '../../../../reading/numbers.ts'
import { amountFor } from './amounts.ts'
import type { Field } from './fields.ts'
import type { Meanings, Meant, Source } from './meaning.ts'
import { overlaps, textOf } from './said.ts'
import type { Range, Spot } from './said.ts'
import { LIMIT, limitIn } from './rows-wanted.ts'
import { formedIn } from './slot-rules.ts'
import { isOfTime } from './time-units.ts'
import { numbersFor } from './usable.ts'

/** The number in a slot, by its word or its figures. */
function numberMeant({ said, usable }: Source, field: Field, slot: Range): number | null {
  const named = usable.choices.find(
    ({ value: one, ...range }) => one.field === field && overlaps(range, slot),
  )
  if (named) return Number(named.value.value)
  const spot = said.numbers.find((one) => overlaps(one, slot))
  if (spot && field.name === LIMIT && isOfTime(spot.value)) return null
  return spot ? amountFor(field, spot.value, said.currency) : null
}

const joints = /^(?:and|&|,|plus)$/

/** Numbers by the breath in which they are said: "they are 6 and 9". */
function breathsIn({ numbers, tokens }: Source['said']): Spot<Amount>[][] {
  const breaths: Spot<Amount>[][] = []
  for (const spot of numbers) {
    const last = breaths.at(-1)?.at(-1)
    const between = last ? tokens.slice(last.to, spot.from) : []
    const goesOn = between.length > 0 && between.every(({ text }) => joints.test(text))
    if (goesOn) breaths.at(-1)?.push(spot)
    else breaths.push([spot])
  }
  return breaths
}

/** The numbers of the breath that a slot is in. */
function numbersFrom({ said }: Pick<Source, 'said'>, field: Field, slot: Range): Spot<number>[] {
  const breath = breathsIn(said).find((all) => all.some((one) => overlaps(one, slot))) ?? []
  return breath.flatMap((spot) => {
    const amount = amountFor(field, spot.value, said.currency)
    return amount === null ? [] : [{ ...spot, value: amount }]
  })
}

/** What a slot of numbers holds: one, or all of them where the field takes several. */
export function numbersMeant(source: Source, field: Field, slot: Range): Meant | null {
  if (field.isList) {
    const all = numbersFrom(source, field, slot).map((one) => one.value)
    return all.length === 0 ? null : { kind: 'value', value: all }
  }
  const number = numberMeant(source, field, slot)
  return number === null ? null : { kind: 'value', value: number }
}

/** The words of all the numbers in the breath that a slot of several is in. */
export const numbersTaken = (source: Source, field: Field, slot: Range): readonly Range[] =>
  field.isList && field.kind === 'number' ? numbersFrom(source, field, slot) : []

/** A share is known by its sign: "10 % off", "by more than 5 percent". */
export function fillPercent({ act, said }: Source, meanings: Meanings): void {
  const [field, ...others] = act.fields.filter(({ kind }) => kind === 'percent')
  const spot = said.numbers.find((one) => one.value.kind === 'percent')
  if (!field || !spot || others.length > 0 || meanings.values.has(field.name)) return
  meanings.add(field.name, { kind: 'value', value: percentOf(field, spot.value) }, spot)
}

export function percentMeant({ said }: Source, field: Field, slot: Range): Meant | null {
  const share = said.numbers.find((one) => overlaps(one, slot))
  return share && share.value.kind !== 'money'
    ? { kind: 'value', value: percentOf(field, share.value) }
    : null
}

/** A share as it is sent: a number, or its figures. */
const percentOf = ({ isText }: Field, { amount }: Amount): number | string =>
  isText ? String(amount) : amount

/** "Top 3", "the last 5": how many rows are wanted. */
export function fillLimit({ act, said }: Source, meanings: Meanings): void {
  if (!act.fields.some(({ name }) => name === LIMIT)) return
  const isKnown = meanings.values.has(LIMIT)
  const spot = limitIn(
    said,
    numbersFor(act, said).filter((one) => isKnown || meanings.isFree(one)),
  )
  if (!spot) return
  if (!isKnown) meanings.add(LIMIT, { kind: 'value', value: spot.value.amount }, spot)
  fillOrder(act, said.tokens[spot.from - 1]?.text ?? '', meanings)
}

const LAST = /^(?:last|latest|newest|recent)$/

/** "The last five" are the newest, where the list has another order by itself. */
function fillOrder({ fields }: Source['act'], before: string, { values }: Meanings): void {
  const sort = fields.find(({ name }) => name === 'sort')
  const hasNewest = [...(sort?.values.values() ?? [])].includes('newest')
  if (!sort || !hasNewest || sort.usual === 'newest' || values.has(sort.name) || !LAST.test(before)) return
  values.set(sort.name, { kind: 'value', value: 'newest' })
}

/** What has the form that a field asks for, where no slot took it and nothing else has it. */
export function fillFormed({ act, said }: Source, meanings: Meanings): void {
  for (const field of act.fields.filter(({ isRequired }) => isRequired)) {
    const [only, ...others] = formedIn(field, said)
    if (!only || others.length > 0 || meanings.values.has(field.name)) continue
    meanings.add(field.name, { kind: 'value', value: textOf(said, only.from, only.to) }, only)
  }
}
