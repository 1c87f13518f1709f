import { stem } from '../../../../reading/name-index.ts'
import { fold, tokensOf } from '../../../../reading/text.ts'
import { isWord } from './fields.ts'
import type { Field } from './fields.ts'
import type { Meanings, Source } from './meaning.ts'
import { AT_HAND } from './usable.ts'
import type { Row } from './usable.ts'

const isLike = (one: string, other: string): boolean => stem(fold(one)) === stem(fold(other))

/** Some row has this word in the field. */
const isHeld = (rows: readonly Row[], { name }: Field, word: string): boolean =>
  rows.some(({ item }) => [item[name]].flat().some((one) => typeof one === 'string' && isLike(one, word)))

const isInName = (rows: readonly Row[], word: string): boolean =>
  rows.some(({ name }) => tokensOf(name).some(({ text }) => isLike(text, word)))

/**
 * "The invoice tasks", where none has such a tag and some are called so: they are looked for by that word. Where not all rows are at
 * hand, another may have the tag.
 */
export function soughtByName({ act, said, rows }: Source, { values }: Meanings): void {
  const search = act.fields.find(({ name }) => name === 'search')
  const known = act.heldIn === null ? [] : rows(act, act.heldIn)
  if (!search || values.has(search.name) || known.length >= AT_HAND) return
  const isCued = ({ name }: Field) => said.tokens.some(({ text }) => text.startsWith(name))
  for (const field of act.fields.filter((one) => one !== search && isWord(one) && !isCued(one))) {
    const meant = values.get(field.name)
    const word = meant?.kind === 'value' ? String(meant.value) : ''
    if (!meant || isHeld(known, field, word) || !isInName(known, word)) continue
    values.delete(field.name)
    values.set(search.name, meant)
  }
}
