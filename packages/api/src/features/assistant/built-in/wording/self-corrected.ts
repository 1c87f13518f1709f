import { withQuotesHidden } from './normalize.ts'
import { readSaid } from '../acts/said.ts'
import type { Range, Said, Spot } from '../acts/said.ts'
import { isContent } from '../acts/content.ts'
import { isTurning } from '../understand/dialogue/fragment.ts'
import { handedOut } from './handed-out.ts'
import { reworded } from './reworded.ts'
import type { World } from '../understand/types.ts'

const SPACE = String.raw`[\s,.;:!–-]+`
const TURN =
  '(?:no|nope|nah|wait|sorry|oops|hang on|hold on|scratch that|strike that|correction|i mean|i meant|i should say|actually|or rather|make (?:that|it)|better)'
const FILLER = "(?:oh|ah|er|erm|um|uh|hm+|well|and|but|it was|that was|it is|it's|that's)"
/** "No wait", ", no, sorry,", "no make that": said between what was not meant and what is. */
const MARK = new RegExp(
  `${SPACE}(?:${FILLER}${SPACE})*(?:${TURN}${SPACE})(?:(?:${TURN}|${FILLER})${SPACE})*`,
  'gi',
)
/** More than an answer that was no. */
const SURE = /wait|sorry|oops|mean|actually|hold|hang|scratch|strike|correction|rather|make/i
const LEADS = 'by|on|for|to|from|at|in|with|until|till|since|before|after|under|as|of'
const LEAD = new RegExp(String.raw`^(?:${LEADS})\b`, 'i')
const LED = new RegExp(String.raw`^(?:due (?:${LEADS})|due|${LEADS})\b`, 'i')
/** What is said in between is a value, and no sentence. */
const MOST_BETWEEN = 5
/** People do not correct themselves more often than this in one breath. */
const MOST_TURNS = 3

/** Nobody corrects himself within what he quotes. */
const hidden = (text: string): string => withQuotesHidden(text.replaceAll(/[“”„«»]/g, '"'))

const wordsOf = (text: string): string[] => text.trim().split(/\s+/)

/** "By module, no, sorry, by door": what the same small word led to is not meant; null where it stands once. */
function ledAgain(before: string, after: string): string | null {
  const [lead] = LEAD.exec(after) ?? []
  if (lead === undefined) return null
  const at = Array.from(before.matchAll(new RegExp(String.raw`\b${lead}\s+(?=\S)`, 'gi'))).at(-1)
  if (!at || wordsOf(before.slice(at.index)).length > MOST_BETWEEN + 1) return null
  const value = before.slice(at.index + at[0].length)
  // "For Ana by Friday, no, for Jonas": the day still holds.
  const next = new RegExp(String.raw`\s(?:${LEADS})\s.*$`, 'i').exec(value)?.[0] ?? ''
  return `${before.slice(0, at.index).trimEnd()}${next} ${after}`
}

type Kind = 'person' | 'number' | 'range' | 'day' | 'time'

interface Value extends Range {
  kind: Kind
  /** A day with an hour. */
  isTimed: boolean
}

function valuesIn({ people, moments, numbers }: Said): Value[] {
  const as =
    (kind: Kind) =>
    ({ from, to }: Spot<unknown>) => ({ from, to, kind, isTimed: false })
  const dated = moments.flatMap(({ from, to, value }) =>
    value.kind === 'day' || value.kind === 'time' || value.kind === 'range'
      ? [{ from, to, kind: value.kind, isTimed: value.kind === 'day' && value.time !== null }]
      : [],
  )
  return [...dated, ...people.map(as('person')), ...numbers.map(as('number'))]
}

const isSuch = (before: Value, after: Value): boolean =>
  before.kind === after.kind || (before.kind === 'time' && after.kind === 'number')

/** The two values around a mark, of one kind; null where there are none. */
function around(said: Said, { from, to }: Range): [Value, Value] | null {
  const { tokens } = said
  const values = valuesIn(said)
  const first = values.find((one) => tokens[one.to - 1]?.to === from)
  const second = first && values.find((one) => tokens[one.from]?.from === to && isSuch(first, one))
  return first && second ? [first, second] : null
}

/** The "by" of "by Wednesday no wait Thursday" leads to the second as well. */
function leadOf(first: string, second: string): string {
  const lead = LEAD.test(second) ? undefined : LED.exec(first)?.[0]
  return lead === undefined ? '' : `${lead} `
}

/** "By Wednesday no wait Thursday", "forty no make that fifty": of two values of one kind the second is meant. */
function saidAgain(text: string, { index = 0, 0: mark }: RegExpMatchArray, world: World): string | null {
  const [from, to] = [index, index + mark.length]
  const said = readSaid(text, world)
  const [first, second] = around(said, { from, to }) ?? []
  // "Tell Jonas no, Tomás does it"
  if (!first || !second || (first.kind === 'person' && !SURE.test(mark))) return null
  // "Tomorrow at 3 no wait Friday": the hour still holds.
  if (first.isTimed && !second.isTimed) return `${text.slice(0, from)} ${text.slice(to)}`
  const start = said.tokens[first.from]?.from ?? 0
  return `${text.slice(0, start)}${leadOf(text.slice(start, from), text.slice(to))}${text.slice(to)}`
}

const DENIED =
  /[\s,]+(?:and |but )?(?:not|no longer|instead of|rather than)(?: (?:at|by|for|the|that))*\s+(?=\S)/gi

/** Behind these a text is dictated: what was denied in it is part of it. */
const DICTATED = /:\s|\b(?:saying|says|comment|note|notes|remark|that (?:the|they|he|she|it|we|i))\b/i

/** "At 5 now not 3", "half past four instead of three": the hour that is no longer meant goes. */
function withoutOldHour(text: string, world: World): string {
  for (const { index, 0: mark } of hidden(text).matchAll(DENIED)) {
    if (DICTATED.test(text.slice(0, index))) return text
    const said = readSaid(text, world)
    const { tokens } = said
    const values = valuesIn(said)
    const isHour = values.some(
      (one) => (one.kind === 'time' || one.isTimed) && (tokens[one.from]?.from ?? 0) < index,
    )
    const old = values.find((one) => reaches(one, tokens, index + mark.length))
    const end = tokens[(old?.to ?? 0) - 1]?.to
    if (isHour && old && /^(?:time|number)$/.test(old.kind) && end !== undefined)
      return `${text.slice(0, index)}${text.slice(end)}`
  }
  return text
}

/** The value may begin with the small words before it. */
const reaches = ({ from, to }: Range, tokens: Said['tokens'], at: number): boolean =>
  (tokens[from]?.from ?? 0) <= at && (tokens[to - 1]?.to ?? 0) > at

const REASON =
  /^(.{4,60}?)(?:,| -)? (?:because|since|as|seeing (?:that|as)|given that|cos|coz) (?=(?:the|he|she|they|it|we|i|you|my|our|his|her|their|there|that|this|nobody|everybody)\b)\S+ \S+/i
const isSpoken = ({ tokens }: Said, values: readonly Range[]) =>
  tokens.every(
    ({ text }, at) =>
      isTurning(text) || !isContent(text) || values.some(({ from, to }) => at >= from && at < to),
  )

/** "Thursday suits better, since he is off on Wednesdays": behind a value that corrects what was said before, why. */
function withoutReason(text: string, world: World): string {
  const [, value] = world.memory.last ? (REASON.exec(text) ?? []) : []
  if (value === undefined) return text
  const said = readSaid(value, world)
  const values = valuesIn(said)
  return values.length > 0 && isSpoken(said, values) ? value : text
}

/** What somebody says who corrects himself in one breath, without what was not meant. */
export function selfCorrected(said: string, world: World): string {
  let text = handedOut(reworded(said, world), world)
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const shorter = withoutFirstTurn(text, world)
    if (shorter === null) break
    text = shorter
  }
  return withoutReason(withoutOldHour(text, world), world)
}

function withoutFirstTurn(text: string, world: World): string | null {
  for (const mark of hidden(text).matchAll(MARK)) {
    const [before, after] = [text.slice(0, mark.index), text.slice(mark.index + mark[0].length)]
    const shorter = ledAgain(before, after) ?? saidAgain(text, mark, world)
    if (shorter !== null) return shorter
  }
  return null
}
