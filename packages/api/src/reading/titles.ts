import { fold } from './text.ts'
import type { Span } from './text.ts'

/** Before something taken out, these words hung on it: "on", "due", "for". */
const dangling = new Set(
  'on at by for to from in of with due and until till before after about the a an priority called named titled tagged assigned assign it is as super very really extremely mega'.split(
    ' ',
  ),
)
const leading =
  /^(?:(?:and|then|to|that|about|called|named|titled|saying|which says|for|of|:|,|;|-|–)(?=[\s:,;"]|$)\s*)+/

/** What one notes down, whatever it is called here. */
const NOTED = 'to-?do|to do|reminder|card|ticket|item|note|job|entry'

interface Frame {
  /** How a request begins before it comes to its subject; taken off from the front until none is left. */
  openings: readonly RegExp[]
  /** How it asks for something to be made: "open", "plan" and "put" may be what is to be done as well. */
  making: readonly RegExp[]
  closings: RegExp
}

/** What stands around a subject, where things are called by these nouns. */
function frameFor(nouns: readonly string[]): Frame {
  const kinds = [NOTED, ...nouns].join('|')
  const making =
    /^(?:add|create|make|new|set up|put(?=.{0,200} (?:on|onto) (?:the|my|our) (?:list|board|to-?do))|(?:write|jot|put) down|note|log|open|start|schedule|plan)\b(?: me| us| in| down)?(?: (?:a|an|another|one|the|this))?(?: (?:new|quick|small|urgent))*\s*/
  return {
    openings: [
      /^(?:hey|hi|hello|ok|okay|so|well|also|please|pls|plz|kindly|just|actually|great|thanks|sorry|assistant|hub)\b(?!\S*@)[\s,!.:;-]*/,
      /^(?:and|then|now)\b[\s,]*(?=\w)/,
      /^(?:can|could|would|will) (?:you|u|we|i)\b\s*/,
      /^(?:i'd|i would|we'd|we would) like (?:you |u )?to\b\s*/,
      /^(?:i|we) (?:want|need|have|ought|must|should|gotta|got)\b(?: you)?(?: to)?\s*/,
      /^(?:let's|lets|help me(?: to)?|go ahead and|try to|make sure (?:that )?(?:i|we|to))\b\s*/,
      /^(?:don't|dont|do not|never) (?:let me |let us )?forget\b(?: to)?\s*/,
      /^(?:remind|tell|ask|nudge) (?:me|us)\b(?: again)?(?: to| about| that)?\s*/,
      /^(?:remember)\b(?: to)?\s*/,
      new RegExp(
        String.raw`^(?:(?:a|an|another|one) )?(?:new )?(?:${['to-?do', 'reminder', ...nouns].join('|')})\b\s*[:,-]?\s*`,
      ),
      // "Note it down as a task that we should wash the van"
      new RegExp(
        String.raw`^(?:down )?(?:for (?:me|us) )?(?:as|like) (?:an?|another) (?:new )?(?:${kinds})\b[:,]?\s*`,
      ),
      // "A task for Ana, namely to wash the van"
      /^(?:(?:namely|viz\.?|i\.? ?e\.?|that is to say)[\s,:]+(?=[a-z])|specifically (?=to [a-z]))/,
      /^that (?=(?:i|we) (?:should|must|need|have|ought)\b)/,
      // "On the board: wash the van" says where it is put down.
      new RegExp(
        String.raw`^(?:on|onto|in|for) (?:the|my|our) (?:${['list', 'board', 'to-?do list', ...nouns.map((noun) => `${noun}s`)].join('|')})\s*[:–-]\s*`,
      ),
      /^to (?=\w)/,
    ],
    making: [
      new RegExp(
        String.raw`${making.source}(?:(?:${kinds})s?\b)?(?: (?:to|for me to|that says|saying|called|named|titled|about|:))?\s*`,
      ),
    ],
    closings: new RegExp(
      String.raw`,? (?:please|pls|plz|thanks(?: a (?:lot|million|bunch))?|many thanks|thank you|thx|cheers|ok|okay|as well|too|btw|by the way|(?:to|on) (?:the|my|our) (?:${['list', 'board', 'to-?do list', ...nouns.map((noun) => `${noun}s`)].join('|')}))$`,
    ),
  }
}

const frames = new WeakMap<readonly string[], Frame>()

function frameOf(nouns: readonly string[]): Frame {
  const known = frames.get(nouns) ?? frameFor(nouns)
  frames.set(nouns, known)
  return known
}

interface Said {
  text: string
  plain: string
}

const said = (text: string): Said => ({ text, plain: fold(text) })

const tidied = (text: string) =>
  text
    .replaceAll(/\(\s*\)/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s+([,.;:!?])/g, '$1')
    .replaceAll(/([.,;:])(?:[,;:])+/g, '$1')
    .trim()

/** What is left when the places are taken out, with the small words that led to each of them. */
function without(text: string, spans: readonly Span[]): string {
  let rest = ''
  let at = 0
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (to <= at) continue
    const kept = text.slice(at, Math.max(at, from)).trimEnd()
    rest += ` ${shorter(kept)}`
    at = to
  }
  return tidied(`${rest} ${text.slice(at)}`)
}

/** "…, it's super urgent", "…, there is no date for it": the clause in which a value was told goes with it. */
const TOLD =
  /(?:^|[\s,.;:!?–-]+)(?:(?:and|but|because|since|as|so) )?(?:its|(?:it|that|there|this one)'s|(?:it|this|that|there|this one) (?:is|was|has to be|must be|needs to be))(?: (?:an?|really|very|super|so|quite|pretty|fairly|rather|extremely|mega|kinda|actually|also|all|bit))*$/

function shorter(kept: string): string {
  const told = TOLD.exec(fold(kept))?.index
  if (told !== undefined) return shorter(kept.slice(0, told).trimEnd())
  const last = kept.lastIndexOf(' ') + 1
  if (kept === '' || !dangling.has(fold(kept.slice(last)))) return kept
  return shorter(kept.slice(0, last).trimEnd())
}

function withoutOpening(text: string, openings: Frame['openings']): string {
  const { plain } = said(text)
  for (const opening of openings) {
    const found = opening.exec(plain)?.[0].length ?? 0
    if (found > 0 && found < text.length) return text.slice(found)
  }
  return text
}

function withoutOpenings(text: string, openings: Frame['openings']): string {
  let rest = text
  for (let round = 0; round < 6; round += 1) {
    const next = withoutOpening(rest, openings)
    if (next === rest) return rest
    rest = next
  }
  return rest
}

const MARKS = ' :,;.-–—"“”'
const END_MARKS = `${MARKS}!?`
/** A bracket at the end, whose words were taken out, holds nothing. */
const LAST_MARKS = `${END_MARKS}(`

/** Pictures around it say nothing of it: "🎉 party 🎉". */
const PICTURES =
  /^(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D]*\s*)+|(?<=\s)(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D]*\s*)+$/gu

/** By hand: an expression that ends in "any number of these, then the end" takes quadratic time on marks alone. */
function withoutMarks(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && END_MARKS.includes(text.charAt(from))) from += 1
  while (to > from && LAST_MARKS.includes(text.charAt(to - 1))) to -= 1
  return text.slice(from, to)
}

function trimmed(text: string): string {
  const rest = withoutMarks(withoutMarks(text).replaceAll(PICTURES, ''))
  const lead = leading.exec(fold(rest))?.[0].length ?? 0
  return lead < rest.length ? rest.slice(lead) : rest
}

/** What went on behind it was read as something else. */
const JOINING = / (?:and|and then|then|but)$/

function withoutClosings(text: string, closings: RegExp): string {
  const rest = trimmed(text)
  const end = closings.exec(fold(rest))?.index ?? 0
  const closed = withoutMarks(end > 0 ? rest.slice(0, end) : rest)
  const joint = JOINING.exec(fold(closed))?.index ?? 0
  return joint > 0 ? withoutMarks(closed.slice(0, joint)) : closed
}

const quote = /"([^"]+)"|“([^”]+)”|«([^»]+)»/

/** Text between double quotes, as it was typed, if there is any. */
export function quotedIn(text: string): string | null {
  const match = quote.exec(text)
  const inside = (match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim()
  return inside === '' ? null : inside
}

/** What may stand around the subject of a request. */
export interface Around {
  /** What things are called here. */
  nouns: readonly string[]
  /** The words before it lead to what is to be done: of "remind me to open the gate" the verb is no request. */
  isDeed?: boolean
}

/** As a sentence begins; an address is no words, and stays as it was typed, as does "iPhone". */
export const withCapital = (text: string): string =>
  /^(?:[a-z]+:\/\/|\S+@\S)/i.test(text) || /^\p{Ll}+\p{Lu}/u.test(text)
    ? text
    : text.slice(0, 1).toUpperCase() + text.slice(1)

/**
 * The subject of a request: what is left of a sentence when what was read is taken out. Words between quotes are the
 * title, untouched. Empty when nothing is left.
 */
export function titleOf(text: string, spans: readonly Span[], { nouns, isDeed = false }: Around): string {
  const asTyped = quotedIn(text)
  if (asTyped !== null) return asTyped
  const { openings, making, closings } = frameOf(nouns)
  const subject = withoutOpenings(trimmed(without(text, spans)), isDeed ? openings : [...openings, ...making])
  const rest = withoutClosings(subject, closings).replace(/^an? (?=\S)/i, '')
  return withCapital(rest)
}
