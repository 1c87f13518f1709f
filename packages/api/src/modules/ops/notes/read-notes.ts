import { dueIn, readMoments } from '../../../reading/moments.ts'
import type { Clock, Moment } from '../../../reading/moments.ts'
import { fold } from '../../../reading/text.ts'
import { addDays } from '../../../shared/time.ts'
import { withEnglishDays } from './german.ts'
import { sentencesOf } from './sentences.ts'
import type { Sentence } from './sentences.ts'

/** Somebody whom notes may name. */
export interface Person {
  id: string
  name: string
}

export interface Reader extends Clock {
  /** Whoever brought the notes: "I" is they. */
  ownId: string
  people: readonly Person[]
}

/** What notes ask of somebody; nothing of it is written yet. */
export interface Proposal {
  title: string
  /** The words of the notes it stands on. */
  quote: string
  assigneeId: string | null
  /** Two people go by the name in the notes, or nobody here does. */
  unsure: string | null
  dueOn: string | null
}

const MOST = 50
const MOST_TITLE = 160
const SHORTEST_TITLE = 4

const MARK =
  /^(?:to[ -]?do|action(?: items?| points?)?|tasks?|next steps?|follow[- ]?ups?|a\.?i\.?)\s*(?:\(([^()]{1,60})\)\s*)?[:–—-]\s*/i
const DONE = /^(?:done|erledigt|ok|fixed)\b\s*[:–—-]/i
const MENTION = /^@([\p{L}][\p{L}\p{M}'’.-]{0,40}(?: \p{Lu}[\p{L}'’-]{1,40})?)\s*[:,–—-]?\s+/u
/* What ends with a name begins where its spaces do: else each of many spaces would be tried as the first. */
const MENTION_BEHIND = /(?<!\s)\s*[([]?@([\p{L}][\p{L}\p{M}'’-]{0,40})[)\]]?\s*[.!]?\s*$/u
const OWNER_BEFORE = /^(\p{Lu}[\p{L}\p{M}'’-]{1,40}(?: \p{Lu}[\p{L}'’-]{1,40})?)(?::| [–—-])\s+/u
const OWNER_BEHIND =
  /(?<!\s)\s*(?:[([](\p{Lu}[\p{L}\p{M}'’-]{1,40}(?: \p{Lu}[\p{L}'’-]{1,40})?)[)\]]|(?:–|—| -) (\p{Lu}[\p{L}'’-]{1,40}))\s*[.!]?\s*$/u

/** How somebody takes something on. What comes behind is what they do. */
const TAKES =
  /^(.{1,60}?)(?:\s+(?:will|shall|should|must|needs? to|ha(?:s|ve) to|ought to|(?:is|are|am) (?:going )?to|agreed to|promised to|offered to|volunteered to|takes? over|takes? care of|to|wird|muss|soll(?:te)?|übernimmt)|[’']ll|[’']m going to)\s+(?!not\b|never\b|be\b|have\b|been\b|see\b|no\b|nicht\b|nie\b|kein)(.+)$/iu
const OURSELVES = /^(?:we|someone|somebody|one of us)$/i
const SELF = /^i$/i
/** Without anybody's name: asked of whoever reads it. */
const ASKED =
  /^(?:please|pls|bitte|nicht vergessen:?|don[’']t forget to|do not forget to|remember to|make sure (?:to|we|that we)|need to|have to|must)\s+(?!not\b|be\b)(.+)$/iu
const TAKES_CARE = /takes? (?:over|care of)/i
const IF = /^(?:if|unless|once|when|whether|maybe|perhaps|in case)\b/i
/** Words of somebody else inside a sentence: they are told, not asked. */
const SAID = /["“„«]/

interface Asked {
  what: string
  /** The words by which somebody is named; '' for whoever wrote it; null where nobody is. */
  who: string | null
}

/** Takes a name off the front or the end of what is asked. */
function withoutName(
  { text, mayName }: { text: string; mayName: boolean },
  isPerson: (words: string) => boolean,
): { rest: string; who: string | null } {
  for (const pattern of [MENTION, MENTION_BEHIND, OWNER_BEFORE, OWNER_BEHIND]) {
    const found = pattern.exec(text)
    const who = found?.[1] ?? found?.[2]
    if (!found || who === undefined) continue
    // “Urgent: …” and “… (twice)” name nobody.
    const isNamed = found[0].includes('@') || (mayName && isPerson(who))
    if (isNamed) return { rest: text.replace(found[0], '').trim(), who }
  }
  return { rest: text, who: null }
}

interface Taken {
  who: string
  what: string
}

/** "Ana will send the offer", "I'll call", "Tom to order cups": where the one who does it is a person here, or "I" or "we". */
function takenOn(text: string, isPerson: (words: string) => boolean): Taken | null {
  const [, who = '', what = ''] = TAKES.exec(text) ?? []
  if (what === '' || IF.test(text)) return null
  const known = SELF.test(who) || OURSELVES.test(who) || isPerson(who)
  if (!known) return null
  return {
    who,
    what: TAKES_CARE.test(text.slice(who.length, text.length - what.length)) ? `take care of ${what}` : what,
  }
}

const isTicked = ({ box, text }: Sentence): boolean => box === 'ticked' || DONE.test(text)
/** Questions, and what others said, ask nobody here. */
const isTold = (text: string): boolean => /\?\s*$/.test(text) || SAID.test(text)

interface Unmarked {
  text: string
  who: string | null
  isMarked: boolean
}

/** “- Ana: photos by 3 Dec” is hers to do; “- Ana: the price is too high” is what she said. */
const IS_DUE = /\b(?:by|before|until|due|bis)\b/i
/** “- order 200 ribbons (Jonah)” is his to do; “- the price is too high (Jonah)” tells how something is. */
const IN_BRACKETS = /[([]\p{Lu}[\p{L}\p{M}'’ -]{1,60}[)\]]\s*[.!]?\s*$/u
const TELLS =
  /\b(?:is|are|was|were|has|have|had|isn[’']t|aren[’']t|wasn[’']t|said|says|told|thinks|thought|wants|wanted|likes|liked|felt|feels|asked|came|went|got|did|does|can|could|would|may|might)\b/i
const isGiven = (text: string): boolean => IS_DUE.test(text) || (IN_BRACKETS.test(text) && !TELLS.test(text))

/** The sentence without its mark and without the name that stands before or behind what is to do. */
function unmark(
  { text, box, isListed, isUnderTasks }: Sentence,
  isPerson: (words: string) => boolean,
): Unmarked {
  const mark = MARK.exec(text)
  const isMarked = mark !== null || box !== null || isUnderTasks
  const unmarked = mark ? text.slice(mark[0].length) : text
  const mayName = isMarked || (isListed && isGiven(unmarked))
  const { rest, who } = withoutName({ text: unmarked, mayName }, isPerson)
  return { text: rest, who: who ?? mark?.[1] ?? null, isMarked }
}

function askedIn(sentence: Sentence, isPerson: (words: string) => boolean): Asked | null {
  if (isTicked(sentence)) return null
  const { text, who, isMarked } = unmark(sentence, isPerson)
  if (!isMarked && isTold(text)) return null
  const taken = takenOn(text, isPerson)
  if (taken) return { what: taken.what, who: who ?? nameOf(taken.who) }
  const what = ASKED.exec(text)?.[1]
  if (what !== undefined) return { what, who }
  return isMarked || who !== null ? { what: text, who } : null
}

const nameOf = (who: string): string | null => (SELF.test(who) ? '' : OURSELVES.test(who) ? null : who)

/** Everybody whose whole name, first name or part of it this is. */
function peopleOf(words: string, people: readonly Person[]): Person[] {
  const wanted = fold(words.replace(/[’']s$/, '').trim())
  const whole = people.filter(({ name }) => fold(name) === wanted)
  if (whole.length > 0) return whole
  return people.filter(({ name }) => fold(name).split(/\s+/).includes(wanted))
}

function assigneeOf(who: string | null, { ownId, people }: Reader): Pick<Proposal, 'assigneeId' | 'unsure'> {
  if (who === null) return { assigneeId: null, unsure: null }
  if (who === '') return { assigneeId: ownId, unsure: null }
  const [first, ...others] = peopleOf(who, people)
  if (!first) return { assigneeId: null, unsure: `Nobody here is called ${who}.` }
  if (others.length === 0) return { assigneeId: first.id, unsure: null }
  const names = [first, ...others].map(({ name }) => name)
  return { assigneeId: null, unsure: `${who} may be ${names.join(' or ')}.` }
}

const dayOf = (moment: Moment, reader: Reader): string | null => {
  if (moment.kind === 'day') return moment.day
  return moment.kind === 'range' ? dueIn(moment, reader) : null
}

/** "By 25 Nov" in notes of last week is over, and not meant for next year. */
const MOST_AHEAD = 300
const YEAR = /\b20\d{2}\b/

interface Due {
  dueOn: string | null
  title: string
}

/** The last day that is surely one, and the words without it. A day that is over stays part of the title. */
function dueOf(what: string, reader: Reader): Due {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: reader.timeZone }).format(reader.now)
  const inEnglish = withEnglishDays(what)
  const dated = readMoments(inEnglish, reader).flatMap(({ value, span, text }) => {
    const day = value.isSure ? dayOf(value, reader) : null
    const isAhead = day !== null && day >= today && (day <= addDays(today, MOST_AHEAD) || YEAR.test(text))
    return isAhead ? [{ day, span }] : []
  })
  const last = dated.at(-1)
  if (!last) return { dueOn: null, title: what }
  const before = what
    .slice(0, last.span.from)
    .replace(
      /\s*[,(–-]?\s*\b(?:by|before|until|till|on|due|for|at|no later than|bis(?: zum| spätestens)?)?\s*$/i,
      '',
    )
  const [rest = ''] = /^ */.exec(inEnglish.slice(last.span.to)) ?? []
  // A German word is longer than the English one that was read in its place.
  const [tail = ''] = /^\S*/.exec(what.slice(last.span.to, last.span.to + rest.length)) ?? []
  return {
    dueOn: last.day,
    title: `${before}${what.slice(last.span.to + tail.length).replace(/^\)/, '')}`,
  }
}

function titleOf(words: string): string {
  const plain = words
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:to|that|and|then)\s+/i, '')
    .replace(/[\s.,;:!]+$/, '')
    .trim()
  const cut = plain.length <= MOST_TITLE ? plain : `${plain.slice(0, MOST_TITLE - 1).trimEnd()}…`
  return cut.slice(0, 1).toLocaleUpperCase('en') + cut.slice(1)
}

const ANOTHER =
  /(?:[,;]| and| und)\s+(?=(\p{Lu}[\p{L}\p{M}'’-]{1,40}) (?:will|to|should|must|needs? to|has to|is to|wird|muss|soll)\b)/gu

/** "Ana to send the offer, Tom to order cups" are two things of two people. */
function apart(sentence: Sentence, isPerson: (words: string) => boolean): Sentence[] {
  const { text } = sentence
  if (IF.test(text) || SAID.test(text)) return [sentence]
  const cuts = [...text.matchAll(ANOTHER)].filter(([, name = '']) => isPerson(name))
  const ends = [...cuts.map(({ index }) => index), text.length]
  const starts = [0, ...cuts.map(({ index, 0: words }) => index + words.length)]
  return starts.map((from, at) => ({ ...sentence, text: text.slice(from, ends[at]) }))
}

/**
 * What notes ask people to do, each with the words it stands on. Pure: nothing in the notes is done, whatever they say. At most 50, in
 * the order of the notes; the same thing asked twice is proposed once.
 */
export function readNotes(text: string, reader: Reader): Proposal[] {
  const isPerson = (words: string) => peopleOf(words, reader.people).length > 0
  const proposals = new Map<string, Proposal>()
  const read = new Set<string>()
  for (const sentence of sentencesOf(text).flatMap((one) => apart(one, isPerson))) {
    if (proposals.size >= MOST) break
    const asked = askedIn(sentence, isPerson)
    if (!asked || read.has(sentence.text)) continue
    read.add(sentence.text)
    const { dueOn, title: words } = dueOf(asked.what, reader)
    const title = titleOf(words)
    if (title.length < SHORTEST_TITLE) continue
    const key = fold(title)
    if (!proposals.has(key))
      proposals.set(key, { title, quote: sentence.text, dueOn, ...assigneeOf(asked.who, reader) })
  }
  return [...proposals.values()]
}
