import type { AskedAct } from '../../acts/act-table.ts'
import { fold } from '../../../../../reading/text.ts'
import type { Understood } from '../understood.ts'
import { callsIn, isRead, isReading, stands } from '../stands.ts'
import type { Outcome } from '../types.ts'
import { LEAST_CHANCE } from '../weigh.ts'

/** What a request costs at most that is plainly the one. */
const PLAINLY = -0.5
const HARDLY_ANOTHER = 0.95

/** One of several requests in a message. */
export interface Part {
  /** Its act; empty where it changes the row that was spoken of. */
  path: string
  /** How far it is from an example; null where it is none by itself. */
  cost: number | null
  isRead: boolean
  /** What stands before it: a comma, or the end of a sentence. */
  isWeak: boolean
  isSentence: boolean
  /** It is said in so many words that something else follows: no regression knows of it yet. */
  isLinked?: boolean
  /** It is a question by itself. */
  isAnew?: boolean
}

/** A message as several requests: what they come to, and what each is. */
export interface Split {
  outcome: Outcome
  parts: readonly [Part, ...Part[]]
}

/** "Rename it to salt and pepper" is one request: the text goes on to the end. */
export function isText({ best }: Understood): boolean {
  const { phrases } = best?.fit?.act ?? {}
  const isRaw = phrases?.asSaid?.some((field) => best?.fit?.values.has(field)) === true
  return isRaw && (best?.fit?.cost ?? 1) < PLAINLY
}

export function rawIn({ best }: Understood): string {
  const { act, values } = best?.fit ?? {}
  const [raw] = (act?.phrases.asSaid ?? []).flatMap((field) => values?.get(field) ?? [])
  return raw?.kind === 'value' && typeof raw.value === 'string' ? fold(raw.value) : ''
}

/** A look-up to its last word, and hardly anything else. */
const isPlainly = ({ best }: Understood): boolean =>
  best?.fit != null && best.fit.cost < PLAINLY && best.chance >= HARDLY_ANOTHER

/** "Book the Trek in, promised Tuesday": what could be looked up by itself is a value of what is asked for. */
function holdsRest(whole: Understood, outcome: Outcome): boolean {
  const [only, ...others] = callsIn(whole)
  const [first, ...rest] = outcome.kind === 'calls' ? outcome.calls : []
  if (!only || !first || others.length > 0 || rest.length === 0 || !stands(whole)) return false
  const isMore = Object.keys(only.input).length > Object.keys(first.input).length
  const isFirst = !isReading(first) || isPlainly(whole)
  return only.act === first.act && isMore && isFirst && rest.every(isReading)
}

const isLines = ({ fields }: AskedAct, name: string) =>
  fields.some((field) => field.name === name && field.kind === 'lines')

/** "12 trays at 18 and delivery at 15, due Monday": one act, whose parts say nothing that the whole does not. */
function holdsParts(whole: Understood, outcome: Outcome): boolean {
  const [only, ...others] = callsIn(whole)
  const parts = outcome.kind === 'calls' && outcome.more === undefined ? outcome.calls : []
  if (!only || others.length > 0 || parts.length < 2) return false
  return parts.every(
    ({ act, input }) =>
      act === only.act &&
      Object.entries(input).every(
        ([name, value]) => isLines(act, name) || JSON.stringify(only.input[name]) === JSON.stringify(value),
      ),
  )
}

/** "Call-out 65 and a thermostat 89.50": what could be something else by itself is one line more of what is asked for. */
function holdsLines(whole: Understood, outcome: Outcome): boolean {
  const [only, ...others] = callsIn(whole)
  const [first] = outcome.kind === 'calls' ? outcome.calls : []
  const name = only?.act.fields.find(({ kind }) => kind === 'lines')?.name
  if (!only || !first || name === undefined || others.length > 0 || only.act !== first.act) return false
  const [all, some] = [only.input[name], first.input[name]]
  return Array.isArray(all) && Array.isArray(some) && all.length > some.length && stands(whole)
}

/** "Give the roster to Ana and Jonas": what is asked about is not settled by what was said last. */
function settlesQuestion(whole: Understood, outcome: Outcome): boolean {
  const [only, ...others] = outcome.kind === 'calls' ? outcome.calls : []
  const isSame = only !== undefined && others.length === 0 && only.act.path === whole.best?.name
  return whole.outcome.kind === 'ask' && stands(whole) && isSame
}

/** Hardly anything else can be meant by all of it. */
const SURELY = 0.95

/** "Noor needs to change things, make her a member": done by hand, whatever its parts sound like. */
export const isSurelyByHand = ({ best, outcome }: Understood): boolean =>
  outcome.kind === 'byHand' && (best?.share ?? 0) >= SURELY

/**
 * What speaks for several requests against one: a logistic regression over 146 messages in `testing/*.json` of which either the parts
 * or the whole were right, judged by weights of the others. The further the whole is from an example, and the nearer even the
 * furthest part, the more; a look-up in front, a comma and a full stop stand in one request as often as between two.
 */
const PARTS = {
  each: 1.17,
  whole: 1.54,
  furthest: -2.27,
  heard: -1.21,
  readFirst: -1.56,
  comma: -1.73,
  sentence: -1.56,
}
/** "Oh and", "while you're at it" hardly stand within one request. */
const LINKED = 2
/** The cost of a whole that fits no act, and the least that a part has. */
const FITS_NONE = 2
const NEAREST = -2

function speaksForParts({ best }: Understood, { parts }: Split): number {
  return (
    PARTS.each +
    PARTS.whole * (best?.fit?.cost ?? FITS_NONE) +
    PARTS.furthest * Math.max(NEAREST, ...parts.flatMap(({ cost }) => cost ?? [])) +
    PARTS.heard * Math.log((best?.chance ?? 0) + LEAST_CHANCE) +
    (parts[0].isRead ? PARTS.readFirst : 0) +
    (parts.some(({ isLinked }) => isLinked === true) ? LINKED : 0) +
    (parts.some(({ isWeak }) => isWeak) ? PARTS.comma : 0) +
    (parts.some(({ isSentence }) => isSentence) ? PARTS.sentence : 0)
  )
}

/** One look-up with several filters is no two look-ups, and no half-said request stands beside a whole one. */
export function isOne(whole: Understood, split: Split): boolean {
  const { parts, outcome } = split
  if (settlesQuestion(whole, outcome)) return true
  if (parts.some(({ isAnew }) => isAnew === true)) return false
  if ([holdsRest, holdsParts, holdsLines].some((holds) => holds(whole, outcome))) return true
  if (isRead(whole) && stands(whole) && parts.every(({ path }) => path === whole.best?.name)) return true
  const isHalfSaid = whole.outcome.kind === 'calls' && outcome.kind === 'calls' && outcome.more !== undefined
  return isHalfSaid || speaksForParts(whole, split) < 0
}
