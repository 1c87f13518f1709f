import type { Asking } from './asking.ts'
import { whenAsked } from './closing.ts'
import { groupAsked } from './grouping.ts'
import { linkTo, propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { pathOf, tradeOf, wayToOne } from './ways.ts'

const LEAD =
  '\\b(?:by|per|for each|for every|in each|of each|each|every|across|split by|broken down by|grouped by)(?: the| each)? '
const GROUP = new RegExp(
  `${LEAD}(?:<t(?<t>\\d+)>(?! [a-z]*(?:method|state|status|type|kind)\\b)|(?:<t\\d+> )?(?<named>[a-z]+(?: [a-z]+)?))`,
)
const adjectives: readonly (readonly [RegExp, string])[] = [
  [/\b(?:daily|day by day)\b/, 'day'],
  [/\b(?:weekly|week by week)\b/, 'week'],
  [/\b(?:monthly|month by month)\b/, 'month'],
  [/\b(?:quarterly|quarter by quarter)\b/, 'quarter'],
  [/\b(?:yearly|annual|annually|year by year)\b/, 'year'],
]

/** "Monthly", "day by day" */
function readSpan(asking: Asking): string | null {
  const { coded } = asking
  const found = adjectives.find(([words]) => coded.has(words))
  const when = found ? whenAsked(asking) : null
  return found && when !== null && coded.take(found[0]) ? `${when} by ${found[1]}` : null
}

/** What rows are put together by, and the words behind those that say so. */
interface Read {
  by: string
  after: string
}

const behind = (found: RegExpExecArray | null): string =>
  found === null ? '' : found.input.slice(found.index + found[0].length)

/** By a property of them, or of what each of them is linked with. */
function readNamed(asking: Asking, named: string, lead: string): Read | null {
  const { coded, subject } = asking
  for (const said of [named, named.split(' ')[0] ?? '']) {
    const by = groupAsked(asking, subject, said)
    if (by !== null)
      return {
        by,
        after: behind(coded.take(new RegExp(`${lead}(?:<t\\d+> )?${said}\\b(?: (?:status|state)\\b)?`))),
      }
  }
  return null
}

/**
 * "Orders per product", where an order has several: what leads to one of either is looked at, and each order counted once. Other
 * figures of orders belong to no product.
 */
function readOver(asking: Asking, type: AskedType): string | null {
  const { subject, types, metric, where, linked } = asking
  const found = tradeOf(type, { types, spoken: [[subject]] })
  const isCounted = (metric === null || metric === 'count') && where.length === 0 && linked.length === 0
  const link = found && isCounted ? linkTo(found.trade, subject) : null
  if (!found || link?.isOne !== true) return null
  asking.subject = found.trade
  asking.metric = `count ${link.name}`
  return pathOf(found.way)
}

/** By the customers, the products; one figure for all of them would be no answer. */
function readThing(asking: Asking, type: AskedType): Read | null {
  const { coded, subject, types, unread } = asking
  if (type.id === subject.id) return null
  const way = wayToOne(subject, type, types)
  const by = way ? pathOf(way) : readOver(asking, type)
  if (by !== null) return { by, after: behind(coded.take(GROUP)) }
  unread.push(`per ${type.forms[0] ?? ''}`)
  return null
}

const STATED = new RegExp(`${LEAD}<t(?<t>\\d+)> (?:status|state)\\b`)

/** "By payment status", where orders have a property that is called as payments are. */
function readStated({ coded, subject }: Asking): Read | null {
  const noun = coded.meaning('type', STATED.exec(coded.rest)?.groups?.['t'])
  const named = noun?.type.forms
    .map((form) => propertyCalled(subject, form))
    .find((one) => one?.kind === 'choice')
  return named ? { by: named.name, after: behind(coded.take(STATED)) } : null
}

/** "By town", "for each customer", "broken down by state" */
function readGroup(asking: Asking): Read | null {
  const { coded } = asking
  coded.take(/\bbreak (?=(?:[a-z]+ )*<t\d+> down\b)/)
  coded.take(/\bdown (?=by\b)/)
  const groups = GROUP.exec(coded.rest)?.groups
  const noun = coded.meaning('type', groups?.['t'])
  if (!noun) return readStated(asking) ?? readNamed(asking, groups?.['named'] ?? '', LEAD)
  // "Bought by customers in Cork": who did it, and no group.
  return noun.isMany && coded.has(/<v\d+> by <t\d+>/) ? null : readThing(asking, noun.type)
}

const AND = '\\band (?:by |per |for each |each )?'
const SECOND = new RegExp(`^ ?${AND}(?:<t(?<t>\\d+)>|(?<named>[a-z]+(?: [a-z]+)?))`)

/** "… and month", right behind the first */
function readSecond(asking: Asking, after: string): Read | null {
  const { coded, subject, types, unread } = asking
  const groups = SECOND.exec(after)?.groups
  const type = coded.meaning('type', groups?.['t'])?.type
  if (!type) return readNamed(asking, groups?.['named'] ?? '', AND)
  const way = wayToOne(subject, type, types)
  if (!way) unread.push(`per ${type.forms[0] ?? ''}`)
  return way && { by: pathOf(way), after: behind(coded.take(new RegExp(`${AND}<t${groups?.['t']}>`))) }
}

const UNKNOWN = new RegExp(`${LEAD}(?:shops?|stores?|business(?:es)?|compan(?:y|ies)|firms?|names?)\\b`)

/** "By shop", of what says none: otherwise words of no weight, and a figure for all of them would be no answer. */
export function leaveUngrouped({ coded, unread }: Asking): void {
  const left = coded.take(UNKNOWN)
  if (left) unread.push(left[0])
}

/** What is put together by, one or two of them: "by country and month", "monthly sales per customer". */
export function readGroups(asking: Asking): string | null {
  const span = readSpan(asking)
  const first = span === null ? readGroup(asking) : { by: span, after: '' }
  if (first === null) return null
  const second = readSecond(asking, first.after) ?? readGroup(asking)
  return second === null || second.by === first.by ? first.by : `${first.by}, ${second.by}`
}
