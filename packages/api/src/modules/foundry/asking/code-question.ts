import { fold, overlap, tokensOf } from '../../../reading/text.ts'
import type { Span, Token } from '../../../reading/text.ts'
import { endOfMonth } from '../../../reading/calendar.ts'
import { boundsOf, readMoments } from '../../../reading/moments.ts'
import { readNumbers } from '../../../reading/numbers.ts'
import type { QuestionPlace } from '../../../platform/catalog/questions.ts'
import { Coded } from './coded.ts'
import type { Placed } from './coded.ts'
import { formsOf, heldValues, inPartOf, namedInPart, ownerIn, settledWith } from './held-values.ts'
import { ledValuesIn } from './led-values.ts'
import { mended } from './mended.ts'
import { isCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { FILLER, NOT, OWN_WORDS, verbs } from './words.ts'

/** Words that a value or a name may have. */
const MOST_WORDS = 4
const LONGEST_QUESTION = 400
const SHORTEST_NAME = 4
/** With more words of which nothing is known it is no question of this data, and each would be searched for. */
const MOST_UNKNOWN = 8

const isFree = (span: Span, taken: readonly Span[]) => !taken.some((other) => overlap(span, other))

const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december'
/** "October vs September": a month beside another, or held against something, needs no word before it. */
const BARE_MONTH = new RegExp(`\\b(?:${MONTHS})\\b(?: \\d{4})?`, 'gi')
const BESIDE = new RegExp(
  `\\b(?:compare[ds]?|comparison|versus|vs|against|than)\\b|\\b(?:${MONTHS})(?: \\d{4})? (?:and|or) (?:${MONTHS})\\b`,
  'i',
)

function monthsIn(question: string, place: QuestionPlace): Placed[] {
  if (!BESIDE.test(question)) return []
  return Array.from(question.matchAll(BARE_MONTH)).flatMap(({ 0: text, index }) => {
    const span = { from: index, to: index + text.length }
    return momentsIn(`in ${text}`, place).map((placed) => ({ ...placed, ...span }))
  })
}

const STARTS = /^(?:begin|start)/
const STARTING = /\b(?:beginning|starting)(?= )/gi

/** "Hires starting in May" begin in it, where their beginning is told; "sales starting in May" are those from May on. */
function withoutStarting(question: string, types: readonly AskedType[]): string {
  const isTold = types.some(({ properties }) =>
    properties.some(({ title, kind }) => (kind === 'day' || kind === 'instant') && STARTS.test(fold(title))),
  )
  return isTold ? question.replaceAll(STARTING, (word) => '-'.repeat(word.length)) : question
}

function daysIn(question: string, place: QuestionPlace, types: readonly AskedType[]): Placed[] {
  const found = momentsIn(withoutStarting(question, types), place)
  return [...found, ...monthsIn(question, place).filter((one) => isFree(one, found))]
}

/** "By the month of …" puts together, and sets no end. */
const PUTS_TOGETHER = /^by the (?:day|week|month|quarter|year)$/i
/** "On a Saturday", "every Monday": any of them, and not the last one. */
const ANY_OF_THEM = /\b(?:an?|every|each|any) \p{L}+day$|\p{L}+days$/iu

function momentsIn(question: string, { now, timeZone }: QuestionPlace): Placed[] {
  const clock = { now, timeZone, isMonthFirst: false, isBack: true }
  return readMoments(question, clock).flatMap(({ value, span, text }): Placed[] => {
    if (ANY_OF_THEM.test(question.slice(0, span.to)) || PUTS_TOGETHER.test(text)) return []
    // "From last month" is within it, "from May on" is not.
    const isWithin =
      value.kind === 'range' && /^from\b/i.test(text) && !/^ on(?:wards)?\b/i.test(question.slice(span.to))
    const within = isWithin ? { ...value, relation: 'on' as const } : value
    const bounds = within.kind === 'day' || within.kind === 'range' ? boundsOf(within) : null
    // What is due is not what is done: the word tells which date is meant.
    const from = span.from + (DUE.exec(text)?.[0].length ?? 0)
    return bounds ? [{ from, to: span.to, meaning: { kind: 'days', ...bounds } }] : []
  })
}

const DUE = /^due\s+/i
const SEASON =
  /\b(?:(?:in|during|over|this|last) )*(?:the )?(spring|summer|autumn|fall|winter)(?: (?:of )?(\d{4}))?\b/g
const beginnings: Readonly<Record<string, number>> = { spring: 3, summer: 6, autumn: 9, fall: 9, winter: 12 }

/** Whole months, as weather services count: the one that began last, unless its year is said. */
function seasonsIn(said: string, { now }: QuestionPlace): Placed[] {
  return Array.from(said.matchAll(SEASON), ({ 0: text, 1: season = '', 2: year, index }): Placed => {
    const month = beginnings[season] ?? 3
    const first = (of: number) => `${of}-${String(month).padStart(2, '0')}-01`
    const thisYear = now.getUTCFullYear()
    const latest = first(thisYear) > now.toISOString().slice(0, 10) ? thisYear - 1 : thisYear
    const from = first(year === undefined ? latest : Number(year))
    return {
      from: index,
      to: index + text.length,
      meaning: { kind: 'days', from, to: endOfMonth(from, 2) },
    }
  })
}

const amountsIn = (question: string, { currency }: QuestionPlace): Placed[] =>
  readNumbers(question, { currency }).map(({ value, span }) => ({
    ...span,
    meaning: { kind: 'amount', amount: value },
  }))

/** "Order 2077", "#2077": what is called by such a number, and no amount. */
async function labelsIn(
  question: string,
  numbers: readonly Placed[],
  { db, types, nouns }: { db: QuestionPlace['db']; types: readonly AskedType[]; nouns: readonly Placed[] },
): Promise<Placed[]> {
  const isLabel = ({ from }: Span) => {
    const before = question.slice(0, from).trimEnd()
    return before.endsWith('#') || nouns.some(({ to }) => to === before.length)
  }
  const spans = numbers.filter(isLabel).map(({ from, to }) => ({ from, to, text: question.slice(from, to) }))
  const held = await heldValues(
    db,
    types,
    spans.map(({ text }) => text),
  )
  return spans.flatMap(({ text, from, to }): Placed[] => {
    const values = formsOf(text)
      .flatMap((form) => held.get(form) ?? [])
      .filter(({ type, property }) => property.name === type.titleProperty)
    const start = question.slice(0, from).replace(/#\s*$/, '').length
    return values.length === 0
      ? []
      : [{ from: start, to, meaning: { kind: 'value', held: values, isNot: false } }]
  })
}

/** The nouns of types, the longest first, so that "order items" are no orders. */
function typesIn(said: string, types: readonly AskedType[]): Placed[] {
  const forms = types
    .flatMap((type) => type.forms.map((form) => ({ form, type })))
    .toSorted((one, other) => other.form.length - one.form.length)
  const found: Placed[] = []
  for (const { form, type } of forms) {
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])${form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
      'gu',
    )
    for (const { index } of said.matchAll(pattern)) {
      const span = { from: index, to: index + form.length }
      const isMany = form !== fold(type.title) && form.endsWith('s')
      if (isFree(span, found)) found.push({ ...span, meaning: { kind: 'type', type, isMany } })
    }
  }
  return found
}

/** "Did Nora order": behind a name or a person's pronoun the noun of a type is a verb. */
const isDone = (said: string, { from }: Span) =>
  /\b(?:did|do|does|has|have|had|who|they|we|i|to|not|never)\b[^.?!]{0,40}$/.test(said.slice(0, from))

/** "By shop", "which shop": where things are sold, and nothing that is done. */
const isShop = (said: string, { text, from }: Token): boolean =>
  /^shops?$/.test(text) &&
  /\b(?:by|per|each|every|the|our|which|what|both|of|in)\s+$/.test(said.slice(0, from))

function verbsIn(said: string, types: readonly AskedType[], nouns: readonly Placed[]): Placed[] {
  const words = tokensOf(said).filter(({ kind }) => kind === 'word')
  return words.flatMap((token): Placed[] => {
    const span = { from: token.from, to: token.to }
    const [of] = verbs.find(([, all]) => all.has(token.text)) ?? []
    const type = of === undefined ? undefined : types.find((one) => isCalled(one, of))
    if (!type || isShop(said, token)) return []
    const noun = nouns.find((one) => overlap(one, span))
    // "Ordered" is never a noun, "orders" hardly ever a verb, "order" is one where somebody did it.
    if (noun && (token.text.endsWith('s') || !isDone(said, span))) return []
    return [{ ...span, meaning: { kind: 'verb', type, word: token.text } }]
  })
}

/** What stands between the words of a name: "Kiln & Co". */
const JOINED = /^\s*(?:[&+/]\s*)?$/

/** Runs of words of a question that nothing is known of yet, each with where it stands. */
function runsOf(tokens: readonly Token[], said: string): { text: string; span: Span }[] {
  return tokens.flatMap((first, at) =>
    Array.from({ length: MOST_WORDS }, (_, more) => tokens[at + more]).flatMap((last, more) => {
      const run = tokens.slice(at, at + more + 1)
      const isRun =
        last && run.every(({ from }, on) => on === 0 || JOINED.test(said.slice(run[on - 1]?.to, from)))
      return last && isRun
        ? [{ text: said.slice(first.from, last.to), span: { from: first.from, to: last.to } }]
        : []
    }),
  )
}

/** Of "unpaid" what it is not; nothing of other words. */
const negated = (text: string) => /^(?:un|non-?)(\p{L}{4,})$/u.exec(fold(text))?.[1] ?? ''

const COUNTED = /^(?:once|twice|thrice|again)$/
/** "Who bought twice" counts, whoever is called Twice; "orders from Twice" names them. */
const isCounted = (said: string, { text, span }: { text: string; span: Span }) =>
  COUNTED.test(fold(text)) &&
  !/\b(?:of|from|by|with|for|at|to|called|named)\s+["“']?$/i.test(said.slice(0, span.from))

const TURNED = new RegExp(`\\b(?:${NOT})(?: (?:been|yet|ever|fully|even))*\\s+$`, 'i')

/** What is meant by a word besides what is called so: of "refunded" the partly refunded, and "unpaid" is nothing that was given back. */
function meantWith(text: string, isTurned: boolean): string[] {
  return [...inPartOf(text), ...(isTurned ? settledWith(negated(text) || text) : [])]
}

/** The longest first: "Galway Bay" is no Galway. */
async function valuesIn(
  question: string,
  place: { db: QuestionPlace['db']; types: readonly AskedType[]; taken: readonly Span[] },
): Promise<Placed[]> {
  const { db, types, taken } = place
  const tokens = tokensOf(question).filter((token) => token.kind !== 'mark' && isFree(token, taken))
  const runs = runsOf(tokens, question).filter(
    (run) => !FILLER.has(fold(run.text)) && !isCounted(question, run),
  )
  const held = await heldValues(
    db,
    types,
    runs.flatMap(({ text }) => [text, negated(text), ...meantWith(text, true)]).filter((text) => text !== ''),
  )
  const firstHeld = (text: string) =>
    formsOf(text)
      .map((form) => held.get(form))
      .find((one) => one !== undefined)
  const found: Placed[] = []
  for (const { text, span } of runs.toSorted((one, other) => other.text.length - one.text.length)) {
    const values = firstHeld(text)
    const others = values ? undefined : firstHeld(negated(text))
    const whole = values ?? others
    const isTurned = values === undefined || TURNED.test(question.slice(0, span.from))
    const meant = whole && [...whole, ...meantWith(text, isTurned).flatMap((part) => held.get(part) ?? [])]
    if (meant && isFree(span, found))
      found.push({ ...span, meaning: { kind: 'value', held: meant, isNot: values === undefined } })
  }
  return found
}

/** Names of which only a part was said, or that were typed without their accents. */
async function namesIn(
  question: string,
  place: {
    db: QuestionPlace['db']
    types: readonly AskedType[]
    taken: readonly Span[]
    unread: ReadonlySet<string>
  },
): Promise<Placed[]> {
  const { db, types, taken, unread } = place
  const tokens = tokensOf(question).filter(
    (token) =>
      token.kind === 'word' &&
      isFree(token, taken) &&
      (token.text.length >= SHORTEST_NAME || unread.has(token.text)) &&
      !FILLER.has(token.text) &&
      !OWN_WORDS.has(token.text),
  )
  if (tokens.length > MOST_UNKNOWN) return []
  const found: Placed[] = []
  for (const { text, span } of runsOf(tokens, question).toReversed()) {
    if (!isFree(span, found) || isCounted(question, { text, span })) continue
    const held = await namedInPart(db, types, ownerIn(text))
    if (held.length > 0) found.push({ ...span, meaning: { kind: 'value', held, isNot: false } })
  }
  return found
}

/** A question with all that is known of its words; those that were read without sense are looked for in more places. */
export async function codeQuestion(
  said: string,
  types: readonly AskedType[],
  place: QuestionPlace & { unread: ReadonlySet<string> },
): Promise<Coded> {
  const question = await mended(said.slice(0, LONGEST_QUESTION), types, place.db)
  const plain = fold(question)
  const moments = daysIn(question, place, types)
  const days = [...moments, ...seasonsIn(plain, place).filter((one) => isFree(one, moments))]
  const nouns = typesIn(plain, types).filter((one) => isFree(one, days))
  const numbers = amountsIn(question, place).filter((one) => isFree(one, days))
  const labels = await labelsIn(question, numbers, { db: place.db, types, nouns })
  const amounts = numbers.filter((one) => isFree(one, labels))
  const done = verbsIn(plain, types, nouns).filter((one) => isFree(one, days))
  const things = [...nouns.filter((one) => isFree(one, done)), ...done]
  const taken = [...days, ...amounts, ...labels, ...things.filter(({ meaning }) => meaning.kind === 'type')]
  // What was paid is money before it is a state.
  const sums = /\bhow much\b/.test(plain) ? done : []
  const values = await valuesIn(question, { db: place.db, types, taken: [...taken, ...sums] })
  const { db, unread } = place
  const led = await ledValuesIn(question, { db, types, taken: [...taken, ...values], unread })
  const known = [...taken, ...values, ...led, ...done]
  const names = await namesIn(question, { db, types, taken: known, unread })
  // "Paid orders" has a state before it has a verb.
  const acts = things.filter((one) => one.meaning.kind === 'type' || isFree(one, values))
  return new Coded(question, [...days, ...amounts, ...labels, ...acts, ...values, ...led, ...names])
}
