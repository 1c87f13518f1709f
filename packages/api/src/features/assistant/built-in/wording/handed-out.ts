import { readSaid } from '../acts/said.ts'
import { dutiesIn, dutyIn, reminding } from './duties.ts'
import { withQuotesHidden } from './normalize.ts'
import { notedDown } from './noted-down.ts'
import type { World } from '../understand/types.ts'

/** How many requests follow. */
const COUNT =
  '(?:two|three|four|five|(?:a )?couple(?: of)?|a few|some|several|[2-5])(?: (?:new|more|other|quick|little|small|short|last))*'
const GREETING = "(?:(?:just|only|ok|okay|right|so|please|here are|there are|i have|i've got)[ ,]+)*"

/** "Two for tomorrow: Ana to wash the van, Jonas to lock up": how many, and what holds for each. */
const HEAD = new RegExp(
  `^${GREETING}${COUNT}(?: \\p{L}+)??(?: (?:to|for|on|in|before|from|that)\\b[^:.]{0,60}?)?\\s*[:.,]\\s+(?=\\S)`,
  'iu',
)

/** "Two things before I forget: …", "Three new ones. …": how many, and nothing of what they are. */
const COUNTED = new RegExp(
  `^${GREETING}${COUNT}(?: (?:things?|ones?|bits?|items?|requests?|jobs?|tasks?|points?|actions?|changes?|updates?|asks|favou?rs|matters|corrections?|edits?|tweaks?))?(?:,? (?:please|pls|if (?:i|you) (?:may|please))(?=\\s*[:.,]))?(?: (?:before|for you|for today|while|from me|please|to add|to do|that)\\b[^:.]{0,60})?\\s*(?:[:.]|(?<=please|pls),)\\s+(?=\\S)`,
  'i',
)

/** "(1) … (2) …", "1. … 2. …", "a) … b) …" */
const NUMBERED = /(?:^|[\s;,.]+(?:and\s+)?)(?:\(?([1-9])[.)]|\(?([a-e])\))\s+(?=\S)/gi

/** What is numbered from its first word on, each as behind a semicolon. */
function withoutNumbers(text: string): string {
  const marks = [...withQuotesHidden(text).matchAll(NUMBERED)]
  const order = marks.map(([, figure, letter]) => figure ?? letter?.toLowerCase()).join('')
  const isList = order.length > 1 && (`123456789`.startsWith(order) || 'abcde'.startsWith(order))
  if (!isList || marks[0]?.index !== 0) return text
  const items = marks.map(({ 0: mark, index }, at) =>
    text.slice(index + mark.length, marks[at + 1]?.index).trim(),
  )
  return items.join('; ')
}

export const withoutCount = (text: string): string => withoutNumbers(text.replace(COUNTED, ''))

/** The day in front of a list holds for everything in it that has none of its own. */
function dayIn(head: string, world: World): string {
  const { moments, tokens } = readSaid(head, world)
  const [day] = moments
  return day ? head.slice(tokens[day.from]?.from, tokens[day.to - 1]?.to) : ''
}

const NOTED = /^new on (?:the|my|our) (?:board|list): /i

/** "On the board: Ana must wash the van" is for Ana. */
function noted(text: string, world: World): string {
  const [head] = NOTED.exec(text) ?? []
  const duty = head === undefined ? null : dutyIn(text.slice(head.length), world)
  return duty ? reminding(duty, '', world) : text
}

/** A list of who has to do what, as one request for each. */
export function handedOut(text: string, world: World): string {
  const [head] = HEAD.exec(text) ?? []
  const duties = head === undefined ? null : dutiesIn(text.slice(head.length).replace(/[\s.!]+$/, ''), world)
  if (head === undefined || !duties) return notedDown(noted(text, world), world)
  const day = dayIn(head, world)
  return duties.map((duty) => reminding(duty, day, world)).join('; ')
}
