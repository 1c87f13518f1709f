import { isContent } from './content.ts'
import type { Field } from './fields.ts'
import type { Meant, Source } from './meaning.ts'
import { isWithin } from './said.ts'
import type { Range } from './said.ts'

const AMOUNTS = new Set('all amount balance everything lot remainder remaining rest sum whole'.split(' '))

/** "They paid the rest": words for how much it was. */
const amountsIn = ({ said }: Source, { from, to }: Range): Range[] =>
  said.tokens
    .slice(from, to)
    .flatMap(({ text }, at) => (AMOUNTS.has(text) ? [{ from: from + at, to: from + at + 1 }] : []))

/** "The rest in cash" is how much it was and in what, and no name. */
export function isAmount(source: Source, range: Range): boolean {
  const { said, usable } = source
  const amounts = amountsIn(source, range)
  const isOther = said.tokens.slice(range.from, range.to).some(({ text }, place) => {
    const at = range.from + place
    const isKnown = [...amounts, ...usable.choices].some((one) => isWithin({ from: at, to: at + 1 }, one))
    return isContent(text) && !isKnown
  })
  return amounts.length > 0 && !isOther
}

interface Filled {
  field: Field
  meant: Meant | null
}

/** What such words explain, where a row might have been named. */
export const amountsFor = (source: Source, { field, meant }: Filled, slot: Range): readonly Range[] =>
  field.kind === 'entity' && meant === null ? amountsIn(source, slot) : []
