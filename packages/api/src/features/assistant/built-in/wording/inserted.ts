import { AT_PRESENT } from './at-present.ts'
import { PURPOSE } from './pleasantries.ts'
import { TO_BE_DONE, withQuotesHidden } from './normalize.ts'

/** Words said between the commas of a request, and at its ends, that say nothing of it. */

const YOU = '(?:you|ya|u)'
const FEW = '(?:rough |short |simple |plain |bare |raw |total |exact |ballpark |quick )?'
const ANSWER = '(?:number|figure|count|total|list|sum|names?|yes or no|answer|overview|summary|headline)s?'

/** They need no mark before them. */
const WORDS = `(?:${[
  'i (?:think|suppose|guess|believe|reckon|fear|imagine|see|take it|mean to say)',
  `if (?:i|${YOU}) (?:may|like|please|would|will|can|could)(?: be so kind)?`,
  "if (?:it is|it's|that is|that's) (?:ok|okay|all right|alright|fine|possible)",
  "while (?:you are|you're) (?:at it|there|about it)",
  'thank (?:god|goodness|heavens)',
  'by the way|btw|to be (?:honest|fair|sure|safe|clear|precise|exact)|as it happens|of course|as far as i know|afaik',
  'would you believe it|for what it is worth|in fact|oh|ah|well|look|listen|fyi',
  AT_PRESENT,
  'as of (?:now|this moment)|as (?:it|things?) (?:now )?stands?(?: (?:now|today|right now))?',
  '(?:(?:both|all)(?: the| of the)? )?(?:days|dates|ends)(?: are| being)? (?:inclusive|included)|both inclusive|(?<=\\d,? )inclusive(?: of both)?',
].join('|')})`

/** Behind a mark they are said beside it; without one they may be part of what is written down. */
const MARKED = `(?:${[
  'effective (?:immediately|at once|now)|with immediate effect|for the time being',
  'before (?:i|we) forget(?: (?:it|that|again))?',
  // How it is to be answered, where that is short.
  `(?:an?|one|the|only the|just the|just an?) ${FEW}${ANSWER} (?:(?:will|would|is|'ll) )?(?:suffices?|do|does|be (?:enough|fine|plenty|sufficient)|enough|fine)(?: for (?:me|us|now))?`,
  `(?:just|only) (?:the|an?) ${FEW}${ANSWER}`,
  'no (?:details?|explanations?|frills|fuss)(?: (?:needed|required|necessary))?|nothing (?:else|more|fancy|special)',
  '(?:please|kindly) (?:implement|action|advise|confirm|proceed|process|arrange|execute|comply|respond|reply)(?: (?:this|it|accordingly))?',
  "(?:there(?:'s| is) )?no (?:rush|hurry|pressure)(?: at all)?|in (?:my|your) own time|at your (?:earliest |own )?convenience",
  `when(?:ever)? ${YOU} (?:can|like|(?:have|get|find) (?:a|some|the) (?:minute|moment|sec|second|chance|time)|get (?:round|around)? ?to it)`,
  '(?:(?:please|just) )*(?:list|show|give|name|tell)(?: me| us)? (?:them all|all of them|every one(?: of them)?|each one(?: of them)?|the lot)',
  // What belongs to a row comes with it.
  '(?:including|with) (?:all )?(?:its|their) (?:notes|details|particulars|comments)|(?:all )?(?:notes|details|particulars|comments) included',
  // Why it is asked, and of whom.
  '(?:just|only) (?:curious|checking|wondering|asking|to be (?:sure|safe|clear))|(?:purely |just )?out of (?:curiosity|interest)|for (?:reference|context|completeness|clarity)',
  '(?:just )?(?:in general|generally(?: speaking)?)(?:,? (?:i|that is what i|what i) mean)?|i mean(?: (?:in general|generally))?',
  "(?:i (?:do not|don't) mean|not(?: (?:of|for|about))?) (?:an?|any|one|some) (?:certain|particular|specific|special|single) (?:one|person|somebody|people|thing|case)",
].join('|')})`

const INSERTED = new RegExp(`,\\s*(and\\s+)?(?:${WORDS}|${MARKED})\\s*,\\s*`, 'i')
const AT_END = new RegExp(`(?:,?\\s+${WORDS}|\\s*[,.!?…;–-]+\\s+${MARKED})(?=\\s*[.!?]*$)`, 'i')
/** "Oh dear, …": nothing is dear. */
const EXCLAIMED =
  /^\s*(?:(?:oh|ah) )?(?:dear(?: me| oh dear)?|my (?:goodness|god)|goodness(?: me)?|gosh|crikey|blimey|good (?:grief|heavens))\s*[,.!:;–-]+\s*(?=\S)/i
/** "Has anybody answered, and if so, what do they say?": the answer says that as well. */
const IF_SO =
  /[,;]?\s+and,? if (?:so|yes),? (?:who|whom|whose|what|when|which|where|how)\b[^.?!]*(?=[.?!]*\s*$)/i
const WHY = new RegExp(
  `\\s*,\\s*(?:(?:it|that|this)(?:'s| is) |(?:i|we) need (?:it|this|that|them) |all )?${PURPOSE}(?=\\s*[.!?]*$)`,
)
const MEANWHILE = new RegExp(`\\s(?:${AT_PRESENT}|as things stand)(?=[\\s,])`, 'i')

/** "It needs priority, I think, and a tag": without what was put in by the way. */
export function withoutInserted(text: string): string {
  if (withQuotesHidden(text) !== text) return text
  const shorter = text
    .replace(INSERTED, (_, and?: string) => (and === undefined ? ', ' : ' and '))
    .replace(EXCLAIMED, '')
    .replace(IF_SO, '')
    .replace(AT_END, '')
    .replace(WHY, '')
    .replace(MEANWHILE, '')
    .replace(TO_BE_DONE, '')
  return shorter === text ? text : withoutInserted(shorter)
}
