import { withQuotesHidden } from '../../wording/normalize.ts'
import { isHanging } from './aside.ts'

/** "…, and in which role?", "and since when", "and why": more is asked of what was asked for before it. */
const ASKED_BESIDE =
  /^(?:in|with|by|for|from|since|until|till|on|at|of|to|under|through|over) (?:which|what|whom|whose|when|where|how (?:much|many|long))\b(?: \S+){0,3}[?.! ]*$|^(?:when|why|how|where)[?.! ]*$/i

/** Behind the dot of "24. November" no sentence ends. */
export const NO_MONTH = String.raw`(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b)`

/** Where one request can end and the next begin; the dot of "24. November", the comma of "Friday, 24 November" and the "and" of "two hundred and ten" end none. */
const joint = new RegExp(
  String.raw`\s*(?:[;\n]+|\s[-–]\s+(?=\S)|\s[+&]\s+(?=\S)|[.!?]\s+${NO_MONTH}(?=\S)|(?<!\b(?:hundred|thousand)),?\s+(?:and then|and also|and|then|also|plus|as well as)\s+(?=\S)|,(?!(?<=day,)\s+(?:the )?\d)\s+(?=\S))`,
  'gi',
)

/** Joints looked at in one message. */
const MOST_JOINTS = 6

/** "Oh and", "while you're at it", "in addition": said between two requests, and no part of the second. */
const LINK =
  /^(?:(?:oh|ah|uh),?\s+(?:and|also|plus)\s+)?(?:(?:and|also|plus|then)\s+)?(?:while (?:you|we|i)(?:'re|'m| are| am) (?:at it|on it|there|about it)|in addition(?: to (?:that|this))?|additionally|on top of (?:that|this)|besides(?: (?:that|this))?)[,:]?\s+(?=\S)|^(?:oh|ah|uh),?\s+(?:and|also|plus)\s+(?=\S)/i

const MORE = /\b(?:also|plus|as well as)\b/i
/** "…, and also which are in the bin": looked up beside what was looked up before, and no filter of it. */
const ASKED_ANEW = /^(?:(?:please )?(?:show|list|tell me)|which|what|who|whose|how (?:many|much))\b/i

export const asksAnew = (text: string): boolean => ASKED_ANEW.test(text)

const LOOKS_UP =
  /^(?:(?:please )?(?:show|list|tell me|give me|state|read)|what|which|who|how (?:many|much)|is there|are there|do we|has any\p{L}*)\b/iu

/** "… and is there a cap on it": a look-up of its own, however short it is said. */
export const looksUp = (text: string): boolean => LOOKS_UP.test(text)

export interface Halves {
  first: string
  rest: string
  /** A comma joins clauses of one request as often as two requests. */
  isWeak: boolean
  /** It is said in so many words that something else follows. */
  isLinked: boolean
  /** It is a question by itself. */
  isAnew: boolean
  /** A mark stands between them: what is before it may only be the reason. */
  isClause: boolean
  /** "And" stands between them, or a word like it. */
  isJoined: boolean
  /** A sentence ends between them. */
  isSentence: boolean
}

/** A message in two at each place where a second request may begin, first places first. */
export function halvesOf(text: string): Halves[] {
  const hidden = withQuotesHidden(text)
  return Array.from(hidden.matchAll(joint))
    .slice(0, MOST_JOINTS)
    .map(({ 0: found, index }) => {
      const behind = text.slice(index + found.length).trim()
      const rest = behind.replace(LINK, '')
      return {
        first: text.slice(0, index).trim(),
        rest,
        isLinked: rest !== behind,
        isAnew: (rest !== behind || MORE.test(found)) && asksAnew(rest),
        isWeak: found.trim() === ',' && rest === behind,
        isClause: /[,;.!?\n-]/.test(found),
        isJoined: /[a-z&+]/i.test(found),
        isSentence: /^\s*[.!]/.test(found),
      }
    })
    .filter(
      ({ first, rest, isWeak }) =>
        /\w{3}/.test(first) && /\w{2}/.test(rest) && !(isWeak && isHanging(rest)) && !ASKED_BESIDE.test(rest),
    )
}
