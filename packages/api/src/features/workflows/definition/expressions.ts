import { Environment } from '@marcbachmann/cel-js'
import type { ASTNode, ParseResult } from '@marcbachmann/cel-js'
import { isAtOnce } from './at-once.ts'
import { NoDay, registerDays } from './days.ts'
import { inTime } from './in-time.ts'
import { readable } from './named-constructor.ts'
import { NoNumber, NoRoom, Room, plain, textOf } from './plain-value.ts'
import { unnamedText, withoutSecrets } from './unnamed-secrets.ts'

/** Expressions are of the Common Expression Language (https://cel.dev): no loops without end, no side effects. */

const LONGEST = 2_000
const KEPT = 2_000
/** Some of them repeat the value they are about. */
const LONGEST_SUMMARY = 300

/** Numbers of the data are doubles and `1` is a whole number; people do not tell them apart. */
const mixed = ['+', '-', '*', '/', '%'] as const
const operate = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
} as const

const MONEY = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

function makeEnvironment(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: 500,
      maxDepth: 40,
      maxListElements: 200,
      maxMapEntries: 200,
      maxCallArguments: 16,
    },
  })
  for (const sign of mixed) {
    environment.registerOperator(`double ${sign} int`, (a: number, b: bigint) => operate[sign](a, Number(b)))
    environment.registerOperator(`int ${sign} double`, (a: bigint, b: number) => operate[sign](Number(a), b))
  }
  environment.registerOperator('double % double', operate['%'])
  environment.registerFunction('sum(list): double', (list: unknown[]) =>
    list.reduce<number>((total, one) => total + Number(one), 0),
  )
  environment.registerFunction('join(list, string): string', (list: unknown[], between: string) => {
    const room = new Room()
    room.take(list.length * between.length)
    return list.map((one) => textOf(one, room)).join(between)
  })
  environment.registerFunction('money(double): string', (amount: number) => MONEY.format(amount))
  environment.registerFunction('money(int): string', (amount: bigint) => MONEY.format(amount))
  environment.registerFunction('string(google.protobuf.Timestamp): string', (at: Date) => at.toISOString())
  registerDays(environment)
  environment.registerFunction('json(dyn): string', (value: unknown) =>
    JSON.stringify(plain(value, new Room())),
  )
  return environment
}

const environment = makeEnvironment()
const parsed = new Map<string, ParseResult>()

/** An expression that cannot be read, or could not be worked out; its message is for whoever wrote it. */
export class ExpressionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ExpressionError'
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NoDay) return error.message
  if (error instanceof NoNumber) return 'it divides by zero, or reckons with what is no number'
  if (error instanceof RangeError) return 'it comes to more than can be reckoned with'
  return error instanceof Error && 'summary' in error ? String(error.summary) : 'it cannot be read'
}

function summaryOf(error: unknown): string {
  const reason = reasonOf(error)
  return reason.length > LONGEST_SUMMARY ? `${reason.slice(0, LONGEST_SUMMARY)} …` : reason
}

function parse(expression: string): ParseResult {
  const known = parsed.get(expression)
  if (known) return known
  if (expression.length > LONGEST)
    throw new ExpressionError(`An expression has at most ${LONGEST} characters.`)
  try {
    const made = environment.parse(expression)
    if (parsed.size >= KEPT) parsed.clear()
    parsed.set(expression, made)
    return made
  } catch (error) {
    throw new ExpressionError(`“${expression}”: ${summaryOf(error)}.`)
  }
}

export type Variables = Readonly<Record<string, unknown>>

/** What only some starts give a run, and which do. */
const given = { event: 'an event', body: 'another service', form: 'a form' } as const

/** That a run lacks what it would have, had it been started otherwise; undefined where something else is wrong. */
function missingStart(expression: string, { input }: Variables): string | undefined {
  const has = typeof input === 'object' && input !== null ? input : {}
  const found = Object.entries(given).find(
    ([name]) => !(name in has) && new RegExp(`\\binput\\.${name}\\b`).test(expression),
  )
  return found && `only ${found[1]} that starts it gives this, and this run was started otherwise`
}

function workedOut(expression: string, variables: Variables, room: Room): unknown {
  const run = parse(expression)
  try {
    return plain(run(readable(variables)), room)
  } catch (error) {
    const why = missingStart(expression, variables) ?? summaryOf(error)
    throw new ExpressionError(`“${expression}”: ${why}.`, { cause: error })
  }
}

type Work<Value> = (room: Room) => Value

/** Letters and values that are gone through before anybody could notice. */
const LITTLE = 50_000

const areQuick = (texts: readonly string[]): boolean =>
  texts.length <= 20 && texts.every((text) => isAtOnce(parse(text).ast))

/** Null where it comes to more than a little. */
function atOnce<Value>(work: Work<Value>): { value: Value } | null {
  try {
    return { value: work(new Room(LITTLE)) }
  } catch (error) {
    if (error instanceof ExpressionError && error.cause instanceof NoRoom) return null
    throw error
  }
}

/** Together all texts of a step have one limit of time. A watch costs more than what most of them are: the name of a value. */
function limited<Value>(texts: readonly string[], work: Work<Value>): Value {
  const done = (areQuick(texts) ? atOnce(work) : null) ?? inTime(() => work(new Room()))
  if (done) return done.value
  // What was broken off in its middle is not begun again where it was.
  parsed.clear()
  throw new ExpressionError(
    'This takes too long to work out: it goes through long lists several times, or looks for a pattern that has no end. Make it simpler.',
  )
}

/** What an expression comes to. Throws an ExpressionError. */
export const evaluate = (expression: string, variables: Variables): unknown =>
  limited([expression], (room) => workedOut(expression, variables, room))

/** Secrets are put in where they are used, and nowhere else. */
const SECRET = /^\s*secret\.[a-z][a-z0-9_]{0,39}\s*$/

interface Braces {
  from: number
  /** Behind the closing ones. */
  to: number
  inner: string
}

/** What stands in double braces; not by a pattern, which would begin anew at each brace that is never closed. */
function* bracesIn(text: string): Generator<Braces> {
  let from = text.indexOf('{{')
  while (from !== -1) {
    const end = text.indexOf('}}', from + 2)
    if (end === -1) return
    yield { from, to: end + 2, inner: text.slice(from + 2, end) }
    from = text.indexOf('{{', end + 2)
  }
}

/** Fills in one text: a single expression keeps its type, several become a sentence. */
function filledText(text: string, variables: Variables, room: Room): unknown {
  const trimmed = text.trim()
  const parts: string[] = []
  let piece = ''
  let at = 0
  for (const { from, to, inner } of bracesIn(trimmed)) {
    const isSecret = SECRET.test(inner)
    if (!isSecret && from === 0 && to === trimmed.length)
      return withoutSecrets(workedOut(inner.trim(), variables, room))
    piece += trimmed.slice(at, from)
    if (isSecret) {
      parts.push(unnamedText(piece), trimmed.slice(from, to))
      piece = ''
    } else piece += textOf(workedOut(inner.trim(), variables, room), new Room())
    at = to
  }
  if (at === 0) return text
  parts.push(unnamedText(piece + trimmed.slice(at)))
  const start = text.length - text.trimStart().length
  return [text.slice(0, start), ...parts, text.slice(start + trimmed.length)].join('')
}

function filled(value: unknown, variables: Variables, room: Room): unknown {
  if (typeof value === 'string') return filledText(value, variables, room)
  if (Array.isArray(value)) return value.map((one) => filled(one, variables, room))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, variables, room)]))
}

/** Fills in every text of a value. Throws an ExpressionError. */
export const fill = (value: unknown, variables: Variables): unknown =>
  limited(expressionsIn(value), (room) => filled(value, variables, room))

/** The expressions of a value, however deep. */
export function expressionsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return [...bracesIn(value)].flatMap(({ inner }) => (SECRET.test(inner) ? [] : [inner.trim()]))
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(expressionsIn)
}

/** What it looks at: variables by name, and of `steps` which. */
export interface References {
  variables: ReadonlySet<string>
  steps: ReadonlySet<string>
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value

/** Calls that name a variable of their own: `list.map(one, one.total)`. */
const MACROS = new Set(['map', 'filter', 'all', 'exists', 'exists_one'])

class Walk {
  readonly variables = new Set<string>()
  readonly steps = new Set<string>()

  node({ op, args }: ASTNode, own: ReadonlySet<string>): void {
    if (op === 'id') {
      if (!own.has(args)) this.variables.add(args)
    } else if (op === 'rcall' && MACROS.has(args[0])) this.#macro(args, own)
    else if (!((op === '.' || op === '[]') && this.#isStep(args, own))) this.#parts(args, own)
  }

  #macro([, over, inner]: [string, ASTNode, ASTNode[]], own: ReadonlySet<string>): void {
    this.node(over, own)
    const [first, ...rest] = inner
    const names = first?.op === 'id' ? new Set([...own, first.args]) : own
    for (const part of rest) this.node(part, names)
  }

  /** `steps.find` and `steps["find"]`. */
  #isStep([of, name]: [ASTNode, ASTNode | string], own: ReadonlySet<string>): boolean {
    if (of.op !== 'id' || of.args !== 'steps' || own.has('steps')) return false
    const named = isNode(name) ? (name.op === 'value' ? name.args : undefined) : name
    if (typeof named !== 'string') return false
    this.variables.add('steps')
    this.steps.add(named)
    return true
  }

  #parts(args: unknown, own: ReadonlySet<string>): void {
    if (isNode(args)) this.node(args, own)
    else if (Array.isArray(args)) for (const part of args) this.#parts(part, own)
  }
}

/** Reads an expression without working it out. Throws an ExpressionError. */
export function referencesOf(expression: string): References {
  const { ast, check } = parse(expression)
  const { valid, error } = check()
  if (!valid) throw new ExpressionError(`“${expression}”: ${summaryOf(error)}.`)
  const walk = new Walk()
  walk.node(ast, new Set())
  return walk
}
