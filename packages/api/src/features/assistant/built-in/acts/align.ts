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

/** Words with which people ask for the same. */
const SYNONYMS = [
  ['add', 'create', 'make', 'enter', 'register'],
  ['show', 'list', 'display', 'view', 'see'],
  ['change', 'update', 'edit', 'modify'],
  ['remove', 'delete'],
]
const groupOf = new Map(SYNONYMS.flatMap((words, group) => words.map((word) => [word, group] as const)))

const areSynonyms = (a: string, b: string): boolean => groupOf.has(a) && groupOf.get(a) === groupOf.get(b)

function sameWord(a: string, b: string): boolean {
  if (a === b || areSynonyms(a, b)) return true
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
const numberOf = (step: Step): number => STEPS.indexOf(step)
const WORD = numberOf('word')
const SKIP_PART = numberOf('skipPart')
const SKIP_TOKEN = numberOf('skipToken')
const OPEN = numberOf('open')
const MORE = numberOf('more')
const JUMP = numberOf('jump')
const CLOSE = numberOf('close')

interface Place {
  part: number
  token: number
}

/** A step, and the token it came from; -1 where everything begins. In one number, for there are many. */
const from = (token: number, step: number): number => (token + 1) * STEPS.length + step

/**
 * The cheapest way to each place: before a part of the template (outside), or within its slot (inside). A place is the number of
 * its cell: the part's row, and in it the token.
 */
class Sheet {
  #width = 0
  #outside = new Float32Array()
  #inside = new Float32Array()
  #outsideFrom = new Int32Array()
  #insideFrom = new Int32Array()

  clear(tokens: number, parts: number): void {
    this.#width = tokens + 1
    const size = this.#width * (parts + 1)
    if (size > this.#outside.length) {
      this.#outside = new Float32Array(size)
      this.#inside = new Float32Array(size)
      this.#outsideFrom = new Int32Array(size)
      this.#insideFrom = new Int32Array(size)
    }
    this.#outside.fill(Number.POSITIVE_INFINITY, 0, size)
    this.#inside.fill(Number.POSITIVE_INFINITY, 0, size)
  }

  row(part: number): number {
    return part * this.#width
  }

  outside(cell: number): number {
    return this.#outside[cell] as number
  }

  inside(cell: number): number {
    return this.#inside[cell] as number
  }

  step(side: Side, { part, token }: Place): { step: Step; at: number } {
    const all = side === 'outside' ? this.#outsideFrom : this.#insideFrom
    const came = all[this.row(part) + token] ?? 0
    return { step: STEPS[came % STEPS.length] ?? 'word', at: Math.floor(came / STEPS.length) - 1 }
  }

  reach(cell: number, cost: number, came: number): void {
    if (cost >= (this.#outside[cell] as number)) return
    this.#outside[cell] = cost
    this.#outsideFrom[cell] = came
  }

  enter(cell: number, cost: number, came: number): void {
    if (cost >= (this.#inside[cell] as number)) return
    this.#inside[cell] = cost
    this.#insideFrom[cell] = came
  }
}

/** What is laid over. */
interface Request {
  tokens: readonly Token[]
  /** What it costs to leave a token of the request over. */
  extra: Float32Array
  /** The tokens before which nothing begins or ends: they go on with an address. */
  joined: ReadonlySet<number>
}

interface Laying extends Request {
  template: Template
  rules: readonly (SlotRule | undefined)[]
  sheet: Sheet
}

/** How much a token is a word of a template. */
const [ALIKE, EQUAL] = [1, 2]
/** For the tokens of one request, by words. */
const alike = new WeakMap<readonly Token[], Map<string, Uint8Array>>()

/** Which tokens are this word, or nearly; the words of all examples are few, and come again in each of them. */
function tokensLike({ tokens, joined }: Request, word: string): Uint8Array {
  const known = alike.get(tokens) ?? new Map<string, Uint8Array>()
  alike.set(tokens, known)
  const before = known.get(word)
  if (before) return before
  const found = Uint8Array.from(tokens, ({ text }, at) => {
    // "Bookings" in "bookings@cornerhouse.example" is no word that was said.
    if (joined.has(at) || joined.has(at + 1) || !sameWord(text, word)) return 0
    return text === word ? EQUAL : ALIKE
  })
  known.set(word, found)
  return found
}

function layWord(laying: Laying, word: string, part: number): void {
  const { sheet, extra, tokens } = laying
  const [here, next] = [sheet.row(part), sheet.row(part + 1)]
  const like = tokensLike(laying, word)
  const missing = missingCost(word)
  const weight = Math.max(0.15, weightOf(word))
  const rewards = [0, 0.2 * weight, 0.35 * weight] as const
  for (let token = 0; token <= tokens.length; token += 1) {
    const cost = sheet.outside(here + token)
    if (cost === Number.POSITIVE_INFINITY) continue
    sheet.reach(next + token, cost + missing, from(token, SKIP_PART))
    if (token === tokens.length) continue
    sheet.reach(here + token + 1, cost + (extra[token] as number), from(token, SKIP_TOKEN))
    const degree = like[token] as 0 | 1 | 2
    if (degree > 0) sheet.reach(next + token + 1, cost - rewards[degree], from(token, WORD))
  }
}

/** On from within the slot: it ends before this token, or takes it as well. */
function layInside({ sheet, tokens, joined }: Laying, { free }: SlotRule, { part, token }: Place): void {
  const cell = sheet.row(part) + token
  const cost = sheet.inside(cell)
  if (cost === Number.POSITIVE_INFINITY) return
  if (!joined.has(token)) sheet.reach(sheet.row(part + 1) + token, cost, from(token, CLOSE))
  if (free && token < tokens.length) sheet.enter(cell + 1, cost + (free[token] as number), from(token, MORE))
}

function laySlot(laying: Laying, rule: SlotRule, part: number): void {
  const { sheet, extra, tokens, joined } = laying
  const { absent, free, jumps, opening } = rule
  const [here, next] = [sheet.row(part), sheet.row(part + 1)]
  for (let token = 0; token <= tokens.length; token += 1) {
    layInside(laying, rule, { part, token })
    const cost = sheet.outside(here + token)
    if (cost === Number.POSITIVE_INFINITY) continue
    sheet.reach(next + token, cost + absent, from(token, SKIP_PART))
    for (const { to, cost: more } of jumps.get(token) ?? [])
      sheet.reach(next + to, cost + more, from(token, JUMP))
    if (token === tokens.length) continue
    sheet.reach(here + token + 1, cost + (extra[token] as number), from(token, SKIP_TOKEN))
    if (free && !joined.has(token))
      sheet.enter(here + token + 1, cost + opening + (free[token] as number), from(token, OPEN))
  }
}

/** Behind the last part everything else is left over. */
function layEnd({ sheet, extra, tokens }: Laying, part: number): void {
  const here = sheet.row(part)
  for (let token = 0; token < tokens.length; token += 1) {
    const cost = sheet.outside(here + token)
    sheet.reach(here + token + 1, cost + (extra[token] as number), from(token, SKIP_TOKEN))
  }
}

function fill(laying: Laying): void {
  const { template, rules, sheet } = laying
  sheet.reach(0, 0, from(-1, WORD))
  for (const [part, one] of template.parts.entries()) {
    const rule = rules[part]
    if ('word' in one) layWord(laying, one.word, part)
    else if (rule) laySlot(laying, rule, part)
  }
  layEnd(laying, template.parts.length)
}

function readBack({ sheet, template, tokens }: Laying): Aligned {
  let place: Place = { part: template.parts.length, token: tokens.length }
  let side: Side = 'outside'
  const cost = sheet.outside(sheet.row(place.part) + place.token)
  const filled = new Map<number, Range>()
  const matched = new Set<number>()
  const said = new Set<number>()
  let slotEnd = 0
  for (let { step, at } = sheet.step(side, place); at >= 0; { step, at } = sheet.step(side, place)) {
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
export function align(request: Request, template: Template, rules: Laying['rules']): Aligned {
  sheet.clear(request.tokens.length, template.parts.length)
  const laying = { ...request, template, rules, sheet }
  fill(laying)
  return readBack(laying)
}
