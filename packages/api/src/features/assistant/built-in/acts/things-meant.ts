import type { Candidate } from '../../../../reading/names.ts'
import { matchNames, TELLING } from '../../../../reading/names.ts'
import { isContent } from './content.ts'
import type { Field } from './fields.ts'
import { isAmount } from './how-much.ts'
import type { Meanings, Meant, Source } from './meaning.ts'
import { candidatesIn, ofCandidates } from './people-meant.ts'
import { overlaps, spotsOf, textOf } from './said.ts'
import type { Range, Spot } from './said.ts'
import { mayBeName } from './usable.ts'
import type { Thing } from './usable.ts'

const movedBy = ({ from, to }: Range, by: number): Range => ({ from: from + by, to: to + by })
const scoreOf = ({ value: [best] }: Spot<readonly Candidate[]>) => best?.score ?? 0

/** Between two names that are meant together stands no word of weight: "the boiler supplier and add order gaskets" names one. */
function areJoined({ tokens }: Source['said'], spots: readonly Range[]): boolean {
  const places = spots.toSorted((a, b) => a.from - b.from)
  return places.every(({ to }, at) => {
    const next = places[at + 1]?.from ?? to
    return tokens.slice(to, next).every(({ text }) => !isContent(text))
  })
}

/** What is called twice is one row. */
const differing = <R extends { id: string }>(rows: readonly R[]): R[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

/** The rows a phrase names: one, one of several, or several at once; null where it names none. */
export function thingMeant(source: Source, field: Field, range: Range): Meant | null {
  const { act, said, rows } = source
  const words = textOf(said, range.from, range.to)
  const start = said.tokens[range.from]?.from ?? 0
  const found = matchNames(words, rows(act, field.entity ?? '')).map((one) => ({
    ...one,
    span: movedBy(one.span, start),
  }))
  const spots = spotsOf(said.tokens, found).filter((spot) => mayBeName(said, spot, field.entity ?? ''))
  const best = spots.toSorted((a, b) => scoreOf(b) - scoreOf(a))[0]
  if (!best) {
    const reference = said.references.find((one) => one.from >= range.from && one.to <= range.to)
    if (reference) return { kind: 'reference', reference: reference.value }
    return isAmount(source, range) ? null : { kind: 'unknown', words }
  }
  const clear = spots.filter(({ value: all }) => all.length === 1)
  if (/\b(?:and|both|all)\b|,/i.test(words) && clear.length > 1 && areJoined(said, clear))
    return { kind: 'rows', candidates: differing(clear.flatMap(({ value: all }) => all.slice(0, 1))) }
  const around = textOf(said, Math.max(0, range.from - 1), range.to)
  return ofCandidates(words, best.value, /\b(?:both|all)\b/i.test(around))
}

/** A name that is surely said: nearly whole, or of words that no other row has. */
const SURELY = 0.7

/** "It" is what the same request names, and so is what only resembles a name. */
function isDoubtful(known: Meant | undefined): boolean {
  if (known?.kind === 'reference') return known.reference.kind === 'one'
  const rows = known ? candidatesIn(known) : []
  return rows.length > 0 && rows.every(({ score = 1 }) => score < SURELY)
}

/** "Mr Okafor 120 for the Trek": of several that one name may mean, the one that the other name means as well. */
function toldApart({ usable }: Source, meanings: Meanings, field: Field): void {
  const known = meanings.values.get(field.name)
  if (known?.kind !== 'several' || known.takesAll) return
  for (const spot of usable.things.filter(({ entity }) => entity === field.entity)) {
    const both = known.candidates.filter(({ id }) => spot.value.some((one) => one.id === id))
    const [only] = both
    if (only && both.length === 1 && meanings.isFree(spot, field.name))
      return meanings.replace(field.name, { kind: 'rows', candidates: [only] }, spot)
  }
}

/** In "and Harlan?" nothing of an example is said, and a name is all there is; of a change any word may be a value. */
const mayBeNameAlone = ({ act, laid }: Source): boolean => laid === null && act.entry.meta.effect === 'read'

const isMissing = ({ isRequired }: Field, known: Meant | undefined): boolean =>
  known?.kind === 'unknown' || (isRequired && !known)

/** The row that is said for a field somewhere else than where an example has it. */
function thingFor(source: Source, meanings: Meanings, field: Field): Thing | undefined {
  const { act, said, usable } = source
  const known = meanings.values.get(field.name)
  const isOpen = isMissing(field, known) || (!known && mayBeNameAlone(source))
  const isFirst = act.fields.every(
    ({ name, entity }) => entity !== field.entity || !meanings.values.has(name),
  )
  // "340 from the hotel for 2026-0002": what goes by its number is meant, whatever name was said before it.
  const isNumbered = (one: Thing) => isFirst && said.labels.some((label) => overlaps(label, one))
  const [spot] = usable.things
    .filter((one) => one.entity === field.entity && (meanings.isFree(one, field.name) || isNumbered(one)))
    .filter((one) => isOpen || scoreOf(one) >= (known?.kind === 'reference' ? TELLING : SURELY))
    .toSorted((a, b) => scoreOf(b) - scoreOf(a))
  return spot && (isOpen || isDoubtful(known) || isNumbered(spot)) ? spot : undefined
}

/** A row that is needed and that no slot took is looked for in the whole request. */
export function fillThings(source: Source, meanings: Meanings): void {
  const { act, said } = source
  for (const field of act.fields.filter(({ kind }) => kind === 'entity')) {
    const spot = thingFor(source, meanings, field)
    const reference = said.references.find((one) => meanings.isFree(one))
    if (spot) meanings.replace(field.name, ofCandidates(textOf(said, spot.from, spot.to), spot.value), spot)
    else if (reference && isMissing(field, meanings.values.get(field.name)))
      meanings.replace(field.name, { kind: 'reference', reference: reference.value }, reference)
    toldApart(source, meanings, field)
  }
}
