import { isContent } from './content.ts'
import type { Meanings, Meant, Source } from './meaning.ts'
import { isWithin, overlaps } from './said.ts'
import type { Range, Spot } from './said.ts'
import type { SaidChoice } from './usable.ts'

const value = (one: unknown): Meant => ({ kind: 'value', value: one })

/** Of what lies in the place of a row, its name alone: the "cash" of "250 cash from the hotel" is no part of it. */
export const namesIn = (source: Source, opaque: readonly Range[]): Range[] =>
  opaque.flatMap((range) => {
    const things = [...source.usable.things, ...source.said.labels].filter((thing) => isWithin(thing, range))
    return things.length > 0 ? things : [withoutChoices(source, range)]
  })

/** Of "cash from the hotel", where no row is called so, how it was paid is no part of the name. */
function withoutChoices({ said, usable }: Source, range: Range): Range {
  const first = usable.choices.find(({ from }) => from === range.from)
  const rest = first ? { from: first.to, to: range.to } : range
  const isNamed = said.tokens.slice(rest.from, rest.to).some(({ text }) => isContent(text))
  return isNamed ? rest : range
}

const valueOf = ({ field, value: chosen }: SaidChoice): string | number =>
  field.kind === 'number' ? Number(chosen) : chosen

/** Another value of the same field said in one breath with it: "high and medium", "held, booked or called off". */
function choicesWith({ said, usable }: Source, spot: Spot<SaidChoice>): Spot<SaidChoice>[] {
  const own = usable.choices.filter(
    ({ value: { field, isNegated } }) => field === spot.value.field && !isNegated,
  )
  const all = [spot]
  for (const next of own.filter(({ from }) => from >= spot.to).toSorted((a, b) => a.from - b.from)) {
    const between = said.tokens.slice(all.at(-1)?.to ?? spot.to, next.from)
    if (between.length === 0 || !between.every(({ text }) => /^(?:and|or|&|,)$/.test(text))) break
    all.push(next)
  }
  return all
}

function fillChoice(source: Source, meanings: Meanings, spot: Spot<SaidChoice>): void {
  const { field } = spot.value
  const all = field.takesSeveral ? choicesWith(source, spot) : [spot]
  const values = [...new Set(all.map((one) => valueOf(one.value)))]
  const isOne = values.length === 1 && !field.isList
  for (const one of all) meanings.add(field.name, value(isOne ? values[0] : values), one)
}

/** What something becomes is said behind these: of "not urgent any more, make it normal" the second is meant. */
const becoming = /^(?:to|it|as|:)$/

const becomes = ({ said }: Source, { from }: Range): boolean =>
  becoming.test(said.tokens[from - 1]?.text ?? '')

export function fillChoices(source: Source, meanings: Meanings, hidden: readonly Range[]): void {
  const inOrder = source.usable.choices.toSorted(
    (a, b) => Number(becomes(source, b)) - Number(becomes(source, a)),
  )
  for (const spot of inOrder) {
    if (hidden.some((one) => overlaps(one, spot))) continue
    const { field, value: chosen, isNegated } = spot.value
    if (field.kind === 'flag') meanings.add(field.name, value((chosen === 'true') !== isNegated), spot)
    else if (!isNegated) fillChoice(source, meanings, spot)
  }
}
