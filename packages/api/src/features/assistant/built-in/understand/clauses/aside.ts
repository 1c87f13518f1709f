import { withQuotesHidden } from '../../wording/normalize.ts'

/** What is told beside a request, and asks for nothing itself. */

/** A clause that hangs on the one before: "…, since the fair is over", "…, who has the address". */
const HANGING =
  /^(?:because|since|as|seeing (?:that|as)|given that|now that|although|though|even though|so that|in case|which|who|whose|whom|where|not that|else|otherwise)\s/i

/** "As well", "as of Monday", "since Monday" and "where it was" go on with the request. */
const GOES_ON =
  /^(?:as (?:well|soon|of|from|a|an|before|usual|always|high|low|urgent|done)\b|since (?:\d|the \d|last|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|june?\b|july?\b|aug|sep|oct|nov|dec|yesterday|spring|summer|autumn|winter|easter|christmas)|which (?:is|are) (?:due|for)\b)/i

export const isHanging = (clause: string): boolean => HANGING.test(clause) && !GOES_ON.test(clause)

const LATER =
  /^(?:(?:and|but|so|then) )?(?:we|i)(?:'ll| will| can| could| might| may| shall) (?:(?:just|then|always|probably) )*(?:revisit|reconsider|re-?think|come back|return|look (?:again|at (?:it|this|that))|take (?:another|a fresh) look|think (?:again|about)|talk|decide|discuss|see (?:how|what|whether|then|again|about)|know more|pick (?:it|this|that) up again)\b/i

/** "We'll revisit in January": what is put off to later is no second request. */
export const isForLater = (clause: string): boolean => LATER.test(clause.replaceAll('’', "'"))

/** How people begin to ask for something behind what they told. */
const ASKING =
  /^(?:(?:so|and|and so|then|therefore|hence|ok|okay|right|anyway)[ ,]+)*(?:please|pls|kindly|(?:can|could|would|will) (?:you|we|i|ya)\b|you (?:can|could|may|might)\b|(?:just )?let (?:me|us)\b|i(?:'d| would) like\b|i (?:need|want) (?:you )?to\b|(?:approve|accept|decline|refuse|reject|deny|turn down) (?:it|that|this|them)\b|turn (?:it|that|this|them) down\b)/i

/** "So push it to Tuesday", "so the quote has to be done by one": what comes of what was told. */
const FOLLOWS = /^(?:and )?(?:so|therefore|hence)[ ,]+(?!far\b|that\b|on\b|much\b|many\b|long\b|what\b)/i

export const isAsked = (clause: string): boolean => ASKING.test(clause) || FOLLOWS.test(clause)

export interface Clauses {
  before: string
  behind: string
  /** A sentence ends between them. */
  isEnd: boolean
  /** What is behind hangs on what is before. */
  isHanging: boolean
}

/** A second clause that a mark need not part from the first. */
const TURN =
  '(?:(?:i |we )?(?:need|want|would like) to (?:see|know|have)|please|pls|kindly|(?:can|could|would|will) you|you (?:can|could|may|might)|let me|let us)\\b'
const mark = new RegExp(
  `\\s*(?:[.!?]+\\s+|[;:\\n]+\\s*|\\s[-–—]\\s+|,\\s+|\\s+(?=(?:because|seeing that|given that|even though)\\s)|\\s+(?:and|so|but)\\s+(?=${TURN}))(?=\\S)`,
  'gi',
)
/** What is said behind these goes on with them: "check that we have milk". */
const LEADING =
  'that|if|whether|when|who|what|which|because|so|and|or|but|than|as|where|how|why|until|before|after|while|say|says|said|ask|tell|told|check|know|think|sure|hope|all|every\\p{L}*|any\\p{L}*|things?|ones?'
/** Dictated words have no marks: a clause of its own begins with who it is about, and what they do. */
const runOn = new RegExp(
  `(?<!\\b(?:${LEADING}))\\s+(?=(?:we|they|he|she|i|nobody|(?:that|those|his|her|my|our) \\p{L}+)(?:'(?:s|re|ve|ll|d)| (?:is|are|was|were|has|have|had|will|can|could|would|never|just|already|starts?|wants?|needs?|said|says|don't|doesn't|didn't|won't|isn't|aren't))\\b)`,
  'giu',
)
const UNMARKED = /^[^,.;:!?]*[.!?]*$/
const SHORT = 25

/** Marks looked at in one message: each is understood twice. */
const MOST_MARKS = 6

/** Where clauses of a message end, with what stands between them. */
export function marksIn(text: string): { found: string; index: number }[] {
  const hidden = withQuotesHidden(text)
  const isDictated = text.length > SHORT && UNMARKED.test(hidden)
  return [...hidden.matchAll(mark), ...(isDictated ? hidden.matchAll(runOn) : [])]
    .slice(0, MOST_MARKS)
    .map(({ 0: found, index }) => ({ found, index }))
}

/** A message in two at each mark between clauses, first places first. */
export function clausesOf(text: string): Clauses[] {
  return marksIn(text)
    .map(({ found, index }) => {
      const [before, behind] = [text.slice(0, index).trim(), text.slice(index + found.length).trim()]
      const isEnd = /[.!?]/.test(found)
      return {
        before,
        behind,
        isEnd,
        isHanging: !/[.!?;:]|\b(?:and|so|but)\b/i.test(found) && isHanging(behind),
      }
    })
    .filter(({ before, behind }) => /\w{3}/.test(before) && /\w{2}/.test(behind))
}
