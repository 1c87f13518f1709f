import type { Hub } from '../../../../platform/hub.ts'
import { coreOf, entityOf, fieldOf, propertiesOf } from '../../../../platform/catalog/entities.ts'
import type { Call, Outcome } from '../understand/types.ts'

type Args = Record<string, unknown>
interface Act {
  act: string
  args?: Args
  or?: readonly Args[]
}

/** What a sentence asks for, as whoever wrote it meant it. */
export type Expected =
  | Act
  | { acts: readonly Act[] }
  | { ask: string }
  | { byHand: string; or?: readonly string[] }
  | { talk: true }
  | { help: true }
  | { language: true }
  | { cannot: true }
  | { refuse: true }
  | { undo: true }
  | { drop: true }

export interface Sentence {
  say: string
  after?: readonly string[]
  /** What the last of these asked for still waits for a yes. */
  waits?: true
  as?: 'viewer'
  category: string
  expect: Expected
}

export interface Verdict {
  /** The right act, at once. */
  isFirst: boolean
  /** At once or among the buttons. */
  isNear: boolean
  hasArgs: boolean
  /** A write put before the person that was not asked for. */
  isWrongWrite: boolean
  /** Something that can be done was turned down. */
  isDeclined: boolean
}

export interface Found {
  hub: Hub
  outcome: Outcome
  /** The names behind ids, as the sentences write them. */
  nameOf: (id: string) => string
}

/** The input of a call as the sentences write it: names with an @ in place of ids. */
function written({ act, input }: Call, nameOf: Found['nameOf']): Args {
  const named = Object.entries(input).map(([name, value]) => {
    const isId = entityOf(coreOf(fieldOf(name, act.entry.inputJson))) !== undefined
    return [name, isId && typeof value === 'string' ? `@${nameOf(value)}` : value] as const
  })
  return Object.fromEntries(named)
}

/** What the fields are where nothing is said of them: said or not, it is the same call. */
function usualOf({ hub }: Found, path: string): Args {
  const properties = propertiesOf(hub.catalog.get(path)?.inputJson ?? {})
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) =>
      'default' in schema ? [[name, schema['default']]] : [],
    ),
  )
}

/** The same in one order of keys, also of the lines within: what comes out of a store has another. */
const sorted = (args: Args) =>
  JSON.stringify(args, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
const isSame = (wanted: Act, args: Args, usual: Args) =>
  [wanted.args ?? {}, ...(wanted.or ?? [])].some(
    (one) => sorted({ ...usual, ...one }) === sorted({ ...usual, ...args }),
  )

const kinds: Readonly<Record<string, readonly Outcome['kind'][]>> = {
  talk: ['talk', 'dropped'],
  language: ['language'],
  cannot: ['cannot'],
  refuse: ['forbidden', 'refuse'],
  undo: ['undo'],
  drop: ['dropped'],
}

interface Right {
  isFirst: boolean
  hasArgs: boolean
  /** Asked about, or among the buttons. */
  isNear: boolean
}

const all = (is: boolean, isNear = false): Right => ({ isFirst: is, hasArgs: is, isNear })
const pathsOf = (paths: readonly string[]) => JSON.stringify(paths.toSorted())
function offeredIn(outcome: Outcome): string[] {
  const beside = 'beside' in outcome ? outcome.beside : undefined
  const { choices } = outcome.kind === 'offer' ? outcome.offer : (beside ?? { choices: [] })
  return choices.map(({ path }) => path)
}
const askedIn = (outcome: Outcome) => (outcome.kind === 'ask' ? outcome.draft.path : undefined)

function actsRight(wanted: readonly Act[], found: Found): Right {
  const { outcome, nameOf } = found
  const calls = outcome.kind === 'calls' ? outcome.calls : []
  const open = calls.map((call) => ({ path: call.act.path, args: written(call, nameOf) }))
  const isFirst = pathsOf(wanted.map(({ act }) => act)) === pathsOf(open.map(({ path }) => path))
  const isMade = (one: Act) =>
    open.some(({ path, args }) => path === one.act && isSame(one, args, usualOf(found, path)))
  const near = [...offeredIn(outcome), askedIn(outcome)]
  return {
    isFirst,
    hasArgs: isFirst && wanted.every(isMade),
    isNear: wanted.some(({ act }) => near.includes(act)),
  }
}

function byHandRight(wanted: readonly string[], { outcome }: Found): Right {
  const isOffered = offeredIn(outcome).some((path) => wanted.includes(path))
  return all(outcome.kind === 'byHand' && wanted.includes(outcome.act.path), isOffered)
}

function helpRight({ outcome, hub }: Found): Right {
  const isTool = outcome.kind === 'calls' && outcome.calls[0]?.act.path === 'system.help'
  const isOffered = offeredIn(outcome).some((path) => hub.guides.has(path))
  return all(isTool || outcome.kind === 'help', isOffered)
}

function rightness(expected: Expected, found: Found): Right {
  const { outcome } = found
  if ('acts' in expected) return actsRight(expected.acts, found)
  if ('act' in expected) return actsRight([expected], found)
  if ('ask' in expected)
    return all(askedIn(outcome) === expected.ask, offeredIn(outcome).includes(expected.ask))
  if ('byHand' in expected) return byHandRight([expected.byHand, ...(expected.or ?? [])], found)
  if ('help' in expected) return helpRight(found)
  const [kind = ''] = Object.keys(expected)
  return all((kinds[kind] ?? []).includes(outcome.kind))
}

const isWrite = (call: Call) => call.act.entry.meta.effect !== 'read'

/** Holds what was understood against what was meant. */
export function judge({ expect }: Sentence, found: Found): Verdict {
  const { outcome } = found
  const { isFirst, hasArgs, isNear } = rightness(expect, found)
  const writes = outcome.kind === 'calls' ? outcome.calls.filter(isWrite) : []
  const canBeDone = 'act' in expect || 'acts' in expect || 'ask' in expect
  return {
    isFirst,
    hasArgs,
    isNear: isFirst || isNear,
    isWrongWrite: writes.length > 0 && !isFirst,
    isDeclined: canBeDone && ['cannot', 'byHand', 'language', 'talk', 'help'].includes(outcome.kind),
  }
}
