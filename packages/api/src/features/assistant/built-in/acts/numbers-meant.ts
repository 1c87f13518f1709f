import type { Amount } from '../../../../reading/numbers.ts'
import { amountFor } from './amounts.ts'
import type { Field } from './fields.ts'
import type { Meanings, Meant, Source } from './meaning.ts'
import { overlaps, textOf } from './said.ts'
import type { Range, Spot } from './said.ts'
import { formedIn } from './slot-rules.ts'
import { numbersFor } from './usable.ts'

/** The number in a slot, by its word or its figures. */
function numberMeant({ said, usable }: Source, field: Field, slot: Range): number | null {
  const named = usable.choices.find(
    ({ value: one, ...range }) => one.field === field && overlaps(range, slot),
  )
  if (named) return Number(named.value.value)
  const spot = said.numbers.find((one) => overlaps(one, slot))
  return spot ? amountFor(field, spot.value, said.currency) : null
}

const joints = /^(?:and|&|,|plus)$/

/** "They are 6 and 9": the numbers from a slot on that are said in one breath. */
function numbersFrom({ said }: Source, field: Field, slot: Range): number[] {
  const all: number[] = []
  let end = -1
  for (const spot of said.numbers.filter(({ to }) => to > slot.from)) {
    const between = said.tokens.slice(end, spot.from)
    const goesOn =
      end === -1 ? overlaps(spot, slot) : between.length > 0 && between.every(({ text }) => joints.test(text))
    const amount = goesOn ? amountFor(field, spot.value, said.currency) : null
    if (amount === null) break
    all.push(amount)
    end = spot.to
  }
  return all
}

/** What a slot of numbers holds: one, or all of them where the field takes several. */
export function numbersMeant(source: Source, field: Field, slot: Range): Meant | null {
  if (field.isList) {
    const all = numbersFrom(source, field, slot)
    return all.length === 0 ? null : { kind: 'value', value: all }
  }
  const number = numberMeant(source, field, slot)
  return number === null ? null : { kind: 'value', value: number }
}

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

const counting = /^(?:top|first|last|latest|newest|only|just|the|next|recent|me)$/

const isCount = ({ value: { kind, amount } }: Spot<Amount>) =>
  (kind === 'number' || kind === 'quantity') && Number.isInteger(amount) && amount > 0

/** "Top 3", "the last 5": how many rows are wanted. */
export function fillLimit({ act, said }: Source, meanings: Meanings): void {
  const spot = numbersFor(act, said).find((one) => isCount(one) && meanings.isFree(one))
  if (!spot || meanings.values.has('limit') || !act.fields.some(({ name }) => name === 'limit')) return
  const before = said.tokens[spot.from - 1]?.text ?? ''
  if (spot.from === 0 || counting.test(before))
    meanings.add('limit', { kind: 'value', value: spot.value.amount }, spot)
}

/** What has the form that a field asks for, where no slot took it and nothing else has it. */
export function fillFormed({ act, said }: Source, meanings: Meanings): void {
  for (const field of act.fields.filter(({ isRequired }) => isRequired)) {
    const [only, ...others] = formedIn(field, said)
    if (!only || others.length > 0 || meanings.values.has(field.name)) continue
    meanings.add(field.name, { kind: 'value', value: textOf(said, only.from, only.to) }, only)
  }
}
