import type { Amount } from '../../../../reading/numbers.ts'
import { sumFor } from './amounts.ts'
import { fold, tokensOf } from '../../../../reading/text.ts'
import type { Field, Priced } from './fields.ts'
import { isPriceBehind } from './free-text.ts'
import { linesIn } from './lines.ts'
import { slotsIn } from './meaning.ts'
import type { Meanings, Meant, Source } from './meaning.ts'
import { isWithin, overlaps } from './said.ts'
import type { Range, Spot } from './said.ts'
import { numbersFor } from './usable.ts'

const value = (one: unknown): Meant => ({ kind: 'value', value: one })

interface InCurrency extends Range {
  currency: string | null
}

/** What it is in was said with it. */
function addCurrency(
  { act }: Pick<Source, 'act'>,
  meanings: Meanings,
  { currency, ...spot }: InCurrency,
): void {
  const field = act.fields.find(({ kind }) => kind === 'currency')
  if (field && currency !== null) meanings.add(field.name, value(currency), spot)
}

/** “350 each”, “120 a night”: for what an amount counts is said behind it. */
function perBehind({ text, tokens }: Source['said'], { to }: Range, { words }: Priced) {
  const from = tokens[to]?.from
  const rest = from === undefined ? '' : fold(text.slice(from))
  const found = [...words]
    .flatMap(([value, some]) => some.map((said) => ({ value, said })))
    .toSorted((one, other) => other.said.length - one.said.length)
    .find(({ said }) => rest.startsWith(said) && !/^[\p{L}\p{N}]/u.test(rest.slice(said.length)))
  return found && { value: found.value, to: to + tokensOf(found.said).length }
}

/** With its currency, where one was said, and for what it counts. */
function addPriced(
  { said }: Source,
  meanings: Meanings,
  { field: { name }, priced, spot, sum }: { field: Field; priced: Priced; spot: Spot<Amount>; sum: string },
): void {
  const behind = perBehind(said, spot, priced)
  const per = behind?.value ?? priced.usual
  const amount = {
    amount: sum,
    currency: spot.value.kind === 'money' ? spot.value.currency : null,
    ...(priced.per !== null && per !== undefined && { [priced.per]: per }),
  }
  meanings.add(name, value(amount), { from: spot.from, to: behind?.to ?? spot.to })
}

/** A sum, and the currency that was said with it. */
export function addSum(source: Source, meanings: Meanings, [field, spot]: [Field, Spot<Amount>]): void {
  const sum = sumFor(spot.value)
  if (sum === null) return
  if (field.priced) {
    addPriced(source, meanings, { field, priced: field.priced, spot, sum })
    return
  }
  meanings.add(field.name, value(sum), spot)
  addCurrency(source, meanings, {
    ...spot,
    currency: spot.value.kind === 'money' ? spot.value.currency : null,
  })
}

/** What is sold, line by line. */
export function addLines(source: Source, meanings: Meanings, [field, range]: [Field, Range]): void {
  const read = linesIn(source.said, range)
  if (!read) return
  meanings.add(field.name, value(read.lines), range)
  addCurrency(source, meanings, { ...range, currency: read.currency })
}

/** What stands beside a name in its place, as the 200 of "Ferry Office paid 200 today", is none of it. */
function isBesideName({ act, said, usable, laid }: Source, spot: Spot<Amount>): boolean {
  const isEntity = (slot: string) => act.fields.some(({ kind, name }) => kind === 'entity' && name === slot)
  const isIn = slotsIn(laid).some((slot) => isEntity(slot.value) && isWithin(spot, slot))
  return isIn && ![...usable.things, ...said.labels].some((one) => overlaps(one, spot))
}

/** A bare number of a change may be its sum. */
const isBare = ({ act }: Source, spot: Spot<Amount>): boolean =>
  act.entry.meta.effect !== 'read' && spot.value.kind === 'number'

/** A sum that no slot took, where the act has one place for it. */
export function fillSum(source: Source, meanings: Meanings): void {
  const [field, ...others] = source.act.fields.filter(({ kind }) => kind === 'sum')
  if (!field || others.length > 0 || meanings.values.has(field.name)) return
  const { act, said } = source
  // What stands at the end of a name is cut off there.
  const names = act.fields.filter(
    ({ kind, name }) => kind === 'text' && !(act.phrases.asSaid ?? []).includes(name),
  )
  const isFree = (one: Range) =>
    ['', ...names.map(({ name }) => name)].some((name) => meanings.isFree(one, name))
  const spot =
    said.numbers.find((one) => (one.value.kind === 'money' || isPriceBehind(said, one)) && isFree(one)) ??
    numbersFor(act, said).find((one) => isBare(source, one) && isBesideName(source, one))
  if (spot) addSum(source, meanings, [field, spot])
}
