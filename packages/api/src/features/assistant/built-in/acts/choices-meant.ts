import { isContent } from './content.ts'
import type { Meanings, Meant, Source } from './meaning.ts'
import { isWithin, overlaps } from './said.ts'
import type { Range, Said, Spot } from './said.ts'
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

const INCLUDED =
  /^(?:(?!not |isn't |aren't )[^\s|]+ ){0,2}?(?:included|incl|inclusive)(?: |$)|^or not(?: |$)|^(?:ones? )(?:too|as well)(?: |$)/
const INCLUDING =
  /(?:^| )(?:including|include|incl|inclusive of)(?: (?:the|all|any|also|even|those|that|which|are|is|already))*$/
const WORDS_AROUND = 5

const wordsOf = ({ tokens }: Said, from: number, to: number): string =>
  tokens
    .slice(Math.max(0, from), to)
    .map(({ text, kind }) => (kind === 'mark' ? '|' : text))
    .join(' ')

/** "The closed ones included", "done or not": it is asked for more rows with this value, and not for these alone. */
const isIncluded = ({ act, said }: Source, { from, to, value: { field } }: Spot<SaidChoice>): boolean =>
  act.entry.meta.effect === 'read' &&
  field.kind === 'choice' &&
  !field.isRequired &&
  (INCLUDED.test(wordsOf(said, to, to + WORDS_AROUND)) ||
    INCLUDING.test(wordsOf(said, from - WORDS_AROUND, from)))

/** Where nothing said means a value, that there is no such filter has to be said as well. */
const unfiltered = ({ field, value: chosen }: SaidChoice): string | undefined =>
  field.usual === undefined ? undefined : ([...field.values.values()].find((one) => one === 'all') ?? chosen)

/** Beside another value of the same field it is one more; alone it says that there is no such filter. */
function widen(source: Source, meanings: Meanings, spot: Spot<SaidChoice>): void {
  const { field } = spot.value
  const before = meanings.values.get(field.name)
  const said = before?.kind === 'value' ? [before.value].flat() : []
  const all = [...new Set([...said, valueOf(spot.value)])]
  const isMore = field.takesSeveral && all.length > 1
  meanings.replace(field.name, value(isMore ? all : unfiltered(spot.value)), spot)
}

/** What something becomes is said behind these: of "not urgent any more, make it normal" the second is meant. */
const becoming = /^(?:to|it|as|:)$/

const becomes = ({ said }: Source, { from }: Range): boolean =>
  becoming.test(said.tokens[from - 1]?.text ?? '')

/** "Did any approved request fail": of two values of which one alone can be looked for, what is said of the first is meant. */
const laterFirst = ({ act }: Source, a: Spot<SaidChoice>, b: Spot<SaidChoice>): number => {
  const { field } = a.value
  const isOne = act.entry.meta.effect === 'read' && field.kind === 'choice' && !field.takesSeveral
  return isOne && field === b.value.field ? b.from - a.from : 0
}

export function fillChoices(source: Source, meanings: Meanings, hidden: readonly Range[]): void {
  const inOrder = source.usable.choices.toSorted(
    (a, b) => Number(becomes(source, b)) - Number(becomes(source, a)) || laterFirst(source, a, b),
  )
  // In "the finance tag" the second word leads to a value, and is none.
  const isOfBeside = (spot: Spot<SaidChoice>) =>
    source.usable.besides.some(
      (part) => isWithin(spot, part) && part.slots.every((slot) => !overlaps(slot, spot)),
    )
  const included = inOrder.filter((spot) => !spot.value.isNegated && isIncluded(source, spot))
  for (const spot of inOrder) {
    if (included.includes(spot) || isOfBeside(spot) || hidden.some((one) => overlaps(one, spot))) continue
    const { field, value: chosen, isNegated } = spot.value
    if (field.kind === 'flag') meanings.add(field.name, value((chosen === 'true') !== isNegated), spot)
    else if (!isNegated) fillChoice(source, meanings, spot)
  }
  for (const spot of included) if (!hidden.some((one) => overlaps(one, spot))) widen(source, meanings, spot)
}
