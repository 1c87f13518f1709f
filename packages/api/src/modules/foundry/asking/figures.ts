import type { Asking } from './asking.ts'
import { groupReached } from './grouping.ts'
import { MONEY } from './subject.ts'
import { moneyOf, propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { incomeOf, pathOf, piecesOf, whenOf, wayToOne } from './ways.ts'

const COUNT = /\b(?:how many times|how many|how often|the number of|number of|count of|count up|count)\b/
const AVERAGE = /\b(?:average|mean|typical|avg)\b(?: (?:number|amount|count) of)?/
const SUM = /\b(?:the )?(?:totals?|sum|adds? up to|comes? to|amounts? to)\b(?: (?:of|amount|value))*/

const numeric = (type: AskedType, said: string) => {
  const property = propertyCalled(type, said)
  return property?.slot && (property.kind === 'number' || property.kind === 'money') ? property : null
}

/** What one of them comes to, or costs where nobody knows what was sold. */
const usual = (type: AskedType, types: readonly AskedType[]) =>
  incomeOf(type, types) ?? moneyOf(type)?.name ?? null

/** The number that is spoken of behind such words, else what one of them comes to. */
function measured({ coded, subject, types }: Asking, behind: RegExp): string | null {
  const words = new RegExp(
    `${behind.source}(?: of)?(?: the| all)?(?: <t\\d+>)? (?<named>[a-z]+(?: [a-z]+)?)`,
  ).exec(coded.rest)
  const named = words?.groups?.['named'] ?? ''
  const said = [named, named.split(' ')[0] ?? ''].find((one) => numeric(subject, one) !== null)
  if (said === undefined) return usual(subject, types)
  coded.take(new RegExp(`\\b${said}\\b`))
  return numeric(subject, said)?.name ?? null
}

const MONEY_WORDS =
  /\b(?:revenues?|turnover|takings|sales|income|earnings|proceeds|money|spend|spent|spending)\b/

function readAverage(asking: Asking): string | null {
  const name = asking.coded.has(AVERAGE) ? measured(asking, AVERAGE) : null
  if (name === null) return null
  asking.coded.take(AVERAGE)
  asking.coded.take(/\b(?:size|basket|price|spend)\b/)
  return `avg ${name}`
}

/** "How many items did we sell": what is a number of each is added up. */
function readNumberOf({ coded, subject }: Asking): string | null {
  const sold = piecesOf(subject)
  const noun = coded.meaning('type', /\bhow many <t(\d+)>/.exec(coded.rest)?.[1])
  const isCounted = noun !== null && noun.type.id === subject.id
  const said =
    sold && !isCounted && coded.take(/\bhow many (?:units|pieces)\b|\bhow many (?=<c\d+>(?! <t)|<t\d+>)/)
  if (said) return `sum ${sold.name}`
  const counted = numeric(subject, /\bhow many (?<named>[a-z]+)\b/.exec(coded.rest)?.groups?.['named'] ?? '')
  return counted && coded.take(/\bhow many [a-z]+\b/) ? `sum ${counted.name}` : null
}

function readSum(asking: Asking): string | null {
  const { coded, subject, types } = asking
  const isSum = coded.has(SUM)
  const own = coded.has(MONEY_WORDS) ? incomeOf(subject, types) : usual(subject, types)
  const told = coded.has(MONEY) ? own : null
  const name = isSum ? measured(asking, SUM) : told
  if (name === null) return null
  for (const words of [/\bhow much\b/, SUM, MONEY_WORDS, MONEY_WORDS]) coded.take(words)
  return `sum ${name}`
}

const readMetric = (asking: Asking): string | null =>
  readAverage(asking) ?? readNumberOf(asking) ?? (asking.coded.take(COUNT) ? 'count' : readSum(asking))

const LEAD =
  '\\b(?:by|per|for each|for every|in each|of each|each|every|across|split by|broken down by|grouped by)(?: the| each)? '
const GROUP = new RegExp(
  `${LEAD}(?:<t(?<t>\\d+)>(?! [a-z]*(?:method|state|status|type|kind)\\b)|(?:<t\\d+> )?(?<named>[a-z]+(?: [a-z]+)?))`,
)
const adjectives: readonly (readonly [RegExp, string])[] = [
  [/\b(?:daily|day by day)\b/, 'day'],
  [/\b(?:monthly|month by month)\b/, 'month'],
  [/\b(?:yearly|annual|annually|year by year)\b/, 'year'],
]

/** "Monthly", "day by day" */
function readSpan({ coded, subject, types }: Asking): string | null {
  const found = adjectives.find(([words]) => coded.has(words))
  const when = found ? whenOf(subject, types) : null
  return found && when !== null && coded.take(found[0]) ? `${when} by ${found[1]}` : null
}

/** By a property of them, or of what each of them is linked with. */
function readNamed({ coded, subject, types }: Asking, named: string): string | null {
  const said = [named, named.split(' ')[0] ?? ''].find((one) => groupReached(subject, one, types) !== null)
  if (said === undefined) return null
  coded.take(new RegExp(`${LEAD}(?:<t\\d+> )?${said}\\b`))
  return groupReached(subject, said, types)
}

/** "Orders per product", where an order has several: one figure for all of them would be no answer. */
function leaveUnread({ subject, unread }: Asking, { id, forms }: AskedType): void {
  if (id !== subject.id) unread.push(`per ${forms[0] ?? ''}`)
}

/** "By town", "for each customer", "broken down by state" */
function readGroup(asking: Asking): string | null {
  const { coded, subject } = asking
  coded.take(/\bbreak (?=(?:[a-z]+ )*<t\d+> down\b)/)
  coded.take(/\bdown (?=by\b)/)
  const groups = GROUP.exec(coded.rest)?.groups
  const noun = coded.meaning('type', groups?.['t'])
  if (!noun) return readNamed(asking, groups?.['named'] ?? '')
  // "Bought by customers in Cork": who did it, and no group.
  if (noun.isMany && coded.has(/<v\d+> by <t\d+>/)) return null
  const way = wayToOne(subject, noun.type, asking.types)
  if (way && coded.take(GROUP)) return pathOf(way)
  leaveUnread(asking, noun.type)
  return null
}

/** How many, how much, of each of what. */
export function readFigures(asking: Asking): void {
  if (asking.groupBy === null) {
    asking.metric = readMetric(asking)
    asking.groupBy = readSpan(asking) ?? readGroup(asking)
  } else {
    for (const words of [/\bhow much\b/, SUM, MONEY_WORDS, COUNT]) asking.coded.take(words)
  }
  if (asking.groupBy !== null) asking.metric ??= 'count'
  // What is counted or added up as a whole is in no order.
  if (asking.metric !== null && asking.groupBy === null) asking.sort = asking.limit = null
}
