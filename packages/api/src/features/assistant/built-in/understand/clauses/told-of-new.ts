import type { AskedAct } from '../../acts/act-table.ts'
import type { Meant } from '../../acts/meaning.ts'
import { neededTextOf } from '../../acts/needed-fields.ts'
import { fold } from '../../../../../reading/text.ts'
import { readSaid } from '../../acts/said.ts'
import { halvesOf } from './clauses.ts'
import type { Halves } from './clauses.ts'
import { fragmentOf } from '../dialogue/fragment.ts'
import { understandRequest } from '../request.ts'
import { onlyTells } from './only-tells.ts'
import { resolve } from '../resolve.ts'
import { callsIn, stands } from '../stands.ts'
import type { Call, Outcome, World } from '../types.ts'
import type { Understood } from '../understood.ts'

/** "It is for Jonas", "Ana can do it": what is said around a value of what is made. */
const DONE = '(?:done|finished|ready|completed|sorted|in)'
const AROUND = new RegExp(
  [
    '\\b(?:(?:can|could|will|should|must|has to|may) (?:do|take|have|handle|see to) (?:it|that|this)(?: one)?)\\b',
    `^(?:(?:and|so|but|also) )*(?:(?:it|this|that)(?: one)?(?:'s| is| goes| should (?:be|go)| can (?:be|wait)|(?:'d| would|'ll| will)? (?:has|have|needs?|ought) to be(?: ${DONE})?| must be(?: ${DONE})?)|needs doing|due)\\b`,
    // "She has to have it done by noon"
    `^(?:(?:and|so|but) )*(?:he|she|they|we|i)(?:'d|'ll| would| will)? (?:needs?|has|have|wants?|should|must) (?:to )?(?:have|get) (?:it|that|this) ${DONE}\\b`,
  ].join('|'),
  'gi',
)
/** "It's mine" and "I'll do it" are for whoever says so. */
const MINE =
  /^\s*(?:mine|(?:(?:i'll|i will|i can|let me) (?:do|take|have|handle|see to)|(?:i'm|i am) (?:doing|taking)) (?:it|this|that)(?: one)?(?: myself)?)$/i

/** "Put it under stock": the one word by which it is found. */
const UNDER =
  /^(?:please )?(?:put|bung|stick|pop|file|chuck|stash|keep) (?:it|that|this|them) (?:under|in with|with the) (?:the )?([\p{L}\d-]+)$/iu

/** "No mad rush", "nothing urgent": told by the way. */
const BY_THE_WAY = /^(?:no|not|nothing|nobody|it|it's|that's|this|there|mind)\b/i

const OF_IT = /^\p{L}+ (?:it|that|this|him|her|them)\b/iu

/** "Kenya, 500 g" is one name. */
const SIZE = /^\d/

const PART = /\s*[.,;!?]+\s+|\s+(?:and|so|but)\s+/i

/** The word by which a thing is found, where an act has but one place for such a word. */
function underIn({ fields }: AskedAct, part: string): Map<string, Meant> | null {
  const word = UNDER.exec(part)?.[1]
  const [only, ...others] = fields.filter(
    ({ kind, isShort, isRequired }) => kind === 'text' && isShort && !isRequired,
  )
  return word !== undefined && only && others.length === 0
    ? new Map([[only.name, { kind: 'value', value: word }]])
    : null
}

/** The words around a value, without what is said of any. */
const bare = (part: string): string =>
  part.replace(MINE, 'for me').replace(AROUND, ' ').replace(MINE, 'for me').trim()

/** What one part says of what is to be made: nothing that matters, or values; null where it says something else. */
async function toldBy(act: AskedAct, part: string, world: World): Promise<ReadonlyMap<string, Meant> | null> {
  const { values, isWhole, isOfAct, isIdle } = await fragmentOf(act, bare(part), world)
  // "Promise it for Monday" says again what is asked for, of what is made.
  const isOwn = isWhole || (isOfAct && OF_IT.test(part))
  const own = underIn(act, part) ?? (isOwn ? values : null)
  return own ?? (isIdle && BY_THE_WAY.test(part) ? new Map() : null)
}

/** What the words behind it say of what is to be made; null where one of them says something else. */
async function toldIn(act: AskedAct, rest: string, world: World): Promise<Map<string, Meant> | null> {
  const told = new Map<string, Meant>()
  const parts = rest
    .replace(/[\s.,;!?]+$/, '')
    .split(PART)
    .filter((part) => part !== '')
  for (const part of parts) {
    const own = await toldBy(act, part, world)
    if (!own) return null
    for (const [name, meant] of own) if (meant.kind !== 'reference') told.set(name, meant)
  }
  const text = neededTextOf(act)
  return told.size > 0 && (text === undefined || !told.has(text)) ? told : null
}

const makes = ({ entry, fields, phrases }: AskedAct, text: string): boolean =>
  entry.meta.effect !== 'read' &&
  !(phrases.asSaid ?? []).includes(text) &&
  // What may be done twice changes its row; anything else makes one, also where it belongs to another.
  (entry.meta.isRepeatable !== true ||
    fields.every(({ kind, isRequired }) => kind !== 'entity' || !isRequired))

interface Made {
  act: AskedAct
  title: string
  input: Call['input']
}

interface Told {
  told: ReadonlyMap<string, Meant> | null
  world: World
}

/** What a request makes, and what it is called. */
function madeBy(whole: Understood): Made | null {
  const act = whole.best?.fit?.act
  const name = act && neededTextOf(act)
  const [call, ...others] = callsIn(whole)
  if (!act || name === undefined || !call || others.length > 0 || !makes(act, name)) return null
  const title = call.input[name]
  return typeof title === 'string' ? { act, title: fold(title), input: call.input } : null
}

/** "That's done. Add a task …": another request stands before what is made. */
async function beginsOther(first: string, act: AskedAct, world: World): Promise<boolean> {
  const sentence = halvesOf(first).find(({ isSentence }) => isSentence)
  const other = sentence && (await understandRequest(sentence.first, world))
  return other !== undefined && stands(other) && other.best?.name !== act.path
}

const TELLS = /^(?:he|she|they|we|nobody|no one)\b/i

/** "… on Friday, she never comes any earlier": why on that day. */
function isWhyThen(first: string, rest: string, world: World): boolean {
  const { moments, tokens } = readSaid(first, world)
  const last = moments.findLast(({ value }) => value.isSure)
  if (last?.to !== tokens.length || !TELLS.test(rest) || !onlyTells(rest, world)) return false
  const told = readSaid(rest, world)
  return told.moments.length === 0 && told.people.length === 0
}

/** What stands behind a place of it says something of what is made that was not read of the whole. */
function isNews({ title, input }: Made, { first, rest }: Halves, { told, world }: Told): boolean {
  // Where the name ends with what is before a mark, what is behind it was mostly read already.
  const isNamed = fold(first).endsWith(title)
  if (!told) return !isNamed && isWhyThen(first, rest, world)
  return !isNamed || [...told.keys()].some((name) => !(name in input))
}

const toldOf = ({ act, input, names }: Call, values: Map<string, Meant>, world: World): Promise<Outcome> =>
  resolve({ act, values, before: { input, names: { ...names } } }, world)

/** "New task: wash the van. It is for Jonas, by Friday": what is said of it behind its name is no part of the name. */
export async function toldOfNew(text: string, whole: Understood, world: World): Promise<Outcome | null> {
  const found = madeBy(whole)
  if (!found) return null
  const { act } = found
  const places = halvesOf(text).filter(
    ({ rest, isClause }) => (isClause || OF_IT.test(rest)) && !SIZE.test(rest),
  )
  for (const place of places) {
    const { first, rest } = place
    const told = (await beginsOther(first, act, world)) ? null : await toldIn(act, rest, world)
    const before = isNews(found, place, { told, world }) ? await understandRequest(first, world) : null
    const made = before && stands(before) ? callsIn(before)[0] : undefined
    if (!before || made?.act !== act) continue
    return told ? toldOf(made, told, world) : before.outcome
  }
  return null
}
