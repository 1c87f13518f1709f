import { stem } from '../../../../reading/name-index.ts'
import { TELLING } from '../../../../reading/names.ts'
import { fold } from '../../../../reading/text.ts'
import { typingErrors } from '../../../../reading/typing-errors.ts'
import type { AskedAct } from './act-table.ts'
import { align, weightOf } from './align.ts'
import { withoutNamedDays } from './due-day.ts'
import { elaborated } from './elaborated.ts'
import { formerNumbers } from './former.ts'
import { likeliest } from './likeliest.ts'
import { meantBy } from './meant.ts'
import { slotsIn } from './meaning.ts'
import type { Laid, Meanings, Meant, Source } from './meaning.ts'
import { isWithin, joinedIn, lookingBack, overlaps, textOf } from './said.ts'
import type { Clock, Range, Said } from './said.ts'
import { misreadCost } from './misread.ts'
import { slotRules } from './slot-rules.ts'
import { beginningOf, fillers, isContent } from './content.ts'
import { withoutPast } from './past.ts'
import { numbersFor, usableIn, vocabularyOf } from './usable.ts'
import type { RowsOf, Thing, Usable } from './usable.ts'

/** Words that stand in the place of a row and are no part of its name: "in Paris" of "customers in Paris". */
export interface BesideName {
  /** The field that takes the row. */
  field: string
  words: readonly string[]
  /** The name with the words beside it that are written as part of it: "Harbour Hotel" where there is an Oakhollow Hotel. */
  other: string | null
}

/** How well a request fits an act, and what it says of the act's input. */
export interface Fit {
  act: AskedAct
  /** Lower is better; below nothing where words of an example sentence were said. */
  cost: number
  values: ReadonlyMap<string, Meant>
  /** Words that say something and were used for nothing. */
  leftover: readonly string[]
  besideNames: readonly BesideName[]
  /** The tokens of a longer text, where words of an example lead to it: they ask for nothing. */
  text: Range | null
  /** Something beside the row was said: what is to be done with it, or a value for it. */
  isSaid: boolean
  /** The names of rows. */
  things: readonly Thing[]
  /** What says a value of one of its choices: how far something is. */
  states: readonly Range[]
  /** The tokens that are words of the example. */
  matched: ReadonlySet<number>
  /** "Don't delete the labels": the request is that it be left alone. */
  isAgainst: boolean
  /** A colon leads to a text or a name: "new task: wash the van". */
  isMarked: boolean
  /** The word that the request begins with is one of the example: both ask, or both wish. */
  beginsAlike: boolean
  /** The act's own reader found all that it needs. */
  isReadWhole?: boolean
}

/** So many of the examples that lie best are read for what they say. */
const READ_AT_MOST = 3

/** The examples that lie best over a request, best first. */
function bestLaid(act: AskedAct, said: Said, usable: Usable): Laid[] {
  const request = { tokens: said.tokens, extra: usable.extra, joined: joinedIn(said) }
  const ruleOf = slotRules({ act, said, usable, numbers: numbersFor(act, said) })
  const all = likeliest(act, said).map((template) => {
    const rules = template.parts.map((part) => ('slot' in part ? ruleOf(part.slot) : undefined))
    return { template, aligned: align(request, template, rules) }
  })
  return all.toSorted((a, b) => a.aligned.cost - b.aligned.cost).slice(0, READ_AT_MOST)
}

/** "Acept" for "accept": a longer word with a letter too few, or two changed over. */
const isMistyped = (word: string, vocabulary: ReadonlySet<string>) =>
  word.length >= 5 &&
  [...vocabulary].some(
    (own) => own.length >= word.length && own[0] === word[0] && typingErrors(word, own, 1) <= 1,
  )

function leftoverOf(act: AskedAct, { tokens }: Said, taken: readonly Range[]): string[] {
  const vocabulary = vocabularyOf(act)
  return tokens.flatMap(({ text }, at) => {
    const isTaken = taken.some((range) => overlaps(range, { from: at, to: at + 1 }))
    const isOwn = () => vocabulary.has(text) || vocabulary.has(stem(text)) || isMistyped(text, vocabulary)
    return isTaken || !isContent(text) || isOwn() ? [] : [text]
  })
}

/** A row that is named by a beginning or a single common word alone is hardly meant. */
const isLikely = (rows: readonly { score?: number }[]) => rows.every(({ score = 1 }) => score >= TELLING)

/** A row that is there speaks for an act, one that is not speaks against it. */
function thingsCost(act: AskedAct, values: ReadonlyMap<string, Meant>): number {
  let cost = 0
  for (const { name, kind, isRequired } of act.fields) {
    const meant = values.get(name)
    if (isRequired && !meant) cost += 0.35
    if (meant?.kind === 'unknown') cost += 0.5
    if (kind === 'entity' && isRequired && meant?.kind === 'rows')
      cost += isLikely(meant.candidates) ? -0.3 : 0.4
  }
  return cost
}

/** What matched words have to weigh at least for a text to be the one that an example sentence leads to. */
const LEADS = 0.3
const LEADLESS = 0.5

/** A text takes any words: with nothing of the example said around it, nothing speaks for it. */
function isLed({ tokens }: Said, laid: Laid | null): boolean {
  const matched = [...(laid?.aligned.matched ?? [])]
  return matched.reduce((sum, at) => sum + weightOf(tokens[at]?.text ?? ''), 0) >= LEADS
}

const articles = new Set('the a an my our your that this it them those these please'.split(' '))

/** A name alone asks for nothing, and neither does what kind of thing it is. */
function isMoreThanName(act: AskedAct, { tokens }: Said, laid: Laid | null): boolean {
  const nouns = new Set(act.fields.flatMap(({ entity }) => entity?.split('_') ?? []))
  return [...(laid?.aligned.matched ?? [])].some((at) => {
    const { text = '', kind = 'mark' } = tokens[at] ?? {}
    return kind === 'word' && !articles.has(text) && !nouns.has(stem(text))
  })
}

const isCapital = (said: Said, at: number): boolean =>
  said.tokens[at]?.kind === 'word' && /^\p{Lu}/u.test(textOf(said, at, at + 1))

/** A name that goes on in words that are none of the row's. */
function otherName(said: Said, things: readonly Thing[], { from, to }: Range): string | null {
  const spot = things.find((one) => one.from >= from && one.to <= to)
  if (!spot) return null
  let [start, end] = [spot.from, spot.to]
  // The first word of a request is written with a capital letter whatever it is.
  while (start - 1 >= Math.max(from, 1) && isCapital(said, start - 1)) start -= 1
  while (end < to && isCapital(said, end)) end += 1
  return end - start > spot.to - spot.from ? textOf(said, start, end) : null
}

/** What stands in the place of a row that was found, and is not its name. */
function besideNames({ act, said, usable, laid }: Source, { values, taken }: Meanings): BesideName[] {
  const places = slotsIn(laid).filter(
    ({ value: slot }) =>
      values.get(slot)?.kind === 'rows' &&
      act.fields.some(({ name, kind }) => name === slot && kind === 'entity'),
  )
  const isPlace = (range: Range) => places.some(({ from, to }) => range.from === from && range.to === to)
  const others = [...usable.things, ...said.labels, ...taken.filter((range) => !isPlace(range))]
  return places.flatMap(({ from, to, value: field }) => {
    const tokens = said.tokens.slice(from, to)
    const words = leftoverOf(
      act,
      { ...said, tokens },
      others.map((one) => ({ from: one.from - from, to: one.to - from })),
    )
    const { entity } = act.fields.find(({ name }) => name === field) ?? {}
    const own = usable.things.filter((one) => one.entity === entity)
    return words.length === 0 ? [] : [{ field, words, other: otherName(said, own, { from, to }) }]
  })
}

/** "Invoice Gulf Marine, anchor 140": figures in the place of a row that are no part of its name were said for something else. */
function figuresBeside({ act, said, usable, laid }: Source, { taken }: Meanings): string[] {
  const isOfRow = (slot: string) => act.fields.some(({ name, kind }) => name === slot && kind === 'entity')
  const { things, besides } = usable
  const others = [...besides, ...said.labels, ...said.moments, ...said.codes, ...formerNumbers(act, said)]
  const known = [...things, ...others]
  return slotsIn(laid)
    .filter(({ value: slot }) => isOfRow(slot))
    .flatMap((range) =>
      said.numbers
        .filter((one) => isWithin(one, range) && !known.some((other) => overlaps(other, one)))
        .filter((one) => !taken.some(({ from, to }) => from === one.from && to === one.to))
        .map(({ from, to }) => textOf(said, from, to)),
    )
}

/** The tokens that a longer text takes up: any words may stand there. */
const longText = (act: AskedAct, laid: Laid | null): Range | null =>
  slotsIn(laid).find(({ value: slot }) =>
    act.fields.some(
      ({ name, kind, isShort }) => name === slot && (kind === 'lines' || (kind === 'text' && !isShort)),
    ),
  ) ?? null

const isMarked = (act: AskedAct, { tokens }: Said, laid: Laid | null): boolean =>
  slotsIn(laid).some(
    ({ value: slot, from }) =>
      tokens[from - 1]?.text === ':' &&
      act.fields.some(({ name, kind }) => name === slot && (kind === 'text' || kind === 'lines')),
  )

/** "Don't watch it any more" ends what is done: that is an act of its own. */
const ENDING = /\b(?:any ?more|any longer)\b/

/** The token with which a request forbids what it names. */
function forbiddenAt({ text: all, tokens }: Said): number {
  if (ENDING.test(fold(all))) return -1
  const first = tokens.findIndex(({ text, kind }) => kind !== 'mark' && text !== 'no' && !fillers.has(text))
  if (/^(?:don't|dont|never)$/.test(tokens[first]?.text ?? '')) return first
  return tokens[first]?.text === 'do' && tokens[first + 1]?.text === 'not' ? first + 1 : -1
}

/** "Don't forget to call" and "never show it" are said so by an example or a value; otherwise it is the contrary of the act. */
function isForbidden({ act, said, usable, laid }: Source): boolean {
  const at = act.entry.meta.effect === 'read' ? -1 : forbiddenAt(said)
  const isNegated = usable.choices.some(({ value }) => value.isNegated)
  return at !== -1 && laid?.aligned.matched.has(at) !== true && !isNegated
}

const beginsAlike = ({ tokens }: Said, laid: Laid | null): boolean =>
  laid?.aligned.matched.has(beginningOf(tokens)) === true

/** "Which are ready for pickup": what only says more of a state, in a look-up. */
const statesIn = ({ act, said, usable }: Omit<Source, 'laid'>): Range[] =>
  act.entry.meta.effect === 'read'
    ? elaborated(said, {
        choices: usable.choices,
        others: [...said.moments, ...said.people, ...said.numbers, ...usable.things],
      })
    : []

/** What an example that lies over a request makes of it. */
function readBy(laid: Laid | null, source: Omit<Source, 'laid'>): Fit {
  const { act, said, usable } = source
  const meanings = meantBy({ ...source, laid })
  const { values, taken } = meanings
  const matched = [...(laid?.aligned.matched ?? [])].map((at) => ({ from: at, to: at + 1 }))
  const leftover = [
    ...leftoverOf(act, said, [...taken, ...matched, ...formerNumbers(act, said), ...statesIn(source)]),
    ...figuresBeside({ ...source, laid }, meanings),
  ]
  const base = laid?.aligned.cost ?? said.tokens.reduce((sum, { text }) => sum + weightOf(text), 0)
  const text = longText(act, laid)
  const isLeadless = text !== null && !isLed(said, laid)
  const cost =
    base + thingsCost(act, values) + (isLeadless ? LEADLESS : 0) + misreadCost({ ...source, laid }, meanings)
  const isSaid = values.size > 1 || isMoreThanName(act, said, laid)
  const things = usable.things.filter(({ value }) => isLikely(value))
  const besides = besideNames({ ...source, laid }, meanings)
  return {
    act,
    cost,
    values,
    leftover,
    besideNames: besides,
    text: isLeadless ? null : text,
    things,
    states: usable.choices,
    matched: laid?.aligned.matched ?? new Set(),
    isSaid,
    isAgainst: isForbidden({ ...source, laid }),
    isMarked: isMarked(act, said, laid),
    beginsAlike: beginsAlike(said, laid),
  }
}

/** "A comment: ring them first": what points in a dictated text points to none of the rows that were shown. */
function withoutDictated({ phrases, fields }: AskedAct, said: Said): Said {
  const mark = said.tokens.findIndex(({ text }) => text === ':')
  const isText = fields.some(({ name, isRequired }) => isRequired && phrases.asSaid?.includes(name) === true)
  if (!isText || mark < 1 || said.references.every(({ from }) => from < mark)) return said
  return { ...said, references: said.references.filter(({ from }) => from < mark) }
}

/** Lays the sentences of an act over a request and reads its values. */
export function fitAct(act: AskedAct, heard: Said, { rows, clock }: { rows: RowsOf; clock: Clock }): Fit {
  const said =
    act.phrases.looksBack === true
      ? lookingBack(heard, clock)
      : withoutDictated(act, withoutNamedDays(act, withoutPast(act, heard)))
  const usable = usableIn(act, said, rows)
  const source = { act, said, usable, rows, clock }
  const fits = bestLaid(act, said, usable).map((laid) => readBy(laid, source))
  const [first = readBy(null, source), ...others] = fits
  // A text that was not said stays open, rather than being made of whatever else was said.
  const openText = ({ values }: Fit) =>
    act.fields.some(({ name, kind, isRequired }) => kind === 'text' && isRequired && !values.has(name))
  const hasOpen = openText(first)
  return others.reduce(
    (best, fit) => (fit.cost < best.cost && (!hasOpen || openText(fit)) ? fit : best),
    first,
  )
}
