import { isContent } from './content.ts'
import type { Source } from './meaning.ts'
import { overlaps, textOf } from './said.ts'
import type { Range } from './said.ts'

/** "modules.shop.orders.list" */
const PATH = /^"?\w+(?:\.\w+)+"?$/

/** Whether words say what a row is called, and not what is done: the "invoice export" of 'calls of the key "Invoice export"'. */
export function isOfRow({ act, said, usable }: Source, range: Range): boolean {
  const hasRows = act.fields.some(({ kind }) => kind === 'entity')
  const isName = (quote: Range) => overlaps(quote, range) && !PATH.test(textOf(said, quote.from, quote.to))
  if (hasRows && said.quoted.some(isName)) return true
  const words = said.tokens.flatMap(({ text }, at) =>
    at >= range.from && at < range.to && isContent(text) ? [{ from: at, to: at + 1 }] : [],
  )
  return words.length > 0 && words.every((word) => usable.things.some((thing) => overlaps(thing, word)))
}
