import { stem, STOP_WORDS } from '../../../../reading/name-index.ts'
import type { Token } from '../../../../reading/text.ts'
import { errorsAllowed, typingErrors } from '../../../../reading/typing-errors.ts'
import type { Range } from './said.ts'
import type { Template } from './template.ts'

/** What may stand in one slot: values at once, by the token they begin at, or free words one by one. */
export interface SlotRule {
  jumps: ReadonlyMap<number, readonly { to: number; cost: number }[]>
  /** What taking each token costs; null where only a jump fills the slot. */
  free: Float32Array | null
  opening: number
  /** What it costs to leave the slot out. */
  absent: number
}

export interface Aligned {
  /** Lower is better; words of the template that were said take from it. */
  cost: number
  /** The tokens of each filled slot, by its place among the parts. */
  filled: ReadonlyMap<number, Range>
  /** Tokens that are words of the template. */
  matched: ReadonlySet<number>
  /** Which parts of the template are words that were said. */
  said: ReadonlySet<number>
}

function isNearly(a: string, b: string): boolean {
  if (stem(a) === stem(b)) return true
  const most = a.length < 5 || b.length < 5 ? 0 : Math.min(errorsAllowed(a.length), errorsAllowed(b.length))
  return most > 0 && typingErrors(a, b, most) <= most
}

const KEPT = 20_000
const nearly = new Map<string, boolean>()

function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length < 3 || b.length < 3 || a[0] !== b[0]) return false
  const key = `${a} ${b}`
  const known = nearly.get(key)
  if (known !== undefined) return known
  if (nearly.size > KEPT) nearly.clear()
  const is = isNearly(a, b)
  nearly.set(key, is)
  return is
}

/** What a word says: marks next to nothing, small words little. */
export function weightOf(word: string): number {
  if (STOP_WORDS.has(word)) return 0.2
  return word.length === 1 && !/[\p{L}\d]/u.test(word) ? 0.03 : 1
}

const NOT = new Set(
  "no not never nobody nothing without don't dont doesn't doesnt won't wont cannot can't cant isn't isnt".split(
    ' ',
  ),
)

/** What it costs where a word of an example was not said; without its "no" it says something else. */
const missingCost = (word: string): number => (NOT.has(word) ? 1.2 : 0.9 * weightOf(word))

type Side = 'outside' | 'inside'
const STEPS = ['word', 'skipPart', 'skipToken', 'open', 'more', 'jump', 'close'] as const
type Step = (typeof STEPS)[number]
const numberOf: Readonly<Record<Step, number>> = {
  word: 0,
  skipPart: 1,
  skipToken: 2,
  open: 3,
  more: 4,
  jump: 5,
  close: 6,
}

interface Cell {
  cost: number
  step: Step
  /** The token the step came from; -1 where everything begins. */
  at: number
}

interface Place {
  part: number
  token: number
}

const STEP_COUNT = STEPS.length

/** The cheapest way to each place: before a part of the template, or inside its slot. In numbers, for there are many. */
class Sheet {
  #width = 0
  #costs: Record<Side, Float32Array> = { outside: new Float32Array(), inside: new Float32Array() }
  #from: Record<Side, Int32Array> = { outside: new Int32Array(), inside: new Int32Array() }

  clear(tokens: number, parts: number): void {
    this.#width = tokens + 1
    const size = this.#width * (parts + 1)
    if (size > this.#costs.outside.length) {
      this.#costs = { outside: new Float32Array(size), inside: new Float32Array(size) }
      this.#from = { outside: new Int32Array(size), inside: new Int32Array(size) }
    }
    this.#costs.outside.fill(Number.POSITIVE_INFINITY, 0, size)
    this.#costs.inside.fill(Number.POSITIVE_INFINITY, 0, size)
  }

  cost(side: Side, { part, token }: Place): number {
    return this.#costs[side][part * this.#width + token] ?? Number.POSITIVE_INFINITY
  }

  cell(side: Side, { part, token }: Place): Omit<Cell, 'cost'> {
    const from = this.#from[side][part * this.#width + token] ?? 0
    return { step: STEPS[from % STEP_COUNT] ?? 'word', at: Math.floor(from / STEP_COUNT) - 1 }
  }

  reach(side: Side, { part, token }: Place, { cost, step, at }: Cell): void {
    const place = part * this.#width + token
    if (cost >= (this.#costs[side][place] ?? 0)) return
    this.#costs[side][place] = cost
    this.#from[side][place] = (at + 1) * STEP_COUNT + numberOf[step]
  }
}

interface Laying {
  tokens: readonly Token[]
  template: Template
  rules: readonly (SlotRule | undefined)[]
  /** What it costs to leave a token of the request over. */
  extra: Float32Array
  /** The tokens before which nothing begins or ends: they go on with an address. */
  joined: ReadonlySet<number>
  sheet: Sheet
}

function skipToken({ tokens, extra, sheet }: Laying, { part, token }: Place, cost: number): void {
  if (token >= tokens.length) return
  const next = { part, token: token + 1 }
  sheet.reach('outside', next, { cost: cost + (extra[token] ?? 0), step: 'skipToken', at: token })
}

/** "Bookings" in "bookings@cornerhouse.example" is no word that was said. */
const isPart = ({ joined }: Laying, token: number): boolean => joined.has(token) || joined.has(token + 1)

function stepWord(laying: Laying, word: string, place: Place & { cost: number }): void {
  const { part, token, cost } = place
  const { sheet, tokens } = laying
  sheet.reach(
    'outside',
    { part: part + 1, token },
    { cost: cost + missingCost(word), step: 'skipPart', at: token },
  )
  skipToken(laying, place, cost)
  const said = tokens[token]?.text
  if (said === undefined || isPart(laying, token) || !sameWord(said, word)) return
  const reward = (said === word ? 0.35 : 0.2) * Math.max(0.15, weightOf(word))
  sheet.reach(
    'outside',
    { part: part + 1, token: token + 1 },
    { cost: cost - reward, step: 'word', at: token },
  )
}

function stepSlot(laying: Laying, rule: SlotRule, place: Place & { cost: number }): void {
  const { part, token, cost } = place
  const { sheet, tokens } = laying
  sheet.reach('outside', { part: part + 1, token }, { cost: cost + rule.absent, step: 'skipPart', at: token })
  for (const jump of rule.jumps.get(token) ?? [])
    sheet.reach(
      'outside',
      { part: part + 1, token: jump.to },
      { cost: cost + jump.cost, step: 'jump', at: token },
    )
  skipToken(laying, place, cost)
  if (!rule.free || token >= tokens.length || laying.joined.has(token)) return
  const opened = cost + rule.opening + (rule.free[token] ?? 0)
  sheet.reach('inside', { part, token: token + 1 }, { cost: opened, step: 'open', at: token })
}

function stepInside({ tokens, joined, sheet }: Laying, rule: SlotRule, place: Place): void {
  const { part, token } = place
  const cost = sheet.cost('inside', place)
  if (cost === Number.POSITIVE_INFINITY) return
  if (!joined.has(token))
    sheet.reach('outside', { part: part + 1, token }, { cost, step: 'close', at: token })
  if (!rule.free || token >= tokens.length) return
  const longer = cost + (rule.free[token] ?? 0)
  sheet.reach('inside', { part, token: token + 1 }, { cost: longer, step: 'more', at: token })
}

function fill(laying: Laying): void {
  const { tokens, template, rules, sheet } = laying
  sheet.reach('outside', { part: 0, token: 0 }, { cost: 0, step: 'word', at: -1 })
  for (let part = 0; part <= template.parts.length; part += 1)
    for (let token = 0; token <= tokens.length; token += 1) {
      const rule = rules[part]
      if (rule) stepInside(laying, rule, { part, token })
      const cost = sheet.cost('outside', { part, token })
      if (cost === Number.POSITIVE_INFINITY) continue
      const here = template.parts[part]
      const place = { part, token, cost }
      if (!here) skipToken(laying, place, cost)
      else if ('word' in here) stepWord(laying, here.word, place)
      else if (rule) stepSlot(laying, rule, place)
    }
}

function readBack({ sheet, template, tokens }: Laying): Aligned {
  let place: Place = { part: template.parts.length, token: tokens.length }
  let side: Side = 'outside'
  const cost = sheet.cost(side, place)
  const filled = new Map<number, Range>()
  const matched = new Set<number>()
  const said = new Set<number>()
  let slotEnd = 0
  for (let { step, at } = sheet.cell(side, place); at >= 0; { step, at } = sheet.cell(side, place)) {
    const { part, token } = place
    const isBack = step === 'close' || step === 'word' || step === 'jump' || step === 'skipPart'
    if (step === 'close') slotEnd = token
    if (step === 'open') filled.set(part, { from: at, to: slotEnd })
    if (step === 'jump') filled.set(part - 1, { from: at, to: token })
    if (step === 'word') {
      matched.add(at)
      said.add(part - 1)
    }
    if (step === 'close') side = 'inside'
    if (step === 'open') side = 'outside'
    place = { part: isBack ? part - 1 : part, token: at }
  }
  return { cost, filled, matched, said }
}

/** Used for one template after the other: hundreds are laid over a request. */
const sheet = new Sheet()

/** Lays a template over a request in the cheapest way. */
export function align(
  request: Pick<Laying, 'tokens' | 'extra' | 'joined'>,
  template: Template,
  rules: Laying['rules'],
): Aligned {
  sheet.clear(request.tokens.length, template.parts.length)
  const laying = { ...request, template, rules, sheet }
  fill(laying)
  return readBack(laying)
}
