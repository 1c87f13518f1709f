import type { AskedAct } from '../../acts/act-table.ts'
import { isContent } from '../../acts/content.ts'
import type { Meant } from '../../acts/meaning.ts'
import { neededTextOf, rowFieldOf } from '../../acts/needed-fields.ts'
import { readSaid } from '../../acts/said.ts'
import { rootsOf } from '../../acts/usable.ts'
import { request } from '../../wording/normalize.ts'
import { rootOf } from '../../../../../reading/name-index.ts'
import { fold } from '../../../../../reading/text.ts'
import { fragmentOf } from '../dialogue/fragment.ts'
import { understandRequest } from '../request.ts'
import { resolve } from '../resolve.ts'
import { callsIn, stands } from '../stands.ts'
import type { Call, Outcome, World } from '../types.ts'
import type { Understood } from '../understood.ts'
import { halvesOf } from './clauses.ts'
import { onlyTells } from './only-tells.ts'
import { toldOfRow } from './told-of-row.ts'

const SO = /^(?:(?:and|so|then) )+/i
/** They point at what was told, or say that there is to be one more. */
const POINTS = /\b(?:it|that|this|these|those|them|one|new)\b|\bthe \p{L}+(?=[\s.!]*$)/iu
/** "Let Ana have it", "she can do it" */
const DOING = /^(?:let|have|take|takes|do|does|give|gets?|handle)$/
/** "A separate job" is a new one. */
const ANOTHER = /\b(an?) (?:separate|seperate|second|further|additional|extra)\b/i

/** It puts down a text that is not dictated word by word, as a comment is. */
const writesText = ({ entry, phrases: { asSaid = [] }, isOpen }: AskedAct, text: string): boolean =>
  isOpen && entry.meta.effect !== 'read' && !asSaid.includes(text)

/** "A new repair", "promise it for Monday", "with Ana": they say nothing of what is to be done. */
function saysNothing(act: AskedAct, meant: Meant | undefined, world: World): boolean {
  if (meant?.kind !== 'value') return meant === undefined
  const text = String(meant.value)
  const own = rootsOf(act)
  const { people, tokens } = readSaid(text, world)
  const isOwn = (word: string) =>
    !isContent(word) || own.has(rootOf(word)) || POINTS.test(word) || DOING.test(word)
  const isNamed = (at: number) => people.some(({ from, to }) => at >= from && at < to)
  return tokens.every((token, at) => isNamed(at) || isOwn(token.text))
}

/** The act that it is for, where it puts down a text. */
function writes({ best }: Understood): { act: AskedAct; meant: Meant | undefined } | null {
  const { act, values } = best?.fit ?? {}
  const text = act && neededTextOf(act)
  return act && text !== undefined && writesText(act, text) ? { act, meant: values?.get(text) } : null
}

/** The act by which something is put down, where it is not said what. */
async function actFor(asked: string, world: World): Promise<AskedAct | null> {
  const found = writes(await understandRequest(asked, world))
  return found && saysNothing(found.act, found.meant, world) ? found.act : null
}

const DUTY = /\b(?:(?:has|have|had|needs?|ought) to|must|should)\b/i

/** What was told by itself asks for something else. */
async function asksElse(told: string, act: AskedAct, world: World): Promise<boolean> {
  if (DUTY.test(told) || onlyTells(told, world)) return false
  const alone = await understandRequest(told, world)
  const { best } = alone
  return (
    stands(alone) && callsIn(alone).length > 0 && best?.name !== act.path && best?.fit?.beginsAlike === true
  )
}

const PUT = '(make|put|add|note|log|write|jot|turn|take|book|enter|record|open) (?:it|that|this|them)\\b'
/** "Make it a to-do", "put that down as a task": one more of them is wanted. */
const MADE_INTO = new RegExp(
  `^${PUT} (?:down )?(?:(?:as|into) )?an? (?:new )?(?=\\p{L}+\\b(?! priority))`,
  'iu',
)
const ON_LIST = new RegExp(`^${PUT}.*\\bon (?:the|my|our) (?:list|board)\\b`, 'iu')
/** "Note a chore" would be a note of its own. */
const NOTED = /^(?:note|log|write|jot|take|enter|record)\b/i
const FOR_IT =
  /(?<=^(?:create|add|make|open) an? (?:new )?\p{L}+) (?:for|about|out of|from) (?:it|that|this)\b/iu
const AS_URGENT = / as (?=urgent\b|(?:high|low) priority\b)/i

/** "A new task", where what was told makes one; null where something else is to be done with it. */
function ledBy(asked: string): string | null {
  if (MADE_INTO.test(asked)) return asked.replace(MADE_INTO, '$1 a new ').replace(NOTED, 'add')
  if (FOR_IT.test(asked)) return asked.replace(FOR_IT, '')
  return ON_LIST.test(asked) ? asked.replace(AS_URGENT, ', ') : null
}

type Made = Pick<Call, 'input' | 'names'>

/** What is about no row has to be told nearly as an example tells it. */
const NEAR = 0.5

/** What the act is made of, in words that lead to it; all that was told is no such text: "it would be good if Ana could come". */
function isLed(told: string, { best }: Understood, text: unknown): boolean {
  const fit = best?.fit
  const isText = typeof text === 'string' && !fold(told).startsWith(fold(text))
  if (!fit || fit.text === null || !isText) return false
  return rowFieldOf(fit.act) !== undefined || fit.cost < NEAR
}

/** What an act that was read by itself is to be done with, as far as it was said. */
function inputIn({ outcome }: Understood): Made | null {
  if (outcome.kind === 'ask') return { input: outcome.draft.input, names: outcome.draft.names }
  const [call, ...others] = outcome.kind === 'calls' ? outcome.calls : []
  return call && others.length === 0 ? call : null
}

/** What was told, read as what the act is made of; null where it does not hold what is to be put down. */
async function madeOf(told: string, act: AskedAct, world: World): Promise<Made | null> {
  const name = neededTextOf(act) ?? ''
  const read = await understandRequest(told, world, [act.path])
  const made = inputIn(read)
  if (!made || isLed(told, read, made.input[name])) return made
  const own = rowFieldOf(act) === undefined ? '' : toldOfRow(read)
  if (own !== '') return { ...made, input: { ...made.input, [name]: own } }
  // "She has left her bike with us. Book it in": what is to be done is asked for.
  const isOpen = read.outcome.kind === 'ask' && read.outcome.draft.open === name
  return isOpen && rowFieldOf(act) !== undefined ? made : null
}

/** "The fridge rattles. Put it on the list": what was told is what would be dictated behind it. */
async function dictated(told: string, asked: string, world: World): Promise<Outcome | null> {
  const lead = ledBy(asked)
  if (lead === null) return null
  const read = await understandRequest(`${lead}: ${told}`, world)
  const act = writes(read)?.act
  if (!act || rowFieldOf(act) !== undefined || (await asksElse(told, act, world))) return null
  return read.outcome.kind === 'ask' || callsIn(read).length === 1 ? read.outcome : null
}

interface Asked {
  asked: string
  made: Made
}

/** What is said of it where it is asked for: whose it is, and when. */
async function saidOf({ asked, made }: Asked, act: AskedAct, world: World): Promise<Map<string, Meant>> {
  const { values } = await fragmentOf(act, asked, world)
  return new Map([...values].filter(([name, { kind }]) => !(name in made.input) && kind !== 'reference'))
}

/**
 * "The post office's bike has come in with a bent fork. Please book it in, for Ana": what is to be put down was told first, and is only
 * pointed at where it is asked for. Null where nothing is told so.
 */
export async function putDown(text: string, world: World): Promise<Outcome | null> {
  for (const { first, rest, isClause } of halvesOf(text).toReversed()) {
    const asked = request(rest.replace(SO, '')).text.replace(ANOTHER, '$1 new')
    if (!isClause || !POINTS.test(asked)) continue
    const written = await dictated(first, asked, world)
    if (written) return written
    const act = await actFor(asked, world)
    // What is told of a row sounds like a change of it: "Lena is back with her bike".
    if (!act || (rowFieldOf(act) === undefined && (await asksElse(first, act, world)))) continue
    const made = await madeOf(first, act, world)
    if (!made) continue
    const values = await saidOf({ asked, made }, act, world)
    return resolve({ act, values, before: { input: made.input, names: { ...made.names } } }, world)
  }
  return null
}
