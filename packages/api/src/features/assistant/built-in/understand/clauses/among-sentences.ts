import { readSaid, textOf } from '../../acts/said.ts'
import { fold, tidy, withQuotesHidden } from '../../wording/normalize.ts'
import { DICTATED } from '../../wording/reworded.ts'
import { namedInstead, ONE_PERSON } from '../dialogue/pronouns.ts'
import { understandRequest } from '../request.ts'
import { pleasantry, smallTalk } from '../speech/talk.ts'
import { costOf, isReading, SAID } from '../stands.ts'
import type { Outcome, World } from '../types.ts'
import type { Understood } from '../understood.ts'
import { isAsked } from './aside.ts'
import { NO_MONTH } from './clauses.ts'
import { LIKELY, onlyTells } from './only-tells.ts'
import { mentioning } from './reasons.ts'
import { understandRequests } from './several.ts'
import { asksItself, saysNothingOf, takesAll } from './without-told.ts'

/** A sentence ends here. */
const END = new RegExp(String.raw`[.!?]+\s+${NO_MONTH}(?=[\p{L}"'“‘])`, 'giu')
/** "Leave it with nobody, would you?" */
const ASKED_BEHIND = /(?:,|\b) ?(?:would|will|could|can) (?:you|ya)(?: please)?[?.! ]*$|[, ]please[.! ]*$/i
/** Sentences looked at in one message. */
const MOST_SENTENCES = 8

function sentencesIn(text: string): string[] {
  const ends = [...withQuotesHidden(text).matchAll(END)].slice(0, MOST_SENTENCES - 1)
  const starts = [0, ...ends.map(({ 0: mark, index }) => index + mark.length)]
  return starts.map((start, at) => text.slice(start, starts[at + 1]).trim())
}

interface Parted {
  told: string[]
  /** What is left, in its order. */
  asked: string
}

/** What only tells beside a sentence that asks in so many words; null where nothing does, or where no sentence asks so. */
function partedIn(text: string, world: World): Parted | null {
  const sentences = sentencesIn(text)
  if (sentences.length < 2) return null
  // What stands behind these is written down, whatever it tells.
  const dictated = sentences.findIndex((one) => DICTATED.test(one))
  const mayTell = (at: number) => dictated === -1 || at < dictated
  const told = sentences.filter((one, at) => mayTell(at) && onlyTells(one, world, LIKELY))
  const asked = sentences.filter((one) => !told.includes(one))
  const isSaid = asked.some((one) => one.endsWith('?') || isAsked(one) || ASKED_BEHIND.test(one))
  return told.length > 0 && isSaid ? { told, asked: asked.join(' ') } : null
}

/** The world in which those were spoken of that the request points at. */
async function spokenOf({ told, asked }: Parted, world: World): Promise<World> {
  if (readSaid(asked, world).references.length === 0) return world
  return mentioning(told.join(' '), await understandRequest(asked, world), world)
}

const THAT_DAY = /\bthat day\b/i

/** "Tomás was here alone yesterday. What did he do that day?": who and when is meant stands in what was told, where it is one. */
function named({ told, asked }: Parted, world: World): string {
  const said = readSaid(told.join(' '), world)
  const [day, ...days] = said.moments
  const then = day && days.length === 0 ? asked.replace(THAT_DAY, textOf(said, day.from, day.to)) : asked
  const [one, ...others] = said.people
  if (!one || others.length > 0 || readSaid(asked, world).people.length > 0) return then
  const who = textOf(said, one.from, one.to)
  return namedInstead(then, who, ONE_PERSON)
}

/** What was told gives none of what is asked for a value, and asks for nothing itself. */
async function isBeside({ told }: Parted, outcome: Outcome, world: World): Promise<boolean> {
  const calls = outcome.kind === 'calls' ? outcome.calls : []
  for (const sentence of told) {
    if (await asksItself(sentence, world)) return false
    for (const call of calls) if (!(await saysNothingOf(call, sentence, world))) return false
  }
  return true
}

/** A look-up as far from an example as this has filters that nobody said; a change waits for a yes. */
const FAR = 0.6

function isAnswer(outcome: Outcome, alone: Understood): boolean {
  if (outcome.kind === 'byHand') return (alone.best?.chance ?? 0) >= SAID
  if (outcome.kind !== 'calls' || outcome.more) return false
  return outcome.calls.length > 1 || !outcome.calls.every(isReading) || costOf(alone) < FAR
}

/** "Thank you so much, you saved my day. I shall have my coffee now.": nothing is asked for behind the thanks. */
export function thanksAlone(text: string, world: World): boolean {
  const [first = '', ...others] = sentencesIn(text)
  return (
    others.length > 0 &&
    smallTalk(fold(tidy(first)), world)?.kind === 'talk' &&
    others.every((one) => onlyTells(one, world, LIKELY))
  )
}

/**
 * "The filters are nearly finished, and Saturday is busy. Would you kindly put down a task to buy some? I hate to run out." One sentence
 * asks as people ask each other, and the others say why: what is asked for is in that one alone. Null where nothing is told beside it.
 */
export async function askedAmongSentences(text: string, world: World): Promise<Outcome | null> {
  if (thanksAlone(text, world)) return pleasantry
  const found = partedIn(text, world)
  if (!found || takesAll(await understandRequest(text, world))) return null
  const parted = { ...found, asked: named(found, world) }
  const place = await spokenOf(parted, world)
  const alone = await understandRequest(parted.asked, place)
  const outcome = await understandRequests(parted.asked, place)
  return isAnswer(outcome, alone) && (await isBeside(parted, outcome, world)) ? outcome : null
}
