import { stem } from '../../../../reading/name-index.ts'
import { tokensOf } from '../../../../reading/text.ts'
import { isContent } from './content.ts'
import { slotsIn } from './meaning.ts'
import type { Laid, Meanings, Meant, Slot, Source } from './meaning.ts'
import { rowFieldOf } from './needed-fields.ts'
import { isWithin, overlaps } from './said.ts'
import type { Range } from './said.ts'
import { vocabularyOf } from './usable.ts'

/** What speaks against an example that lies well over a request: it takes for its own what is plainly something else. */

/** What it costs where a text holds the name of another field: "our name is the new phone number 555". */
const OTHER_FIELD = 0.8
/** Where a text ends with a word that leads to another. */
const UNFINISHED = 0.8
/** Where an example takes words of a row's name for its own. */
const CUT = 0.8

/** Where something was said of rows of another kind. */
const OTHER_KIND = 0.8
/** Where what is looked for goes on behind a mark. */
const BEHIND_MARK = 0.8
/** Where several rows were spoken of. */
const SEVERAL = 0.8

/** Slots of texts that need not be said. */
function spareTexts({ act: { fields }, laid }: Source): Slot[] {
  const texts = new Set(
    fields.flatMap(({ name, kind, isRequired }) => (kind === 'text' && !isRequired ? [name] : [])),
  )
  return slotsIn(laid).filter(({ value: slot }) => texts.has(slot))
}

/** A text that need not be said and speaks of another field is hardly one. */
function namesOther(source: Source): boolean {
  const { act, said } = source
  const texts = new Set(
    act.fields.flatMap(({ name, kind, isRequired }) => (kind === 'text' && !isRequired ? [name] : [])),
  )
  return spareTexts(source).some(({ value: slot, from, to }) =>
    said.tokens.slice(from, to).some(({ text }) => text !== slot && texts.has(text)),
  )
}

/** "It ought to have high priority": a value of another field, with the name of that field or with nothing else, is no text. */
function isOtherValue(source: Source): boolean {
  const { said, usable } = source
  return spareTexts(source).some((slot) => {
    const values = usable.choices.filter((choice) => isWithin(choice, slot))
    const names = new Set(values.map(({ value }) => value.field.name.toLowerCase()))
    const words = said.tokens.slice(slot.from, slot.to).map(({ text }, at) => ({ text, at: slot.from + at }))
    const isValue = (at: number) => values.some((choice) => overlaps(choice, { from: at, to: at + 1 }))
    const isNothingElse = words.every(({ text, at }) => isValue(at) || !isContent(text))
    return values.length > 0 && (isNothingElse || words.some(({ text }) => names.has(text)))
  })
}

const isInName = (name: string, word: string): boolean =>
  tokensOf(name).some(({ text }) => stem(text) === stem(word))

/**
 * "The tasting notes are ready", where a row is called so: no notes of a "tasting" are meant. What stands between words of a name, as
 * in "Lena Fox picked up her Gazelle", is none of it.
 */
function cutsName({ act, said, usable, laid }: Source, values: ReadonlyMap<string, Meant>): boolean {
  const matched = laid?.aligned.matched ?? new Set<number>()
  return slotsIn(laid).some((slot) => {
    const meant = values.get(slot.value)
    const field = act.fields.find(({ name, kind }) => name === slot.value && kind === 'entity')
    const [row] = field && meant?.kind === 'rows' ? meant.candidates : []
    const isOfRow = usable.things.some(
      (thing) =>
        thing.entity === field?.entity &&
        thing.value.some(({ id }) => id === row?.id) &&
        overlaps(thing, slot) &&
        outside(thing, slot).some((at) => {
          const word = said.tokens[at]?.text ?? ''
          return matched.has(at) && isContent(word) && isInName(row?.name ?? '', word)
        }),
    )
    return row !== undefined && isOfRow
  })
}

const outside = (outer: Range, inner: Range): number[] =>
  Array.from({ length: outer.to - outer.from }, (_, at) => outer.from + at).filter(
    (at) => at < inner.from || at >= inner.to,
  )

const LEADING = new Set('a an the of our my your his her their'.split(' '))

/** "A picture of the" goes on in what was taken for something else. */
function endsOpen({ act, said, laid }: Source): boolean {
  const texts = new Set(act.fields.flatMap(({ name, kind }) => (kind === 'text' ? [name] : [])))
  return slotsIn(laid).some(
    ({ value: slot, to }) =>
      texts.has(slot) && to < said.tokens.length && LEADING.has(said.tokens[to - 1]?.text ?? ''),
  )
}

const stems = new WeakMap<readonly string[], ReadonlySet<string>>()

/** What rows are called, each word as its stem. */
function stemsOf(nouns: readonly string[]): ReadonlySet<string> {
  const known = stems.get(nouns) ?? new Set(nouns.map(stem))
  stems.set(nouns, known)
  return known
}

/** "List all bikes": an act that never speaks of bikes looks up something else, unless they are searched for or in a name. */
function isOfOtherKind({ act, said, usable }: Source, meanings: Meanings): boolean {
  if (act.entry.meta.effect !== 'read') return false
  const [nouns, own] = [stemsOf(said.nouns), vocabularyOf(act)]
  const named = [...usable.things, ...said.labels, ...said.quoted]
  return said.tokens.some(
    ({ text }, at) =>
      nouns.has(stem(text)) &&
      !own.has(stem(text)) &&
      said.tokens[at + 1]?.text !== ':' &&
      !meanings.holds(at) &&
      !named.some((one) => overlaps(one, { from: at, to: at + 1 })),
  )
}

/** "The invoice tasks" are several: what looks up one row is hardly meant. */
function isOfSeveral({ act, said }: Source): boolean {
  const entity = rowFieldOf(act)?.entity
  if (act.entry.meta.effect !== 'read' || entity == null) return false
  const kinds = new Set(entity.split('_'))
  return said.tokens.some(({ text }) => !kinds.has(text) && text.endsWith('s') && kinds.has(stem(text)))
}

/** "The van is here, tell me what is on it": what is looked for stands in one clause. */
const goesOnBehindMark = ({ act, said, laid }: Source): boolean =>
  act.entry.meta.effect === 'read' &&
  slotsIn(laid).some(
    ({ value: slot, from, to }) =>
      act.fields.some(({ name, kind, form }) => name === slot && kind === 'text' && form === null) &&
      said.tokens.slice(from + 1, to - 1).some(({ text }) => /^[,;:.!?]$/.test(text)),
  )

/** What a reading costs more because something in it is hardly meant so. */
export const misreadCost = (source: Source & { laid: Laid | null }, meanings: Meanings): number =>
  (namesOther(source) || isOtherValue(source) ? OTHER_FIELD : 0) +
  (cutsName(source, meanings.values) ? CUT : 0) +
  (isOfOtherKind(source, meanings) ? OTHER_KIND : 0) +
  (isOfSeveral(source) ? SEVERAL : 0) +
  (goesOnBehindMark(source) ? BEHIND_MARK : 0) +
  (endsOpen(source) ? UNFINISHED : 0)
