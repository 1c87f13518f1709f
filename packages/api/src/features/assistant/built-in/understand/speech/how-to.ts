import { fold } from '../../../../../reading/text.ts'
import { inPlain } from '../../wording/gerund.ts'
import { guideAsked } from './guide-asked.ts'
import { request } from '../../wording/normalize.ts'
import { understandRequest } from '../request.ts'
import { SAID, stands } from '../stands.ts'
import type { Understood } from '../understood.ts'
import type { Outcome, World } from '../types.ts'

const SOMEBODY = '(?:i|we|one|you|someone|somebody|people|they|a person)'
const MAY = '(?:do|does|would|can|could|should|might|must)'
const DOES = '(?:put|say|do|manage|get)'

/** "How do I …", "how would one go about …ing". */
const LED = new RegExp(
  `^(?:(?:and|so|but|please|tell me|show me|explain(?: to me)?|i wonder|do you know) )*(?:(?:if|when|in case|suppose|say) [^,.;:?!]{3,60}?,? )?(?:how ${MAY} ${SOMEBODY}(?: (?:actually|best|properly|ever))?|how (?:do you |does one )?to|what(?:'s| is) the (?:best |right |easiest )?way (?:to|of)|is there a way to)(?<how> go about)? (?!(?:stand|compare|look(?! \\p{L}+ up)|fare|rank|measure|know|feel|do|help)\\b)(?=\\p{L})`,
  'u',
)
/** "How do I undo something?": whatever was done last. */
const ANY_UNDONE =
  /^(?:undo|revert|reverse|take back) (?:something|anything|things|it|that|a (?:change|mistake|step))\b/

/** What is asked for is how it is said, whatever it is. */
const TYPED = new RegExp(
  `^(?:(?:and|so|but|please|tell me) )*(?:what|how) (?:${MAY} ${SOMEBODY}|am i supposed to|is it i)(?: (?:need|have|want))?(?: to)? (?:type|say|write|enter|tell you|ask you|phrase it|put it)(?: in| here)?(?:,)? (?:to|for|if i (?:only |just )?(?:want|wanted|need|wish)(?:ed)? to|so that you|when i want to|in order to) (?=\\p{L}+ \\p{L})`,
  'u',
)
/** "How is a day to be written so that you understand it?" */
const WRITTEN =
  /^how (?:is|are|should|must|does|do|can) (?<what>.{3,60}?) (?:(?:(?:have|has|need|needs) )?to be|be|best) (?:written|typed|entered|said|phrased|worded|formatted|spelled|spelt|given|expressed|told)\b/u
/** Somebody wants to do it without the assistant. */
const BY_ONESELF =
  /\b(?:myself|ourselves|yourself|oneself|by hand|on my own|on the screen|without (?:you|asking|bothering|troubling|the assistant))\b/
/** "Suppose I wanted to …: how would I go about that here?" */
const BEHIND = new RegExp(
  `^(?:suppose|say|imagine|if|assuming|let's say|supposing)?,? ?(?:(?:that )?${SOMEBODY} (?:want|wanted|need|needed|had|wish|wished)(?:ed)? (?:to )?)?(?<act>.{6,}?)[,.:;?–-]* (?:how ${MAY} ${SOMEBODY} (?:go about|${DOES}) (?:that|it|this)|how (?:is|would) (?:that|it|this) (?:be )?done|how does (?:that|it|this) (?:go|work))(?: here| in the hub| with you)?$`,
  'u',
)

interface Asked {
  act: string
  /** How it is said is asked, though it could be done at once. */
  isHow: boolean
}

function askedIn(said: string, world: World): Asked | null {
  const plain = fold(request(said).text).replace(/[?!. ]+$/, '')
  const typed = TYPED.exec(plain)?.[0]
  if (typed !== undefined) return { act: plain.slice(typed.length), isHow: true }
  const behind = BEHIND.exec(plain)?.groups?.['act']
  if (behind !== undefined) return { act: behind, isHow: true }
  const written = WRITTEN.exec(plain)?.groups?.['what']
  if (written !== undefined) return { act: `set ${written}`, isHow: true }
  return ledTo(plain, world)
}

function ledTo(plain: string, world: World): Asked | null {
  const { 0: led, groups } = LED.exec(plain) ?? {}
  if (led === undefined) return null
  const isHow = groups?.['how'] !== undefined || BY_ONESELF.test(plain)
  return { act: inPlain(plain.slice(led.length).replace(BY_ONESELF, '').trim(), world), isHow }
}

const isRead = ({ best }: Understood) => best?.fit?.act.entry.meta.effect === 'read'

/** So likely is the act that is meant, where it does not stand by itself. */
const LIKELY = 0.4

const isMeant = ({ best, ...one }: Understood): boolean =>
  best?.fit?.act.isOpen === true && (stands({ best, ...one }) || best.chance >= LIKELY)

/** What is looked up at once, or done by hand: that is answered as it is. */
const isAnswered = (whole: Understood, { isHow }: Asked): boolean =>
  (whole.outcome.kind === 'byHand' && (whole.best?.chance ?? 0) >= SAID) ||
  (!isHow && stands(whole) && isRead(whole))

/**
 * "How do I put a comment on a task?" asks for words, and for nothing to be done: examples of the act that is meant are the answer.
 * A look-up is answered at once, and what is done by hand says where. Null where no way is asked for, or to what no hub does.
 */
export async function howTo(said: string, world: World): Promise<Outcome | null> {
  const guide = guideAsked(said, world)
  const asked = guide ? null : askedIn(said, world)
  if (!asked) return guide
  if (ANY_UNDONE.test(asked.act)) return { kind: 'help' }
  const alone = { ...world, memory: { ...world.memory, it: null, last: null, focus: [] } }
  if (isAnswered(await understandRequest(said, alone), asked)) return null
  return answerOf(await understandRequest(asked.act, alone), asked)
}

/** "Tick something off" names no row: what it sounds like is meant all the same. */
const heardIn = ({ heard }: Understood) =>
  heard.candidates.find(({ fit, chance }) => chance >= SAID && fit?.act.isOpen === true)?.fit?.act

function answerOf(meant: Understood, { isHow }: Asked): Outcome | null {
  if (meant.outcome.kind === 'byHand') return meant.outcome
  const act = isMeant(meant) ? meant.best?.fit?.act : heardIn(meant)
  if (!act) return isHow ? { kind: 'help' } : null
  if (!isRead(meant) || isHow) return { kind: 'help', act }
  return stands(meant) ? meant.outcome : null
}
