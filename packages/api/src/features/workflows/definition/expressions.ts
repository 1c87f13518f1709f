import { Environment } from '@marcbachmann/cel-js'
import type { ASTNode, ParseResult } from '@marcbachmann/cel-js'
import { registerDays } from './days.ts'

/** Expressions are of the Common Expression Language (https://cel.dev): no loops without end, no side effects. */

const LONGEST = 2_000
const KEPT = 2_000

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
  environment.registerFunction('join(list, string): string', (list: unknown[], between: string) =>
    list.map(textOf).join(between),
  )
  environment.registerFunction('money(double): string', (amount: number) => MONEY.format(amount))
  registerDays(environment)
  environment.registerFunction('json(dyn): string', (value: unknown) => JSON.stringify(plain(value)))
  return environment
}

const environment = makeEnvironment()
const parsed = new Map<string, ParseResult>()

/** An expression that cannot be read, or could not be worked out; its message is for whoever wrote it. */
export class ExpressionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ExpressionError'
  }
}

const summaryOf = (error: unknown): string =>
  error instanceof Error && 'summary' in error ? String(error.summary) : 'it cannot be read'

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

/** Values as JSON has them: the language's whole numbers, instants and maps are its own. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([name, one]) => [textOf(name), plain(one)]))
  if (typeof value !== 'object' || value === null) return value
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
  // A span of time, or a whole number that cannot be negative.
  return JSON.stringify(value)
}

/** As it stands in a sentence. */
function textOf(value: unknown): string {
  const simple = plain(value)
  if (typeof simple === 'string') return simple
  return simple === null || simple === undefined ? '' : JSON.stringify(simple)
}

export type Variables = Readonly<Record<string, unknown>>

/** What an expression comes to. Throws an ExpressionError. */
export function evaluate(expression: string, variables: Variables): unknown {
  const run = parse(expression)
  try {
    return plain(run({ ...variables }))
  } catch (error) {
    throw new ExpressionError(`“${expression}”: ${summaryOf(error)}.`)
  }
}

const BRACES = /\{\{((?:[^}]|\}(?!\}))*)\}\}/g
const WHOLE = /^\s*\{\{((?:[^}]|\}(?!\}))*)\}\}\s*$/
/** Secrets are put in where they are used, and nowhere else. */
const SECRET = /^\s*secret\.[a-z][a-z0-9_]{0,39}\s*$/

/** Fills in one text: a single expression keeps its type, several become a sentence. */
export function fillText(text: string, variables: Variables): unknown {
  const whole = WHOLE.exec(text)?.[1]
  if (whole !== undefined && !SECRET.test(whole)) return evaluate(whole.trim(), variables)
  return text.replace(BRACES, (braces, inner: string) =>
    SECRET.test(inner) ? braces : textOf(evaluate(inner.trim(), variables)),
  )
}

/** Fills in every text of a value. */
export function fill(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return fillText(value, variables)
  if (Array.isArray(value)) return value.map((one) => fill(one, variables))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, variables)]))
}

/** The expressions of a value, however deep. */
export function expressionsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return [...value.matchAll(BRACES)].flatMap(([, inner = '']) => (SECRET.test(inner) ? [] : [inner.trim()]))
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
