import type { AskedAct } from './act-table.ts'
import { isDenied } from './said.ts'
import type { Said, Spot } from './said.ts'
import type { Amount } from '../../../../reading/numbers.ts'

const DIRECTION = /^(?:up|down|back)$/

/** "From 90 to 110": something goes from the first number to the second. */
function isLeft({ tokens, numbers }: Said, { from, to }: Spot<Amount>): boolean {
  const at = DIRECTION.test(tokens[to]?.text ?? '') ? to + 1 : to
  return (
    tokens[from - 1]?.text === 'from' &&
    tokens[at]?.text === 'to' &&
    numbers.some((other) => other.from === at + 1)
  )
}

/** "Raise it from 90 to 110", "285 rather than 310": numbers that a change does not set. A look-up may be for just these. */
export function formerNumbers({ entry }: AskedAct, said: Said): Spot<Amount>[] {
  if (entry.meta.effect === 'read') return []
  const former = said.numbers.filter((spot) => isDenied(said, spot) || isLeft(said, spot))
  return former.length < said.numbers.length ? former : []
}
