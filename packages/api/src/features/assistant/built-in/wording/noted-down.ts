import { sentence } from './normalize.ts'
import { readSaid, textOf } from '../acts/said.ts'
import type { Range, Said } from '../acts/said.ts'
import { linesIn } from '../acts/lines.ts'
import { dutyIn, reminding } from './duties.ts'
import { headedByFacts, withFactsNamed } from './facts-told.ts'
import { itemsOf } from './listed-items.ts'
import type { World } from '../understand/types.ts'

/** How one asks for something to be noted down. */
const MAKING = new Set(
  'add create make put enter log file open raise spin set pop stick throw chuck bung lob whack pin drop record register capture track give assign new another fresh'.split(
    ' ',
  ),
)
/** What is noted down, and where it then is. */
const THINGS = new Set(
  'task job to-do to-dos todo todos action item ticket card reminder plate list desk board queue pile tray agenda backlog'.split(
    ' ',
  ),
)
/** "For the list: …" says that it is to be put there. */
const PUT_THERE =
  /\b(?:for|on|onto|to) (?:the|my|our) (?:\p{L}+ )?(?:list|board|plate|desk|queue|pile|agenda|backlog)$/iu

/** These may stand for anything else that is made here as well. */
const ANYTHING = new Set('following one ones thing things'.split(' '))
const SMALL = new Set(
  "please pls kindly dear assistant hub love pal mate right ok okay there can could would will you we i i'd we'd like need want to a an the my our this these as for on in into onto of up down here here's are is just quick quickly real really fast small little wee tiny brief extra more other also and then me us team no owner assignee person nobody yet unassigned due by it two three four five couple few some several 2 3 4 5 s".split(
    ' ',
  ),
)
const URGENCY = new Set('urgent high low normal top priority prio'.split(' '))
const COUNTS = new Map<string, number>([
  ...['two', 'three', 'four', 'five'].map((word, at): [string, number] => [word, at + 2]),
  ...[2, 3, 4, 5].map((count): [string, number] => [String(count), count]),
])
const SEVERAL = /\b(?:couple|few|some|several|these|(?:task|to-?do|item|ticket|card|reminder|thing|one)s)\b/i

/** "Add two things. Order cups, wash the van": how many are announced is a lead as well. */
const COUNTED = /^([^:".]{4,60})\.\s+(?=\S)/
/** What one says of putting something somewhere. */
const PUT = '(?:put|stick|pop|chuck|pin|bung|whack|lob|throw|set|drop|slap)'
const A_JOB = '(?:an?|another|one) (?:\\p{L}+ ){0,2}?(?:task|job|to-?do|card|ticket)'
/** What leads to a text, and what parts it from that: "pop it as a card on the board, …", "put up a job to …". */
const LEADS: readonly RegExp[] = [
  /^([^:"]{4,90}):\s+(?=\S)/,
  new RegExp(
    `^([^:,"]*\\b${PUT} ${A_JOB} [^:,"]*\\b(?:list|board)(?: there| please)?),\\s+(?!(?:please|thanks|ok)\\b)(?=\\S+ \\S)`,
    'iu',
  ),
  new RegExp(
    `^([^:,"]*\\b${PUT} (?:(?:up|down) ${A_JOB}|${A_JOB}(?: (?:up|on|in|down|there))+)(?: for [^:,"]{2,30}?)?) to (?=\\p{L})`,
    'iu',
  ),
]
const WRITTEN_DOWN =
  /\b(?:note|write|jot|take|put|pop|pen)(?= (?:(?:this|these|the following|me|us) )?down\b)/gi

interface Lead {
  said: Said
  words: readonly string[]
  /** What a word of it says of whatever is noted down: that it is urgent. */
  urgency: string
}

const singular = (word: string): string => (THINGS.has(word) ? word : word.replace(/s$/, ''))

const isWithinAny = (at: number, ranges: readonly Range[]): boolean =>
  ranges.some(({ from, to }) => at >= from && at < to)

/** What leads to a text, where it says no more than that it is to be noted down, whose it is and when; null where it says more. */
function leadIn(text: string, world: World): Lead | null {
  const said = readSaid(text.replaceAll(/\bto-do/gi, 'todo').replaceAll(WRITTEN_DOWN, 'add'), world)
  const words = said.tokens.flatMap(({ text: word, kind }, at) =>
    kind === 'mark' || isWithinAny(at, [...said.people, ...said.moments]) ? [] : [word.replace(/'s$/, '')],
  )
  const isKnown = (word: string) =>
    [MAKING, THINGS, ANYTHING, SMALL, URGENCY].some((known) => known.has(word) || known.has(singular(word)))
  const isThing = words.some((word) => THINGS.has(singular(word)))
  const isMaking =
    PUT_THERE.test(said.text.trim()) || words.some((word) => MAKING.has(word) || (word === 'need' && isThing))
  const isWritten = text.search(WRITTEN_DOWN) !== -1
  const isAny = isThing || isWritten || words.some((word) => ANYTHING.has(word))
  if (!isMaking || !isAny || !words.every(isKnown)) return null
  return { said, words, urgency: words.filter((word) => URGENCY.has(word)).join(' ') }
}

/** "On me", "my plate": mine. A task made "for me" may be a favour, and no task of mine. */
const MINE =
  /\b(?:on|to) (?:me|myself)\b|\bmy (?:plate|desk)\b|^(?:(?:an?|another|new) )+[\p{L} -]{3,20} for me\b/iu

function whoIn({ said }: Lead): string {
  const [first, last] = [said.people[0], said.people.at(-1)]
  if (first && last) return textOf(said, first.from, last.to).replace(/['’]s?$/, '')
  return MINE.test(said.text) ? 'me' : ''
}

function dayIn({ said }: Lead): string {
  const [first, last] = [said.moments[0], said.moments.at(-1)]
  return first && last ? textOf(said, first.from, last.to).replace(/^(?:for|on) /i, '') : ''
}

/** "At 9: ring the bank": before a mark a time may be read with what is behind it. */
const TIMED = /\bat\b|\d ?(?:[ap]m|h)\b|\d:\d/i

const NO_SUM = new Set(['number', 'quantity'])

/** "Enter the following: fuel, 86.40 euros" and "create the following: an invoice for …" may be anything that is made here. */
function isOpen({ words }: Lead, rest: string, world: World): boolean {
  if (words.some((word) => THINGS.has(singular(word)))) return false
  const isNoun = world.nouns.some((noun) =>
    new RegExp(String.raw`^(?:an?|the|one) (?:new )?${noun}\b`, 'i').test(rest),
  )
  return isNoun || readSaid(rest, world).numbers.some(({ value }) => !NO_SUM.has(value.kind))
}

/** What it is called here, or by a word that everybody has for it. */
const nounIn = ({ words }: Lead, { nouns }: World): string =>
  words.map(singular).find((word) => THINGS.has(word) && nouns.includes(word)) ?? 'to-do'

const isPlain = (item: string, world: World): boolean => {
  const { people, moments } = readSaid(item, world)
  return (
    people.length === 0 && moments.length === 0 && !/["#]|\b(?:tag|tagged|prio|priority|urgent)\b/i.test(item)
  )
}

/** What is to be done, as a name: "chase the hotel for payment" asks for no reminder to be sent. */
const named = (item: string, world: World): string => (isPlain(item, world) ? `"${sentence(item)}"` : item)

/** How many are announced: so many, some, or the one. */
function countIn({ words, said }: Lead): number | 'some' | 'one' {
  const count = words.map((word) => COUNTS.get(word)).find((number) => number !== undefined)
  return count ?? (SEVERAL.test(said.text) ? 'some' : 'one')
}

/** "Order filters, due Friday": the day is of the same. */
const VALUE = /,\s+(?=(?:due|by|for|on|until|before)\b)/gi

/** One of what is noted down, as everybody asks for it. */
function asked(lead: Lead, noted: string, world: World): string {
  const item = withFactsNamed(noted, world).replace(VALUE, ' ')
  const [who, day] = [whoIn(lead), dayIn(lead)]
  const tail = lead.urgency === '' ? '' : `, ${lead.urgency}`
  const duty = countIn(lead) === 'one' ? null : dutyIn(item, world)
  if (duty) return `${reminding(duty, day, world)}${tail}`
  const head = `new ${nounIn(lead, world)}${who === '' ? '' : ` for ${who}`}`
  if (day === '') return `${head}: ${item}${tail}`
  return TIMED.test(day) ? `${head}: ${item}, ${day}${tail}` : `${head}, ${day}: ${item}${tail}`
}

/** "Add a task: …" is how everybody asks. */
const isUsual = (lead: Lead, world: World): boolean =>
  countIn(lead) === 'one' &&
  lead.words.length < 4 &&
  lead.words.length === lead.said.tokens.length &&
  nounIn(lead, world) !== 'to-do'

/** "Add this with high priority and the tag finance: …": said of what stands behind the mark. */
const FACTS_OF_LEAD =
  /,? (?:and |with )*(?:(?:the |a )?(?:tag|label) [\p{L}\d-]+|(?:a )?(?:high|low|normal) priority)(?=[\s,:]|$)/giu

/** "Two wee jobs for Jonas: …" leaves out that they are to be noted down. */
const COUNTED_THINGS = /^(?:two|three|four|five|[2-5])\b.*\b(?:jobs|tasks|to-?dos|things)\b/i

function leadOf(before: string, world: World): Lead | null {
  const bare = before.replace(FACTS_OF_LEAD, '').replace(/,? please$/i, '')
  return leadIn(bare, world) ?? (COUNTED_THINGS.test(bare) ? leadIn(`add ${bare}`, world) : null)
}

const factsIn = (before: string): string =>
  (before.match(FACTS_OF_LEAD) ?? [])
    .map((one) => one.replace(/^,? (?:and |with )*(?:the |a )?/i, ', '))
    .join('')

/** What leads to a text, how it was said, and what is told of the text in it. */
function ledBy(text: string, world: World): [all: string, lead: Lead | null, facts: string] {
  const [marked, before = ''] = LEADS.map((lead) => lead.exec(text)).find((found) => found !== null) ?? []
  if (marked !== undefined) return [marked, leadOf(before, world), factsIn(before)]
  const [all = '', count = ''] = COUNTED.exec(text) ?? []
  const lead = all === '' ? null : leadIn(count, world)
  return [all, lead && typeof countIn(lead) === 'number' ? lead : null, '']
}

/** "3 cakes at 24": a line of an invoice, whatever leads to it. */
function isLine(item: string, world: World): boolean {
  const said = readSaid(item, world)
  return linesIn(said, { from: 0, to: said.tokens.length }) !== null
}

/** What lines of a list are to be, of which each is noted down; null where what leads to them asks for something else. */
export function listRequests(head: string, items: readonly string[], world: World): string | null {
  // "Todo", "New tasks" and "please add these" leave out a word that the lines below make plain.
  const leads = [head, `add ${head}`, `${head} things`].map((one) => leadIn(one, world))
  const lead = leads.find((one) => one !== null)
  const isSold = items.every((item) => isLine(item, world))
  if (!lead || isSold || isOpen(lead, items.join('; '), world)) return null
  const each = items.map((item) => asked(lead, named(item, world), world))
  return each.join('; ')
}

/** "Put an item on Ana's plate for Monday: wash the van": however it is asked for, in words that everybody uses. */
export function notedDown(text: string, world: World): string {
  const headed = headedByFacts(text, world)
  if (headed !== null) return `new to-do: ${headed}`
  const [all, lead, facts] = ledBy(text, world)
  const rest = text.slice(all.length).replace(/[\s.!]+$/, '')
  if (!lead || isUsual(lead, world) || isOpen(lead, rest, world)) return text
  const count = countIn(lead)
  const items = count === 'one' ? [rest] : itemsOf(rest, count, world)
  const [only, ...others] = items ?? []
  if (only === undefined) return text
  if (others.length === 0) return `${asked(lead, only, world)}${facts}`
  return [only, ...others].map((item) => `${asked(lead, named(item, world), world)}${facts}`).join('; ')
}
