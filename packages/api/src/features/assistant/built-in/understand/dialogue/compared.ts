import type { Measures } from '../../../../../platform/catalog/phrases.ts'
import { moneyText, sumOfAmounts } from '../../../../../shared/amount-words.ts'
import { fold } from '../../../../../reading/text.ts'
import type { Spoken } from '../../../memory.ts'
import { tidy } from '../../wording/normalize.ts'
import type { Outcome, ListedRows, World } from '../types.ts'
import { furthest, measuredBy, measureText } from './measured.ts'
import type { Measured } from './measured.ts'

/** By what rows are compared, and at which end the one is that is meant. */
interface Comparison {
  by: keyof Measures
  end: 'most' | 'least'
}

const COMPARISONS: readonly [words: string, Comparison][] = [
  ['biggest|largest|highest|greatest|dearest|priciest|most expensive|costliest', { by: 'size', end: 'most' }],
  ['smallest|lowest|cheapest|least expensive', { by: 'size', end: 'least' }],
  ['oldest', { by: 'age', end: 'least' }],
  ['newest|youngest|most recent|latest', { by: 'age', end: 'most' }],
  ['most overdue|longest overdue|soonest|earliest', { by: 'due', end: 'least' }],
]

/** "Oldest", "most expensive", as parts of a pattern. */
export const SUPERLATIVES = COMPARISONS.map(([words]) => words).join('|')

const BEFORE = '(?:(?:and|so|ok|okay|then|but|now|hm+),? )*'
const AFTER = '(?: (?:then|now|please|of all|here|there))*[?!. ]*'
const OF_THEM = '(?: of (?:them|those|these|all))?'
const WHICH = String.raw`(?:which|what|who)(?: (?:one|customer|client|of us))?${OF_THEM}`
const whole = (...forms: readonly string[]) => new RegExp(`^${BEFORE}(?:${forms.join('|')})${AFTER}$`, 'u')

/** "Which is the oldest?", "what's the biggest one?", "the cheapest of them" */
const WHICH_IS = whole(
  `(?:(?:${WHICH}(?:'s| is| was| are)|show me|tell me|what about) )?(?:the )?(${SUPERLATIVES})(?: one| amount)?${OF_THEM}`,
)
/** "Which one is due soonest?", "which comes earliest?" */
const WHICH_COMES = whole(
  `${WHICH} (?:is|are|comes?|falls?|starts?|begins?|leaves?)(?: due| up)? (?:the )?(soonest|earliest)`,
)
/** "Which of them owes us the most?", "which costs least?" */
const WHICH_DOES = whole(
  `${WHICH} (?:owes|costs|comes to|came to|is worth|brings in|brought in) (?:us |me )?(?:the )?(most|least)`,
)
const IT_ALL = '(?:that|this|it|those|these|they|them|it all|all of (?:that|it|them))'
const IN_ALL = '(?:altogether|all together|together|in total|in all|all told)'
const COMES_TO = '(?:come to|add up to|amount to)'
/** "How much is that altogether?", "what do they come to?", "add them up", "what's the total?" */
const TOTAL = whole(
  `(?:how much|what) (?:is|are|was|were) ${IT_ALL} ${IN_ALL}`,
  `(?:how much|what) (?:do|does|did) ${IT_ALL}(?: all)? ${COMES_TO}(?: ${IN_ALL})?`,
  `(?:what(?:'s| is| was)|how much is|give me|tell me) the (?:grand )?(?:total|sum)(?: of ${IT_ALL})?`,
  `(?:add|sum|total) ${IT_ALL} up`,
  `${IN_ALL}|(?:the )?(?:grand )?total`,
)

const comparisonOf = (word: string): Comparison | undefined =>
  COMPARISONS.find(([words]) => words.split('|').includes(word))?.[1]

/** By what the rows can be compared that were looked up last; null where none were. */
function measuresOf({ memory: { listed, focus }, table }: World): Measures | null {
  const act = listed && focus.length > 1 ? table.get(listed.path) : undefined
  return act ? { age: 'createdAt', ...act.phrases.measures } : null
}

interface Measure {
  shown: ListedRows
  all: readonly Measured[]
}

async function measure(field: string | undefined, world: World): Promise<Measure | null> {
  const { listed } = world.memory
  const shown = field === undefined || !listed ? null : await world.listed(listed)
  const all = shown && field !== undefined ? measuredBy(shown, field) : []
  return shown && all.length > 0 ? { shown, all } : null
}

type Furthest = Measured & { spoken: Spoken }

/** The rows that are furthest; none where nothing was listed that can be compared like that. */
async function furthestRows(
  word: string,
  world: World,
): Promise<{ rows: readonly Furthest[]; isAll: boolean }> {
  const [comparison, measures] = [comparisonOf(word), measuresOf(world)]
  const field = comparison && (measures?.[comparison.by] ?? (comparison.by === 'due' && measures?.age))
  const found = comparison && field ? await measure(field, world) : null
  if (!comparison || !found) return { rows: [], isAll: true }
  const rows = furthest(found.all, comparison.end).flatMap((one) => {
    const spoken = found.shown.called(one.row)
    return spoken ? [{ ...one, spoken }] : []
  })
  return { rows, isAll: found.shown.isAll }
}

/** The one row that is furthest, for "the oldest one"; null where it is none or several. */
export async function furthestRow(word: string, world: World): Promise<Spoken | null> {
  const [only, ...others] = (await furthestRows(word, world)).rows
  return only && others.length === 0 ? only.spoken : null
}

const together = new Intl.ListFormat('en-GB')
/** As many names as one reads in a sentence. */
const NAMED = 3

function furthestText(word: string, rows: readonly [Furthest, ...Furthest[]], isAll: boolean): string {
  const value = measureText(rows[0])
  if (rows.length > NAMED) return `None of them is the ${word} alone: ${rows.length} have ${value}.`
  const names = rows.map(({ spoken: { name } }) => `“${name}”`)
  const of = isAll ? '' : ' of the first hundred'
  return `The ${word}${of} ${rows.length === 1 ? 'is' : 'are'} ${together.format(names)}: ${value}.`
}

async function whichIs(word: string, world: World): Promise<Outcome | null> {
  const { rows, isAll } = await furthestRows(word, world)
  const [first, ...others] = rows
  if (!first) return null
  const text = furthestText(word, [first, ...others], isAll)
  return { kind: 'told', text, it: others.length === 0 ? first.spoken : null }
}

/** "Those 2 come to 1,033.20 EUR in all." */
function sumText({ all, shown }: Measure): string | null {
  const currency = all[0]?.currency ?? null
  if (currency === null) return null
  const those = shown.isAll ? `Those ${all.length}` : 'The first hundred'
  const sum = sumOfAmounts(all.map(({ value }) => value))
  return `${those} come to ${moneyText(sum, currency)} in all.`
}

async function totalOf(world: World): Promise<Outcome | null> {
  const { listed } = world.memory
  const own = listed ? world.table.get(listed.path)?.phrases.total : undefined
  const found = await measure(measuresOf(world)?.size, world)
  const text = found && (own ? own(found.shown.output) : sumText(found))
  return text === null ? null : { kind: 'told', text, it: null }
}

function wordIn(plain: string): string | undefined {
  const [, does] = WHICH_DOES.exec(plain) ?? []
  if (does !== undefined) return does === 'most' ? 'largest' : 'smallest'
  return (WHICH_IS.exec(plain) ?? WHICH_COMES.exec(plain))?.[1]
}

/** What the rows that were shown tell by themselves: which is the oldest, what they come to. Null where it is asked of something else. */
export async function ofMeasures(said: string, world: World): Promise<Outcome | null> {
  const plain = fold(tidy(said))
  if (TOTAL.test(plain)) return totalOf(world)
  const word = wordIn(plain)
  return word === undefined ? null : whichIs(word, world)
}
