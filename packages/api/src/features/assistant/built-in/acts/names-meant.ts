import type { AskedAct } from './act-table.ts'
import type { Field } from './fields.ts'
import { textOf } from './said.ts'
import type { Range, Said } from './said.ts'

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const isCapital = (said: Said, at: number): boolean => /^\p{Lu}/u.test(textOf(said, at, at + 1))
const isSmall = (said: Said, at: number): boolean => /^\p{Ll}/u.test(textOf(said, at, at + 1))

/** What the name is that stands behind other words: "prices for Sidamo", "our cups from Papermill". */
const beforeName = setOf('for from called named :')
/** What goes on behind a mark is no part of a name. */
const afterMark = setOf(
  "it its it's that's they their they're he she his her we our you could can please who which and add put enter save stands based kept located so thanks mail email phone tel tax vat is are was mind would will",
)
const places = setOf('in from at near')

/** Fields that take the name of a town. */
export const isPlaceField = ({ name, kind }: Field): boolean =>
  kind === 'text' && /^(?:city|place|near)$/.test(name)

const hasPlace = ({ fields }: AskedAct): boolean => fields.some(isPlaceField)

/** Where the name of a town ends that begins at a token: "Vila Real", "Stoke-on-Trent". */
function townEnd(said: Said, { from, to }: Range): number {
  let end = from + 1
  const goesOn = () => {
    const { isGlued = false, text = '' } = said.tokens[end] ?? {}
    return isCapital(said, end) || (isGlued && !/^[,.;:!?)]$/.test(text))
  }
  while (end < to && goesOn()) end += 1
  return end
}

/** The name of a town without what is said behind it: the "Braga" of "Braga from now on". */
export function townIn(said: Said, { from, to }: Range): Range {
  return isCapital(said, from) ? { from, to: townEnd(said, { from, to }) } : { from, to }
}

/** Whether a name is over here: "as a supplier", "in Cork", "to rent out", ", they are new". */
function isOver(act: AskedAct, said: Said, at: number): boolean {
  const [word, next] = [said.tokens[at]?.text ?? '', said.tokens[at + 1]?.text ?? '']
  if (word === 'as') return /^(?:an?|our|one|well)$/.test(next)
  if (word === 'to' || word === 'down') return word === 'down' || isSmall(said, at + 1)
  return places.has(word) ? hasPlace(act) && isCapital(said, at + 1) : goesOn(said, at)
}

/** What stands behind a mark says something else: "Atlantic Tiles, add them". */
function goesOn(said: Said, at: number): boolean {
  const [word, next] = [said.tokens[at]?.text ?? '', said.tokens[at + 1]?.text ?? '']
  return /^[,;:.!?–-]$/.test(word) && said.tokens[at + 1]?.isGlued === false && afterMark.has(next)
}

/** Words before a name that is written large, and what goes on behind it, are no part of it. */
export function nameIn(act: AskedAct, said: Said, range: Range): Range {
  const quote = said.quoted.find(({ from }) => from >= range.from - 1 && from < range.to)
  if (quote) return quote
  let { from, to } = range
  if (isSmall(said, from)) {
    const led = said.tokens.findIndex(
      (_, at) =>
        at > from && at < to && isCapital(said, at) && beforeName.has(said.tokens[at - 1]?.text ?? ''),
    )
    if (led === -1) return range
    from = led
  }
  if (!isCapital(said, from)) return range
  for (let at = from + 1; at < to; at += 1) if (isOver(act, said, at)) to = at
  return { from, to }
}

/** The town that is said behind a name: the "Cork" of "Brook Deli in Cork". */
export function townBehind(act: AskedAct, said: Said, range: Range): { field: Field; range: Range } | null {
  const field = act.fields.find(isPlaceField)
  const { to } = nameIn(act, said, range)
  const isLed = field !== undefined && to < range.to && places.has(said.tokens[to]?.text ?? '')
  return isLed && isCapital(said, to + 1)
    ? { field, range: { from: to + 1, to: townEnd(said, { from: to + 1, to: range.to }) } }
    : null
}
