import type { AskedAct } from '../../acts/act-table.ts'
import type { Meant } from '../../acts/meaning.ts'
import { fold } from '../../../../../reading/text.ts'
import { halvesOf } from './clauses.ts'
import { fragmentOf } from '../dialogue/fragment.ts'
import { understandRequest } from '../request.ts'
import { resolve } from '../resolve.ts'
import { callsIn, stands } from '../stands.ts'
import type { Outcome, World } from '../types.ts'
import type { Understood } from '../understood.ts'

/** "It is for Jonas", "Ana can do it": what is said around a value of what is made. */
const AROUND =
  /\b(?:(?:can|could|will|should|must|has to|may) (?:do|take|have|handle|see to) (?:it|that|this)(?: one)?)\b|^(?:(?:and|so|but|also) )*(?:(?:it|this|that)(?: one)?(?:'s| is| goes| should (?:be|go)| can (?:be|wait)| has to be| needs to be| must be)|needs doing|due)\b/gi

/** "Put it under stock": the one word by which it is found. */
const UNDER =
  /^(?:please )?(?:put|bung|stick|pop|file|chuck|stash|keep) (?:it|that|this|them) (?:under|in with|with the) (?:the )?([\p{L}\d-]+)$/iu

/** "No mad rush", "nothing urgent": told by the way. */
const BY_THE_WAY = /^(?:no|not|nothing|nobody|it|it's|that's|this|there)\b/i

/** "Kenya, 500 g" is one name. */
const SIZE = /^\d/

const PART = /\s*[.,;!?]+\s+|\s+(?:and|so|but)\s+/i

const textOf = ({ fields }: AskedAct): string | undefined =>
  fields.find(({ kind, isRequired }) => kind === 'text' && isRequired)?.name

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

/** What the words behind it say of what is to be made; null where one of them says something else. */
async function toldIn(act: AskedAct, rest: string, world: World): Promise<Map<string, Meant> | null> {
  const told = new Map<string, Meant>()
  const parts = rest
    .replace(/[\s.,;!?]+$/, '')
    .split(PART)
    .filter((part) => part !== '')
  for (const part of parts) {
    const { values, isWhole, isIdle } = await fragmentOf(act, part.replace(AROUND, ' ').trim(), world)
    const own = underIn(act, part) ?? (isWhole ? values : null)
    if (!own && !(isIdle && BY_THE_WAY.test(part))) return null
    for (const [name, meant] of own ?? []) told.set(name, meant)
  }
  const text = textOf(act)
  return told.size > 0 && (text === undefined || !told.has(text)) ? told : null
}

const makes = ({ entry, fields, phrases }: AskedAct, text: string): boolean =>
  entry.meta.effect !== 'read' &&
  !(phrases.asSaid ?? []).includes(text) &&
  fields.every(({ kind, isRequired }) => kind !== 'entity' || !isRequired)

interface Made {
  act: AskedAct
  title: string
}

/** What a request makes, and what it is called. */
function madeBy(whole: Understood): Made | null {
  const act = whole.best?.fit?.act
  const name = act && textOf(act)
  const [call, ...others] = callsIn(whole)
  if (!act || name === undefined || !call || others.length > 0 || !makes(act, name)) return null
  const title = call.input[name]
  return typeof title === 'string' ? { act, title: fold(title) } : null
}

/** "That's done. Add a task …": another request stands before what is made. */
async function beginsOther(first: string, act: AskedAct, world: World): Promise<boolean> {
  const sentence = halvesOf(first).find(({ isSentence }) => isSentence)
  const other = sentence && (await understandRequest(sentence.first, world))
  return other !== undefined && stands(other) && other.best?.name !== act.path
}

/** "New task: wash the van. It is for Jonas, by Friday": what is said of it behind its name is no part of the name. */
export async function toldOfNew(text: string, whole: Understood, world: World): Promise<Outcome | null> {
  const found = madeBy(whole)
  if (!found) return null
  const { act, title } = found
  // Where the name ends with what is before a mark, what is behind it was read already.
  const places = halvesOf(text).filter(
    ({ first, rest, isClause }) => isClause && !fold(first).endsWith(title) && !SIZE.test(rest),
  )
  for (const { first, rest } of places) {
    const told = (await beginsOther(first, act, world)) ? null : await toldIn(act, rest, world)
    const before = told && (await understandRequest(first, world))
    const [made] = before && stands(before) ? callsIn(before) : []
    if (told && made?.act === act)
      return resolve({ act, values: told, before: { input: made.input, names: { ...made.names } } }, world)
  }
  return null
}
