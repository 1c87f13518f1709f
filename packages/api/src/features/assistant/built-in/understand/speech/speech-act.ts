import type { Said } from '../../acts/said.ts'
import { fold } from '../../../../../reading/text.ts'
import { asksWhatIs } from './asks-what-is.ts'

/** What somebody does by saying it: has something done, asks how things are or what to think, thinks aloud, or tells of a talk. */
export type SpeechAct = 'command' | 'question' | 'advice' | 'wish' | 'report'

/** No day that anybody could be held to. */
const ONE_DAY =
  /\b(?:some ?day|one day|eventually|at some (?:point|stage)|sooner or later|one of these days|down the (?:road|line)|in the long run)\b/

const WE = '(?:i|we|somebody|someone|you|they)'
const SOFT = '(?:should|could|might|may|would|ought to|need to|must|have to)'
const NICE = '(?:nice|great|good|lovely|cool|handy|wonderful|useful|fun)'
const BESIDE = '(?:just|still|also|really|only|so|all)'

const musings = [
  new RegExp(`^it (?:would|might|could) be (?:(?:so|really|very) )?${NICE} (?:if we|to (?:have|own))\\b`),
  new RegExp(`^(?:maybe|perhaps) ${WE} (?:${BESIDE} )*${SOFT}\\b`),
  new RegExp(`^${WE} (?:maybe|perhaps) (?:${BESIDE} )*${SOFT}\\b|^${WE} ${SOFT} (?:maybe|perhaps)\\b`),
  new RegExp(
    `^(?:i|we)(?:'m|'re|'ve been| am| are| was| were| have been) (?:${BESIDE} )*(?:thinking|dreaming|toying|considering|contemplating|tempted)\\b`,
  ),
  new RegExp(`^(?:i|we) (?:${BESIDE} )*(?:wish|hope|doubt|guess|fear|wonder (?:if|whether))\\b`),
  /^(?:(?:i|we)(?:'d| would)(?: much)? rather not|(?:i|we)(?:'d| would) prefer not to|let's not|let us not)\b/,
]
const SOFTLY = new RegExp(`^(?:\\W*(?:maybe|perhaps) )?\\W*${WE} (?:${BESIDE} )*${SOFT}\\b`)

/** "Maybe you could add a task": that is asked of the assistant. */
const OF_YOU = /\b(?:can|could|would|will|should) you\b|\b(?:if )?you (?:can|could|would|will)\b/

const isMused = (text: string): boolean =>
  !OF_YOU.test(text) &&
  (musings.some((one) => one.test(text)) ||
    (ONE_DAY.test(text) && SOFTLY.test(text.replace(ONE_DAY, '').trim())))

/** "I spoke to Harlan": what was said to somebody is nothing done that a list could hold. */
const telling =
  /^(?:i|we)(?:'ve|'d| have| had)? (?:(?:just|already|also|briefly|finally|only) )*(?:told|spoke|spoken|talked|chatted|mentioned|explained|discussed|texted|complained|argued)\b/

/** What somebody else said is hearsay: whoever did it says so where it is kept. */
const heard =
  /^(?!who\b|what\b|nobody\b|anybody\b)\p{L}+(?: \p{L}+)? (?:(?:just|already|also) )?(?:told|was telling) (?:me|us)\b(?! to\b)[^,:]*$/u

const WISE = '(?:wise|smart|sensible|worth (?:it|doing)|a good idea)'
const GOOD = '(?:any good (?:with|at)|(?:a fair|the right) price)'
/** What to think of something is for a person to say: a hub knows what is kept in it. */
const advice = [
  /^(?:so |and |what )?do you (?:think|reckon|believe|suppose|guess)\b/,
  /^(?:how much|what) (?:should|shall|would|could) (?:i|we|you) (?:charge|ask|offer|bid|quote|pay)\b/,
  new RegExp(`^(?:is|was|would) (?:it|that|this) (?:be )?${WISE}\\b`),
  new RegExp(`^(?:is|are|was|were) .* ${GOOD}\\b`),
  /^(?:what|how) would you (?:do|say|suggest|recommend|advise)\b/,
]

/** A second sentence may ask for something, and a figure may be what is to be kept. */
const saysMore = /[.!?;]\s+\p{L}|\d/u

/** What kind of saying a request is: only what is said to have something done changes anything. */
export function speechActOf(said: Pick<Said, 'tokens' | 'text'>): SpeechAct {
  const text = fold(said.text)
  if (advice.some((one) => one.test(text)) && !OF_YOU.test(text)) return 'advice'
  if (asksWhatIs(said)) return 'question'
  if (saysMore.test(text)) return 'command'
  if (isMused(text)) return 'wish'
  return telling.test(text) || heard.test(text) ? 'report' : 'command'
}
