import { readSaid } from '../acts/said.ts'
import type { World } from './types.ts'

/** How many requests follow. */
const COUNT =
  '(?:two|three|four|five|(?:a )?couple(?: of)?|a few|some|several|[2-5])(?: (?:new|more|other|quick|little|small|short|last))*'
const GREETING = "(?:(?:just|only|ok|okay|right|so|please|here are|there are|i have|i've got)[ ,]+)*"

/** "Two for tomorrow: Ana to wash the van, Jonas to lock up": how many, and what holds for each. */
const HEAD = new RegExp(
  `^${GREETING}${COUNT}(?: \\p{L}+)??(?: (?:to|for|on|in|before|from|that)\\b[^:.]{0,60})?\\s*[:.]\\s+(?=\\S)`,
  'iu',
)

/** "Two things before I forget: …", "Three new ones. …": how many, and nothing of what they are. */
const COUNTED = new RegExp(
  `^${GREETING}${COUNT}(?: (?:things?|ones?|bits?|items?|requests?|jobs?|tasks?|points?))?(?: (?:before|for you|for today|while|from me|please|to add|to do|that)\\b[^:.]{0,60})?\\s*[:.]\\s+(?=\\S)`,
  'i',
)

export const withoutCount = (text: string): string => text.replace(COUNTED, '')

const OBLIGED = /^\s*(?:to|must|has to|have to|should|needs to|has got to|is to|shall|will|:)\s+(?=\S)/i
const JOINT = /(?:[,;.\n]\s*(?:and\s+|then\s+)?|\s+and\s+)(?=\S)/gi

interface Duty {
  who: string
  what: string
}

/** "Ana has to wash the van": who, and what; null where it begins with nobody. */
function dutyIn(part: string, world: World): Duty | null {
  const { people, tokens } = readSaid(part, world)
  const first = people.find(({ from }) => from === 0)
  const end = tokens[(first?.to ?? 0) - 1]?.to
  if (end === undefined) return null
  const what = part.slice(end)
  return OBLIGED.test(what) ? { who: part.slice(0, end), what: what.replace(OBLIGED, '') } : null
}

/** The duties of a list, each with all that is said of it; null where it is none. */
function dutiesIn(list: string, world: World): Duty[] | null {
  const joints = [...list.matchAll(JOINT)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
  }))
  const starts = joints.filter(({ to }) => dutyIn(list.slice(to), world))
  const parts = [{ from: 0, to: 0 }, ...starts].map(({ to }, at) => list.slice(to, starts[at]?.from))
  const duties = parts.map((part) => dutyIn(part, world))
  return duties.length > 1 && duties.every((duty) => duty !== null) ? duties : null
}

const isDated = (text: string, world: World): boolean => readSaid(text, world).moments.length > 0

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
  return duty ? `remind ${duty.who} to ${duty.what}` : text
}

/** A list of who has to do what, as one request for each. */
export function handedOut(text: string, world: World): string {
  const [head] = HEAD.exec(text) ?? []
  const duties = head === undefined ? null : dutiesIn(text.slice(head.length).replace(/[\s.!]+$/, ''), world)
  if (head === undefined || !duties) return noted(text, world)
  const day = dayIn(head, world)
  return duties
    .map(({ who, what }) => `remind ${who} to ${what}${day === '' || isDated(what, world) ? '' : ` ${day}`}`)
    .join('; ')
}
