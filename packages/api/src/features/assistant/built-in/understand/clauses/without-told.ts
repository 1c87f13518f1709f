import { readSaid } from '../../acts/said.ts'
import { tidy } from '../../wording/normalize.ts'
import { fold } from '../../../../../reading/text.ts'
import { fragmentOf } from '../dialogue/fragment.ts'
import { pointsAt } from '../dialogue/pronouns.ts'
import { understandRequest } from '../request.ts'
import { guard, isUndo } from '../speech/talk.ts'
import { callsIn, costOf, isReading, stands } from '../stands.ts'
import type { Call, World } from '../types.ts'
import type { Understood } from '../understood.ts'
import { marksIn } from './aside.ts'
import { isSurelyByHand, isText, rawIn } from './one-request.ts'
import { onlyTells } from './only-tells.ts'
import { mentioning, saysMore } from './reasons.ts'
import { understandRequests } from './several.ts'

/** Where no mark stands before it, a clause may be part of a request. */
const UNMARKED = 0.9

const leastBehind = (mark: string): number | undefined =>
  mark !== '' && mark.trim() === '' ? UNMARKED : undefined

interface Clause {
  text: string
  /** What stands between it and the clause before it. */
  mark: string
  isFirst: boolean
  isTold: boolean
}

/** What stands behind a colon is what is written down, whatever it tells. */
const isContent = (mark: string): boolean => mark.includes(':')

function clausesIn(text: string, world: World): Clause[] {
  const marks = marksIn(text).toSorted((a, b) => a.index - b.index)
  return [{ found: '', index: 0 }, ...marks].map(({ found: mark, index }, at) => {
    const next = marks[at]
    const clause = text.slice(index + mark.length, next?.index).trim()
    const isAsked = next?.found.includes('?') === true
    const isTold = !isContent(mark) && !isAsked && onlyTells(clause, world, leastBehind(mark))
    return { text: clause, mark, isFirst: at === 0, isTold }
  })
}

const joined = (clauses: readonly Clause[]): string =>
  clauses.map(({ text, mark }, at) => (at === 0 ? text : mark + text)).join('')

/** A day that is told of what is to be changed may be the day it is changed to. */
const tellsDay = (clause: string, { act, input }: Call, world: World): boolean =>
  readSaid(clause, world).moments.length > 0 &&
  act.fields.some(({ kind, name }) => kind === 'day' && !(name in input))

/** What was told gives this call no value. */
export const saysNothingOf = async (call: Call, clause: string, world: World): Promise<boolean> =>
  isReading(call) || (!tellsDay(clause, call, world) && !(await fragmentOf(call.act, clause, world)).isWhole)

/** A message without what only tells. */
interface Left {
  rest: string
  /** All of the message as one request. */
  whole: Understood
  world: World
}

/** "The mill broke again, so reopen it": what is told says which row is meant. */
async function saysWhich({ text, isFirst }: Clause, { rest, whole, world }: Left): Promise<boolean> {
  const points = readSaid(rest, world).references.length > 0
  if (!isFirst && !points) return false
  if (isFirst && points && !world.memory.it) return true
  const left = await understandRequest(rest, world)
  const places = [await mentioning(text, left, world), await mentioning(text, whole, world)]
  return places.some((place) => place !== world)
}

/** "The till rolls are here": said in words that tell, it asks for something all the same. */
export async function asksItself(text: string, world: World): Promise<boolean> {
  const alone = await understandRequest(text, world)
  return stands(alone) && callsIn(alone).length > 0 && !pointsAt(alone)
}

/** What is left is answered by itself: what it asks for, how something is done, or a word that needs no act. */
async function answered(rest: string, world: World): Promise<readonly Call[] | null> {
  const plain = fold(tidy(rest))
  if (guard(plain) || isUndo(plain)) return []
  const outcome = await understandRequests(rest, world)
  if (outcome.kind === 'help' && outcome.guide) return []
  return outcome.kind === 'calls' && !outcome.more ? outcome.calls : null
}

/** What is left stands by itself, and is nearer to an example than with what was told. */
async function isNearer(calls: readonly Call[], { rest, whole, world }: Left): Promise<boolean> {
  if (calls.length !== 1) return true
  const left = await understandRequest(rest, world)
  if (whole.outcome.kind !== 'calls') return stands(left)
  return stands(left) && costOf(left) <= costOf(whole) && !saysMore(whole, left)
}

/** Whether what is left of a message is all that it asks for. */
async function isAll(left: Left, told: readonly Clause[]): Promise<boolean> {
  const { rest, world } = left
  const calls = await answered(rest, world)
  if (!calls || !(await isNearer(calls, left))) return false
  for (const clause of told) {
    if ((await saysWhich(clause, left)) || (await asksItself(clause.text, world))) return false
    for (const call of calls) if (!(await saysNothingOf(call, clause.text, world))) return false
  }
  return true
}

/** All of it is written down, or is for an act that reads whole sentences itself, or is done by hand for certain. */
export const takesAll = (whole: Understood): boolean =>
  isText(whole) || isSurelyByHand(whole) || whole.best?.fit?.act.phrases.whole !== undefined

/**
 * "Which are late? I want to go through them at ten": a message without what only tells; as it is where nothing does, or where what is
 * left is no whole request.
 */
export async function withoutTold(text: string, world: World): Promise<string> {
  const clauses = clausesIn(text, world)
  const told = clauses.filter(({ isTold }) => isTold)
  if (told.length === 0 || told.length === clauses.length) return text
  const whole = await understandRequest(text, world)
  if (takesAll(whole) || told.some((clause) => rawIn(whole).includes(fold(clause.text)))) return text
  const rest = joined(clauses.filter(({ isTold }) => !isTold))
  return (await isAll({ rest, whole, world }, told)) ? rest : text
}
