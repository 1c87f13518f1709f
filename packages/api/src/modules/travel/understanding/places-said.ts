import { countryName } from '../../../shared/country-name.ts'
import type { NamedPlaces } from '../places/find-places.ts'
import type { Place } from '../places/place.ts'
import type { TripQuestion } from '../slots/schema.ts'
import { quoteOf } from './said.ts'
import type { Said } from './said.ts'
import { unknownIn, whichLike } from './unknown-places.ts'

export interface PlaceSaid {
  place: Place
  quote: string
}

export interface PlacesSaid {
  from: PlaceSaid | null
  to: PlaceSaid | null
  /** Where somebody is back, who does not say where they start. */
  home: PlaceSaid | null
  /** Whether somebody says where from, or where to, though it is not known yet which place that is. */
  isSaid: { from: boolean; to: boolean }
  questions: TripQuestion[]
  faults: string[]
}

type Named = (words: string) => NamedPlaces
type End = 'from' | 'to'

interface Mention extends NamedPlaces {
  quote: string
  end: End | null
  isBack: boolean
  /** The way back starts there: "back from Porto", "and out of Naples". */
  isLeft: boolean
  /** Named together with the one before: "Rome and Florence". */
  isMore: boolean
  /** Behind a comma. */
  isListed: boolean
}

const MOST_WORDS = 5
const LONGEST = 2_500
const MOST_CHOICES = 6
const word = /[\p{L}\p{M}]+(?:['’.][\p{L}\p{M}]+)*\.?/gu

/** Names of towns that are words as well: towns only behind "to", "from" and the like. */
const plainWords = new Set(
  'nice bath reading split mobile cork man van of most deal same hue male orange page wick bar sale batman ross orlando victoria florence sofia nancy lourdes santiago jackson lincoln charlotte savannah madison carmel paris tours pau ajaccio vigo london'
    .split(' ')
    .filter(
      (name) => !['paris', 'london', 'florence', 'sofia', 'orlando', 'savannah', 'santiago'].includes(name),
    ),
)

const leads: readonly [End, RegExp][] = [
  [
    'from',
    /(?:\b(?:from|out of|leaving|departing|starting (?:in|from|at)|start(?:s|ing)? in|(?:we are|we're|i am|i'm|based|living|i live|we live) in)|\bex) *$/,
  ],
  [
    'to',
    /(?:\b(?:to|visit|visiting|in|at|into|towards?|around|near|for|destination:?|see|explore)|(?:→|->|=>|>|(?<=[\p{L})]\)? ?)[-–—/])) *(?:the |beautiful |sunny |old )?$/u,
  ],
]
const onward = /^ *(?:\(?[A-Z]{3}\)? *)?(?:[Tt][Oo]\b|→|->|=>|–|—|-|\/)/
const backAhead =
  /\b(?:back|return(?:ing)?|home)(?: again)? *(?:to|in|at|from|out of|→|-|–) *$|\b(?:and|then|,) *(?:back )?out of *$|\bhome ?$/
const leftAhead = /\b(?:from|out of) *$/
/** "Not Paris", "instead of Paris": where nobody wants to go. */
const unwanted =
  /\b(?:not|except|avoid(?:ing)?|instead of|rather than|other than)(?: (?:to|in|via|from|through))? *$/
/** One blank alone: where more were blanked out, something else was named together. */
const together = /(?:\b(?:and|or|then|afterwards|next|followed by|onwards?)|&|\+) ?$/
/** A list goes on: behind where one goes, it is another one. */
const listed = /\p{L}, ?$/u
interface Piece {
  from: number
  to: number
}

const piecesOf = (text: string): Piece[] =>
  Array.from(text.matchAll(word), ({ 0: found, index }) => ({ from: index, to: index + found.length }))

function leadOf(ahead: string): End | null {
  for (const [end, pattern] of leads) if (pattern.test(ahead)) return end
  return null
}

/** "Berlin to", "BER-": what goes on from here is where one starts; behind a stroke it is where one goes. */
function starts(said: Said, to: number, ahead: string): boolean {
  const isGoal = leadOf(ahead) === 'to' && /[-–—/>→] *$/.test(ahead)
  return onward.test(said.text.slice(to, to + 12)) && !isGoal
}

interface Name extends NamedPlaces {
  name: string
  to: number
  /** Of the last word. */
  last: number
}

/** The longest name of a place that begins with this word. */
function nameAt(said: Said, { pieces, named }: Scan, at: number): Name | null {
  const from = pieces[at]?.from ?? 0
  for (let last = Math.min(pieces.length, at + MOST_WORDS) - 1; last >= at; last -= 1) {
    const to = pieces[last]?.to ?? from
    if (/[;!?()]|\. |\n| to /.test(said.left.slice(from, to))) continue
    const name = said.text.slice(from, to).replace(/\.$/, '')
    const found = named(name)
    if (found.places.length > 0) return { ...found, name, to, last }
  }
  return null
}

interface Scan {
  pieces: readonly Piece[]
  named: Named
}

/** A place that is spoken of here: names that are words as well are places only behind "to", "from" and the like. */
function mentionAt(said: Said, scan: Scan, at: number): { mention: Mention; next: number } | null {
  const found = nameAt(said, scan, at)
  if (!found) return null
  const from = scan.pieces[at]?.from ?? 0
  const ahead = said.left.slice(Math.max(0, from - 40), from)
  const lead = leadOf(ahead)
  const isStart = lead !== 'to' && starts(said, found.to, ahead)
  const isBare = lead === null && !isStart
  if (isPartOfName(said, found)) return null
  const around = { ahead: said.text.slice(0, from), behind: said.text.slice(found.to) }
  if (lead === null && !isTown(found.name, isBare, around)) return null
  const mention: Mention = {
    places: found.places,
    isClear: found.isClear,
    quote: quoteOf(said, from, found.to),
    end: isStart ? 'from' : lead,
    ...rolesBy(ahead, isBare),
  }
  return { mention, next: found.last + 1 }
}

/** What the words ahead of a place say of it. */
function rolesBy(ahead: string, isBare: boolean) {
  const isBack = backAhead.test(ahead)
  return {
    isBack,
    isLeft: isBack && leftAhead.test(ahead),
    isMore: isBare && together.test(ahead),
    isListed: isBare && listed.test(ahead),
  }
}

const dayWord = /^ +(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i

/** "The Mobile World Congress": a word that is a town as well, in front of another one with a capital. */
const isPartOfName = ({ text }: Said, { name, to }: Name): boolean =>
  plainWords.has(name.toLowerCase()) &&
  /^ +\p{Lu}\p{Ll}/u.test(text.slice(to)) &&
  !dayWord.test(text.slice(to))

/** "Nice, 3 to 8 May", "Nice from the 3rd", "Nice from Friday" */
const datesBehind =
  /^,? *(?:(?:from|on|between) +(?:the +)?)?(?:\d|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*day\b)/i

/** Whether a name without "to" or "from" before it is meant as a town; `isBare` where nothing goes on from there either. */
function isTown(
  name: string,
  isBare: boolean,
  { ahead, behind }: { ahead: string; behind: string },
): boolean {
  if (!plainWords.has(name.toLowerCase())) return !isBare || isWritten(name)
  const isCapital = /^\p{Lu}\p{Ll}/u.test(name)
  // With a capital in the middle of a sentence it is a name, and at its beginning where days follow.
  const isName = /[^\s.!?]\s*$/.test(ahead) || datesBehind.test(behind)
  return isBare ? isCapital && isName : name !== name.toLowerCase()
}

/** A name alone is one with a capital, or one that is long enough not to be a word of another language. */
const isWritten = (name: string): boolean => /^\p{Lu}/u.test(name) || name.length >= 5

function mentionsIn(said: Said, named: Named): Mention[] {
  const scanned = { ...said, left: said.left.slice(0, LONGEST) }
  const pieces = piecesOf(scanned.left)
  const mentions: Mention[] = []
  for (let at = 0; at < pieces.length;) {
    const found = mentionAt(scanned, { pieces, named }, at)
    if (found) {
      if (!isUnwanted(said, pieces[at])) mentions.push(found.mention)
      const [from, to] = [pieces[at]?.from ?? 0, pieces[found.next - 1]?.to ?? 0]
      said.left = said.left.slice(0, from) + '\u0001'.repeat(to - from) + said.left.slice(to)
    }
    at = found?.next ?? at + 1
  }
  said.left = said.left.replaceAll('\u0001', ' ')
  return mentions
}

const isUnwanted = ({ left }: Said, { from }: Piece = { from: 0, to: 0 }): boolean =>
  unwanted.test(left.slice(Math.max(0, from - 30), from))

function settled(
  slot: End,
  mention: Mention | null,
): { said: PlaceSaid | null; question: TripQuestion | null } {
  const [first] = mention?.places ?? []
  if (!mention || !first) return { said: null, question: null }
  if (mention.isClear) return { said: { place: first, quote: mention.quote }, question: null }
  const choices = mention.places
    .slice(0, MOST_CHOICES)
    .map(({ id, name, country }) => ({ label: `${name}, ${countryName(country) ?? country}`, value: id }))
  return { said: null, question: { slot, text: `Which ${mention.quote} do you mean?`, choices } }
}

/** Who is where: what is said with "from" and "to" first, then by the order in which towns stand. */
function endsOf(mentions: readonly Mention[]): {
  from: Mention | null
  to: Mention | null
  others: Mention[]
} {
  const away = mentions.filter(({ isBack }) => !isBack)
  const from = away.find(({ end }) => end === 'from') ?? null
  const open = away.filter((one) => one !== from && !isSame(one, from))
  const told = open.find(({ end }) => end === 'to')
  const bare = open.filter(({ end, isMore }) => end === null && !isMore)
  const isAhead = told === undefined || (bare[0] !== undefined && open.indexOf(bare[0]) < open.indexOf(told))
  const start = from ?? (isAhead && (told || bare.length > 1) ? (bare[0] ?? null) : null)
  const to = told ?? bare.find((one) => one !== start) ?? null
  const isAfter = (one: Mention) => one.isListed && to?.end === 'to' && open.indexOf(one) > open.indexOf(to)
  const isGoal = (one: Mention) =>
    (one.end === 'to' || one.isMore || isAfter(one)) && one !== to && !isSame(one, to) && !isSame(one, start)
  return { from: start, to, others: open.filter(isGoal) }
}

const isSame = (one: Mention, other: Mention | null): boolean =>
  one.places[0] !== undefined && one.places[0].id === other?.places[0]?.id

/** "Returning to Hamburg", "back from Porto": another town at one end of the way back than on the way out. */
const otherEnd = (mentions: readonly Mention[], from: Mention, to: Mention | null): Mention | undefined =>
  mentions.find((one) => (one.isBack || one.end === 'from') && !isSame(one, from) && !isSame(one, to))

type Ends = ReturnType<typeof endsOf>

const circle = 'You start where you want to go. Choose another place.'

/** Where a way back that is said does not begin or end where the trip does. */
function faultsOfWayBack(mentions: readonly Mention[], { from, to }: Ends): string[] {
  const elsewhere = from && otherEnd(mentions, from, to)
  if (elsewhere)
    return [`The way back ends where you start: ${from.quote} or ${elsewhere.quote}? Write one of them.`]
  if (from || !to) return []
  const left = mentions.find((one) => one.isLeft && !isSame(one, to))
  return left ? [`The way back starts where you went: ${to.quote} or ${left.quote}? Write one of them.`] : []
}

/** "From Munich or Nuremberg" are two to start from, and "Rome or Florence" two to go to. */
function oneOf(mentions: readonly Mention[], { from, to }: Ends, other: Mention): string {
  const before = mentions[mentions.indexOf(other) - 1]
  return from !== null && before === from && other.isMore
    ? `One place to start from: ${from.quote} or ${other.quote}?`
    : `One destination at a time: ${to?.quote} or ${other.quote}?`
}

function faultsIn(mentions: readonly Mention[], ends: Ends, unknown: string | null): string[] {
  const { from, to, others } = ends
  const [other] = others
  const isCircle = to === null && mentions.some((one) => one.end === 'to' && isSame(one, from))
  return [
    ...(unknown === null ? [] : [`We know no airport at “${unknown}”. Write a larger town nearby.`]),
    ...(isCircle ? [circle] : []),
    ...faultsOfWayBack(mentions, ends),
    ...(other && to && unknown === null ? [oneOf(mentions, ends, other)] : []),
  ]
}

/** Where somebody is back, who does not say where they start. */
const homeOf = (mentions: readonly Mention[], { from, to }: Ends): Mention | null =>
  from ? null : (mentions.find((one) => one.isBack && !one.isLeft && !isSame(one, to)) ?? null)

/** From where to where. */
export function placesIn(said: Said, named: Named): PlacesSaid {
  const mentions = mentionsIn(said, named)
  const ends = endsOf(mentions)
  const unknown = unknownIn(said, ends.to === null)
  const like = unknown && whichLike(unknown)
  const [start, goal] = [settled('from', ends.from), settled('to', ends.to)]
  const isSaid = (slot: End) => ends[slot] !== null || like?.slot === slot
  return {
    home: settled('from', homeOf(mentions, ends)).said,
    from: start.said,
    to: goal.said,
    isSaid: { from: isSaid('from'), to: isSaid('to') },
    questions: [start.question, goal.question, like].flatMap((question) => question ?? []),
    faults: faultsIn(mentions, ends, like ? null : (unknown?.name ?? null)),
  }
}
