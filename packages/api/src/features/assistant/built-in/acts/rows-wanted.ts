import type { Amount } from '../../../../reading/numbers.ts'
import { textOf } from './said.ts'
import type { Said, Spot } from './said.ts'
import { isOfTime } from './time-units.ts'

/** How many rows a look-up is to give. */
export const LIMIT = 'limit'

const counting = /^(?:top|first|last|latest|newest|only|just|the|next|recent|me)$/

/** "Away for 3 weeks" counts no rows. */
const isCount = ({ value }: Spot<Amount>) =>
  (value.kind === 'number' || value.kind === 'quantity') &&
  Number.isInteger(value.amount) &&
  value.amount > 0 &&
  !isOfTime(value)

/** "Ten items will do", "five is plenty", "20 at most": how many are enough. */
const ENOUGH =
  /^(?:\p{L}+ )?(?:(?:is|are|(?:will|would|should|ought to) be) (?:quite |more than )?(?:enough|plenty|fine)|(?:will|would|should) (?:do|suffice)|at (?:the )?most|max(?:imum)?|tops)\b/iu
const LONGEST_ENOUGH = 6

const isEnough = (said: Said, { to, value }: Spot<Amount>): boolean =>
  (value.kind === 'number' || (value.kind === 'quantity' && value.unit === 'piece')) &&
  ENOUGH.test(textOf(said, to, Math.min(said.tokens.length, to + LONGEST_ENOUGH)))

/** How many rows a number says are wanted: "top 3", "the last 5", "ten will do". */
export function limitIn(said: Said, numbers: readonly Spot<Amount>[]): Spot<Amount> | undefined {
  const isWanted = (spot: Spot<Amount>) =>
    spot.from === 0 || counting.test(said.tokens[spot.from - 1]?.text ?? '') || isEnough(said, spot)
  return numbers.find((spot) => isCount(spot) && isWanted(spot))
}
