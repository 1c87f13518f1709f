import type { HeardLast } from '../../../memory.ts'
import { request } from '../../wording/normalize.ts'
import { candidatesFor } from '../candidates.ts'
import type { Candidate } from '../candidates.ts'
import { choicesOf } from '../offered.ts'
import type { Outcome, World } from '../types.ts'

/** What is left comes near where it sounds this likely, or lies this well over what was said. */
const NEAR = { chance: 0.02, cost: 0.5 }

const BEFORE =
  '(?:(?:oh|ah|um|hm+|ok|okay|actually|sorry|please|no+|nope|nah|wait|oops|but|well|and|i think),? )*'
const MEANT =
  '(?:what i (?:meant|mean|wanted|want|said|asked(?: you)?(?: for)?|was (?:after|asking(?: for)?|looking for))|(?:quite )?(?:it|right))'
const NOT_MEANT = new RegExp(
  `^${BEFORE}(?:${[
    `(?:(?:that|this|it)(?:'s| is|s| was)? |(?:these|those|they)(?:'re| are|re)? )?not ${MEANT}`,
    `(?:that|this|it) (?:isn't|wasn't|isnt|wasnt|ain't) ${MEANT}`,
    `i (?:didn't|did not|don't|do not|dont|didnt) (?:mean|want|ask for|say) (?:that|this|it|any of that)`,
    `(?:i (?:meant|mean|want|wanted) |that's |thats )?something else(?: entirely)?`,
    `(?:(?:that|this|it)(?:'s| is|s| was) )?(?:all |completely |totally |quite )?wrong(?: (?:answer|thing|act))?`,
    `not (?:that|this)`,
    `(?:you(?:'ve| have)? )?(?:got|understood|misunderstood) (?:me|that|it) wrong|you(?:'ve| have)? misunderstood(?: me)?`,
    `none of (?:these|those|them|that)|neither(?: of (?:them|these|those))?`,
  ].join('|')})(?:,? (?:either|at all|sorry|please|though|again|i'm afraid))*[.! ]*$`,
)

/** "That's not what I meant", "none of these": it was understood otherwise than it was said for. */
export const isNotMeant = (plain: string): boolean => NOT_MEANT.test(plain)

/** The acts that a message was taken for. */
export function takenFor(outcome: Outcome): string[] {
  switch (outcome.kind) {
    case 'calls':
      return [...outcome.calls.map(({ act }) => act.path), ...(outcome.more ? takenFor(outcome.more) : [])]
    case 'ask':
      return [outcome.draft.path]
    case 'offer':
      return outcome.offer.choices.map(({ path }) => path)
    case 'byHand':
    case 'forbidden':
      return [outcome.act.path]
    default:
      return []
  }
}

const comesNear = ({ fit, chance }: Candidate): boolean =>
  fit !== null && (chance >= NEAR.chance || fit.cost < NEAR.cost)

/** What else the message before can have meant, as buttons; where nothing comes near, that is said. */
export async function otherwise({ text, taken }: HeardLast, world: World): Promise<Outcome> {
  // What it was taken for by mistake makes no other act likelier.
  const memory = { ...world.memory, last: null, draft: null, offer: null }
  const { candidates } = await candidatesFor(request(text).text, { ...world, memory })
  const left = candidates.filter(
    (one) => comesNear(one) && !taken.includes(one.name) && world.access(one.name) !== 'forbidden',
  )
  const choices = choicesOf(left)
  return choices.length > 0
    ? { kind: 'offer', offer: { text, choices }, withdraws: true }
    : {
        kind: 'dropped',
        text: 'All right, I leave it. Nothing else that I can do comes near: say it in other words.',
      }
}
