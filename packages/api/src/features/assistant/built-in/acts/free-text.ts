import { sentence, unquoted } from '../normalize.ts'
import { titleOf } from '../reading/titles.ts'
import type { AskedAct } from './act-table.ts'
import type { Field } from './fields.ts'
import { isWithin, textOf } from './said.ts'
import type { Range, Said } from './said.ts'
import type { Usable } from './usable.ts'

interface Place {
  act: AskedAct
  said: Said
  usable: Usable
}

/** Days and the like that stand in a text and are fields of their own. */
function cutsIn({ act, said, usable }: Place, range: Range): Range[] {
  const hasDay = act.fields.some(({ kind }) => kind === 'day' || kind === 'time')
  const atEdge = (one: Range) => one.from === range.from || one.to >= range.to - 1
  return [
    ...(hasDay ? said.moments.filter(({ value }) => value.isSure) : []),
    ...usable.besides,
    ...usable.choices.filter(atEdge),
  ].filter((one) => isWithin(one, range))
}

/** Words that are looked for are kept as they were typed. */
const asTyped = (title: string, text: string) =>
  text.includes(title) ? title : `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`

/** "Put that on the board" says where, and nothing of what. */
const POINTING = /^(?:that|this|it|one|them|these|those)$/i

/** A title without the day, person and tag that were said beside it; text that is kept as it was said stays whole. */
export function freeTextOf(place: Place, field: Field, range: Range): string {
  const { act, said } = place
  // The text may begin behind the mark that opens the quote.
  const quote = said.quoted.find((one) => isWithin(one, { from: range.from - 1, to: range.to }))
  const isTitle = quote && (quote.from <= range.from || quote.to - quote.from > (range.to - range.from) / 2)
  if (isTitle) return quote.value
  const text = textOf(said, range.from, range.to)
  if ((act.phrases.asSaid ?? []).includes(field.name)) return unquoted(text.replace(/^[\s:,–-]+/, ''))
  const start = said.tokens[range.from]?.from ?? 0
  const spans = cutsIn(place, range).map(({ from, to }) => ({
    from: (said.tokens[from]?.from ?? 0) - start,
    to: (said.tokens[to - 1]?.to ?? 0) - start,
  }))
  const title = titleOf(text, spans)
  if (!field.isRequired) return unquoted(asTyped(title, text))
  return POINTING.test(title) ? '' : sentence(title)
}
