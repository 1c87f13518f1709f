import { request, tidy } from '../normalize.ts'
import type { AskedAct } from '../acts/act-table.ts'
import { fold } from '../../../../reading/text.ts'
import { halvesOf } from './clauses.ts'
import type { Halves } from './clauses.ts'
import { gapped } from './gapped.ts'
import { refine } from './refine.ts'
import { understandRequest } from './request.ts'
import type { Understood } from './request.ts'
import type { Call, Outcome, World } from './types.ts'

/** Requests in one message: more than these would wait for approval all at once. */
const MOST_REQUESTS = 5
/** Places where a message is tried in two: one made of joints alone would take a second of everybody's time. */
const MOST_TRIES = 8
/** What a request costs at most that stands by itself. */
const STANDS = 0.15
/** What a second request costs at most: it has to be one in words of its own. */
const SECOND = -0.25
/** What a request costs at most that is plainly the one. */
const PLAINLY = -0.5
const SECOND_BEHIND_COMMA = -0.45
/** What is said as plainly as this is a request of its own. */
const SAID = 0.6
/** What a first request costs at most that sounds like nothing else. */
const FIRST = 0.5

export const costOf = ({ best }: Understood): number => best?.fit?.cost ?? 1

/** A request that stands by itself: it names an act in words of its own. */
export const stands = ({ best, outcome }: Understood): boolean =>
  best?.fit != null &&
  best.fit.act.isOpen &&
  best.fit.cost < STANDS &&
  best.fit.leftover.length === 0 &&
  (outcome.kind === 'calls' || outcome.kind === 'ask')

/** The world after some calls, for what follows in the same message. */
function after(world: World, calls: readonly Call[]): World {
  const call = calls.at(-1)
  if (!call) return world
  const { act, about, input, names } = call
  const memory = {
    ...world.memory,
    ...(about && { it: about }),
    last: { path: act.path, input, names: { ...names } },
  }
  return { ...world, memory }
}

const isReading = ({ act }: Call) => act.entry.meta.effect === 'read'

/** Two changes of one row by one act are one; the same again is one, and so is the same look-up. */
function isOneCall(before: Call, call: Call): boolean {
  if (before.act !== call.act || before.about?.id !== call.about?.id) return false
  if (call.about === null) return isReading(call)
  const isAgain = JSON.stringify(before.input) === JSON.stringify(call.input)
  return isAgain || call.act.entry.meta.isRepeatable === true
}

function merged(calls: readonly Call[]): Call[] {
  const all: Call[] = []
  for (const call of calls) {
    const before = all.at(-1)
    if (before && isOneCall(before, call)) {
      const input = { ...before.input, ...call.input }
      all[all.length - 1] = { ...before, input, names: { ...before.names, ...call.names } }
    } else all.push(call)
  }
  return all
}

function joined(first: Outcome, second: Outcome): Outcome {
  if (first.kind !== 'calls') return first
  if (second.kind !== 'calls') return { ...first, more: second }
  return {
    kind: 'calls',
    calls: merged([...first.calls, ...second.calls]),
    ...(second.more && { more: second.more }),
  }
}

/** "Make a task for Tomás to … and one for Ana to …": the second begins as the first did. */
function completed(first: string, rest: string): string[] {
  const words = first.split(' ')
  const bare = rest.replace(/^(?:one|another|another one)\s+/i, '')
  return [1, 2, 3]
    .filter((count) => count < words.length)
    .map((count) => `${words.slice(0, count).join(' ')} ${bare}`)
}

interface Second {
  first: string
  rest: string
  isWeak: boolean
}

/** "And make a new one for Monday": one of what was spoken of. */
const withNoun = (rest: string, { memory: { it }, noun }: World): string =>
  it ? rest.replace(/\b(a|another)( new)? one\b/i, `$1$2 ${noun(it.entity).toLowerCase()}`) : rest

async function secondOf({ first, rest: said, isWeak }: Second, world: World): Promise<Understood | null> {
  const most = isWeak ? SECOND_BEHIND_COMMA : SECOND
  const rest = withNoun(said, world)
  const plain = await understandRequest(rest, world)
  if (stands(plain) && costOf(plain) < most) return plain
  if (isWeak) return null
  for (const text of completed(first, rest)) {
    const longer = await understandRequest(text, world)
    if (stands(longer) && longer.outcome.kind === 'calls' && costOf(longer) < most - 0.3) return longer
  }
  return null
}

interface Split {
  outcome: Outcome
  paths: readonly string[]
}

const callsIn = ({ outcome }: Understood) => (outcome.kind === 'calls' ? outcome.calls : [])

interface Splitting {
  world: World
  depth: number
  /** Text that is taken as it was said: a second request within it has to be a plain one. */
  raw: string
  /** How often the message may still be tried in two, all its parts together. */
  tries: { left: number }
}

/** What stands behind a request: more requests, one more, or a change of the row it was about. */
async function restOf(
  { first, rest, isWeak }: Second,
  before: Understood,
  splitting: Splitting,
): Promise<Split | null> {
  const { world, depth } = splitting
  const more = await split(rest, { ...splitting, depth: depth + 1 })
  if (more) return more
  const second = (await secondOf({ first, rest, isWeak }, world)) ?? (await gapped(rest, before, world))
  if (second) return { outcome: second.outcome, paths: [second.best?.name ?? ''] }
  const isChange = !isRead(before) && callsIn(before)[0]?.about
  const changed = isChange ? await refine(rest, world) : null
  return changed?.kind === 'calls' ? { outcome: changed, paths: [''] } : null
}

/** Hardly anything else can be meant by it, however far it is from an example. */
const isPlain = ({ best }: Understood): boolean =>
  best?.fit != null && best.chance >= SAID && best.fit.leftover.length === 0 && best.fit.cost < FIRST

/** A mark stands within one request as often as between two. */
const beginsWell = (first: Understood, { isClause }: Pick<Halves, 'isClause'>): boolean =>
  stands(first) || (!isClause && isPlain(first))

/** The message as two requests or more, where each part stands by itself. */
async function split(text: string, splitting: Splitting): Promise<Split | null> {
  const { world, depth, raw, tries } = splitting
  if (depth >= MOST_REQUESTS) return null
  for (const { isWeak, ...parts } of halvesOf(text)) {
    tries.left -= 1
    if (tries.left < 0) return null
    const halves = {
      ...parts,
      isWeak: isWeak || (raw !== '' && raw.endsWith(fold(request(parts.rest).text))),
    }
    const before = await understandRequest(halves.first, world)
    if (!beginsWell(before, halves) || callsIn(before).length === 0) continue
    const rest = await restOf(halves, before, { ...splitting, world: after(world, callsIn(before)) })
    if (rest)
      return {
        outcome: joined(before.outcome, rest.outcome),
        paths: [before.best?.name ?? '', ...rest.paths],
      }
  }
  return null
}

/** The world in which the row was spoken of that a clause names. */
function mentioning({ best }: Understood, world: World): World {
  const { act, values } = best?.fit ?? {}
  const row = act?.fields.find(({ kind, isRequired }) => kind === 'entity' && isRequired)
  const meant = row && values?.get(row.name)
  const [only, ...others] = meant?.kind === 'rows' ? meant.candidates : []
  if (!only || others.length > 0 || row?.entity == null) return world
  return {
    ...world,
    memory: { ...world.memory, it: { entity: row.entity, id: only.id, name: only.name } },
  }
}

/** "I have sent the invoice, mark it as done": the request is often what is said last, about what came before. */
async function lastClause(text: string, place: World): Promise<Outcome | null> {
  for (const { first, rest, isClause } of halvesOf(text).toReversed()) {
    if (!isClause) continue
    const world = mentioning(await understandRequest(first, place), place)
    const found = await understandRequest(rest, world)
    const isTold = isRead(found) || /\b(?:it|that|this|them|both|those)\b/i.test(rest)
    if (isTold && stands(found) && costOf(found) < SECOND) return found.outcome
  }
  return null
}

const countOf = ({ best }: Understood) =>
  [...(best?.fit?.values.values() ?? [])].filter(({ kind }) => kind !== 'unknown').length

/** "An invoice for Harlan, 6 hours at 55": what stands behind the mark is of the same request, and no reason for it. */
const saysMore = (whole: Understood, part: Understood): boolean =>
  whole.best?.name === part.best?.name && countOf(whole) > countOf(part)

/** An act that reads sentences itself takes all of them: "Rome, 5 to 7 March, two of us". */
async function takesAll({ best, outcome }: Understood, text: string, world: World): Promise<Outcome> {
  const { path = '', phrases } = best?.fit?.act ?? {}
  return phrases?.whole === undefined ? outcome : (await understandRequest(text, world, [path])).outcome
}

/** "Bin the labels, we keep the old ones": the request, and behind it why. */
async function firstClause(text: string, whole: Understood, world: World): Promise<Outcome | null> {
  for (const { first, rest, isClause } of halvesOf(text)) {
    if (!isClause) continue
    const found = await understandRequest(first, world)
    if (!stands(found) || costOf(found) >= SECOND || saysMore(whole, found)) continue
    const { outcome, best } = await understandRequest(rest, world)
    const isTold =
      !best?.fit || outcome.kind === 'cannot' || outcome.kind === 'offer' || outcome.kind === 'talk'
    if (isTold && !says(best)) return takesAll(found, text, world)
  }
  return null
}

const says = (best: Understood['best']): boolean => best?.fit != null && best.chance >= SAID

const isRead = ({ best }: Understood) => best?.fit?.act.entry.meta.effect === 'read'

/** "Rename it to salt and pepper" is one request: the text goes on to the end. */
function isText({ best }: Understood): boolean {
  const { phrases } = best?.fit?.act ?? {}
  const isRaw = phrases?.asSaid?.some((field) => best?.fit?.values.has(field)) === true
  return isRaw && (best?.fit?.cost ?? 1) < PLAINLY
}

function rawIn({ best }: Understood): string {
  const { act, values } = best?.fit ?? {}
  const [raw] = (act?.phrases.asSaid ?? []).flatMap((field) => values?.get(field) ?? [])
  return raw?.kind === 'value' && typeof raw.value === 'string' ? fold(raw.value) : ''
}

/** "Book the Trek in, promised Tuesday": what could be looked up by itself is a value of what is asked for. */
function holdsRest(whole: Understood, outcome: Outcome): boolean {
  const [only, ...others] = callsIn(whole)
  const [first, ...rest] = outcome.kind === 'calls' ? outcome.calls : []
  if (!only || !first || others.length > 0 || rest.length === 0 || !stands(whole)) return false
  const isMore = Object.keys(only.input).length > Object.keys(first.input).length
  return only.act === first.act && isMore && !isReading(first) && rest.every(isReading)
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

/** "Give the roster to Ana and Jonas": what is asked about is not settled by what was said last. */
function settlesQuestion(whole: Understood, outcome: Outcome): boolean {
  const [only, ...others] = outcome.kind === 'calls' ? outcome.calls : []
  const isSame = only !== undefined && others.length === 0 && only.act.path === whole.best?.name
  return whole.outcome.kind === 'ask' && stands(whole) && isSame
}

/** One look-up with several filters is no two look-ups, and no half-said request stands beside a whole one. */
function isOne(whole: Understood, { paths, outcome }: Split): boolean {
  if (settlesQuestion(whole, outcome)) return true
  if (holdsRest(whole, outcome) || holdsParts(whole, outcome)) return true
  if (isRead(whole) && stands(whole) && paths.every((path) => path === whole.best?.name)) return true
  return whole.outcome.kind === 'calls' && outcome.kind === 'calls' && outcome.more !== undefined
}

/** What a message asks for: one act, or several in their order. */
export async function understandRequests(text: string, world: World): Promise<Outcome> {
  const whole = await understandRequest(text, world)
  const parts = isText(whole)
    ? null
    : await split(tidy(text), { world, depth: 1, raw: rawIn(whole), tries: { left: MOST_TRIES } })
  if (parts && !isOne(whole, parts)) return parts.outcome
  if (whole.outcome.kind === 'calls' || whole.outcome.kind === 'ask') return whole.outcome
  return (await firstClause(text, whole, world)) ?? (await lastClause(text, world)) ?? whole.outcome
}
