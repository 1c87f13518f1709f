import { fold } from '../../../reading/text.ts'
import { partOf } from './asking.ts'
import type { Asking } from './asking.ts'
import { figureAt, propertyAt } from './figure-words.ts'
import { valuedTypes } from './coded.ts'
import type { Meaning } from './coded.ts'
import { isWare } from './subject.ts'
import { dateOf, linkTo, moneyOf, numberOf, priceOf, propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { incomeOf, pathOf, piecesOf, tradeOf } from './ways.ts'

/** So many where nobody said how many. */
const SOME = 10
const MOST = 1_000

type Noun = Extract<Meaning, { kind: 'type' }>

const BEST =
  'top|best[ -]?selling|top[ -]?selling|best|biggest|greatest|most valuable|most important|strongest|most popular'
const WORST =
  'worst[ -]?selling|least[ -]?selling|lowest[ -]?selling|slowest[ -]?selling|slow[ -]?moving|worst|least popular|least bought|weakest|poorest|bottom'
const FREQUENT = 'most loyal|most frequent|most active'
const LARGE =
  'best|most valuable|most important|strongest|largest|highest|most expensive|priciest|dearest|biggest|greatest|top'
const SMALL = 'worst|weakest|smallest|lowest|cheapest|least expensive'
const LATE = 'latest|newest|most recent|last|recent'
const EARLY = 'oldest|earliest|first'
const N = '(?:<a(?<n>\\d+)> )?'
/** "The oldest unpaid order" */
const NOUN = '(?:<c\\d+> )*<t(?<t>\\d+)>'

/** "Top <a> <t>", "<a> best <t>": how many of what; null where the question ranks nothing like that. */
function ranked(asking: Asking, words: string): { noun: Noun; limit: number } | null {
  const { coded } = asking
  const found =
    coded.take(new RegExp(`<a(?<n>\\d+)> (?:${words}) (?=${NOUN})`)) ??
    coded.take(new RegExp(`\\b(?:${words}) ${N}(?=${NOUN})`))
  const noun = coded.meaning('type', found?.groups?.['t'])
  return noun && { noun, limit: limitOf(asking, found?.groups?.['n'], noun.isMany) }
}

export function limitOf({ coded }: Asking, number: string | undefined, isMany: boolean): number {
  const said = coded.meaning('amount', number)?.amount.amount
  if (said !== undefined && Number.isInteger(said) && said > 0) return Math.min(said, MOST)
  return isMany ? SOME : 1
}

/** What is told of each: how often, how much, or how many pieces. */
export type Told = 'count' | 'sum' | 'pieces'

/** By whom the most was bought, or of what: what was sold is added up or counted, for each of them. */
export function byDoer(asking: Asking, type: AskedType, told: Told): boolean {
  const { types, coded } = asking
  const found = tradeOf(type, { types, ...(told !== 'count' && { spoken: valuedTypes(coded) }) })
  const income = found && incomeOf(found.trade, types)
  const pieces = found && piecesOf(found.trade)
  if (!found || income === null || (told === 'pieces' && !pieces)) return false
  const sum = `sum ${told === 'pieces' && pieces ? pieces.name : income}`
  asking.subject = found.trade
  asking.groupBy = pathOf(found.way)
  asking.metric = told === 'count' ? 'count' : sum
  // What leads to none of them is nobody's, and no first of them.
  partOf(asking, type, 0)
  return true
}

/** Of wares also those of which nothing was sold: nothing is less. */
export function leastFirst(asking: Asking, type: AskedType): void {
  asking.sort = asking.metric
  if (isWare(type) && asking.groupBy !== null) asking.groupBy = `each ${asking.groupBy}`
}

const BY_COUNT =
  /\bby (?:the )?(?:number of |how many |amount of )?(?:<t(\d+)>|count|frequency|how often(?: \w+)*)(?: <v\d+>)?/
const BY_SUM =
  /\bby (?:the )?(?:amount (?:of money)?|total|revenue|turnover|sales|value|money|spend|spending|what \w+ (?:have |has )?<v\d+>|how much (?:\w+ )*<v\d+>)/

const BY_PIECES =
  /\b(?:by|in) (?:the )?(?:number of )?(?:quantity|quantities|units|pieces|volume)(?: <v\d+>)?(?: sold)?/

function readBest(asking: Asking): boolean {
  const { coded } = asking
  const words = `${BEST}|${FREQUENT}|${WORST}`
  const [, said = '', number] = new RegExp(`\\b(${words})(?: <a\\d+>)? <t(\\d+)>`).exec(coded.rest) ?? []
  const noun = coded.meaning('type', number)
  if (!noun || !isSoldBy(noun.type, asking)) return false
  const found = ranked(asking, words)
  if (!found) return false
  asking.limit = found.limit
  const { told, counted } = toldBy(asking, noun.type, new RegExp(`^(?:${FREQUENT})$`).test(said))
  if (!byDoer(asking, found.noun.type, told)) return false
  if (counted) countOver(asking, counted)
  if (new RegExp(`^(?:${WORST})$`).test(said)) leastFirst(asking, noun.type)
  return true
}

const LISTED =
  /^(?:[a-z]+ ){0,3}<t(\d+)> (?=by (?:the )?(?:number of|how (?:many|often)|revenue|turnover|sales|spend|spending|quantity|units|pieces)\b)/

/** "Customers by number of orders": all of them, the most first. */
function readListed(asking: Asking): boolean {
  const { coded } = asking
  const noun = coded.meaning('type', LISTED.exec(coded.rest)?.[1])
  if (!noun || !isSoldBy(noun.type, asking)) return false
  const { told, counted } = toldBy(asking, noun.type, false)
  if (!byDoer(asking, noun.type, told)) return false
  if (counted) countOver(asking, counted)
  return true
}

/** What money of their own tells is no sum of what was sold, unless it is the price of one. */
const isSoldBy = (type: AskedType, asking: Asking): boolean =>
  (moneyOf(type) === null || priceOf(type) !== null) && tradeOf(type, asking) !== null

/** "By revenue", "by quantity", "by number of orders" */
function toldBy(
  { coded }: Asking,
  type: AskedType,
  isFrequent: boolean,
): { told: Told; counted: AskedType | null } {
  if (coded.take(BY_PIECES)) return { told: 'pieces', counted: null }
  const by = coded.take(BY_COUNT)
  coded.take(BY_SUM)
  if (!by) return { told: isFrequent ? 'count' : 'sum', counted: null }
  const counted = coded.meaning('type', by[1])?.type ?? null
  return { told: 'count', counted: counted?.id === type.id ? null : counted }
}

/** "Products by number of orders", where lines of them are what was sold: each order counts once. */
export function countOver(asking: Asking, counted: AskedType): void {
  const { subject, unread } = asking
  const link = linkTo(subject, counted)
  if (counted.id === subject.id) return
  if (link?.isOne === true) asking.metric = `count ${link.name}`
  else unread.push(`by ${counted.forms[0] ?? ''}`)
}

const FIRST =
  /\b(?:(?<late>newest|latest|most recent)|(?<early>oldest|earliest)|(?<large>biggest|largest|highest|dearest|priciest|most expensive)|(?<small>smallest|lowest|cheapest|least expensive)) first\b/

const SORTED =
  /\b(?<how>(?:sorted|ranked|arranged|in (?:the )?order) (?:by|of)(?: the| their)?) (?<named>[a-z]+(?: [a-z]+)?)/

/** "Jobs sorted by price": figures and days as people look them through, the smallest or the first before others. */
function readArranged({ coded, subject }: Asking): string | null {
  const { how = '', named } = SORTED.exec(coded.rest)?.groups ?? {}
  const found = propertyAt(subject, named)
  if (!found) return null
  coded.takeText(`${how} ${found.said}`)
  return found.property.name
}

/** "All orders, newest first" */
function readOrder(asking: Asking): boolean {
  const groups = FIRST.exec(asking.coded.rest)?.groups
  const arranged = groups ? null : readArranged(asking)
  if (arranged !== null) asking.sort = arranged
  if (!groups) return arranged !== null
  const isTime = groups['late'] !== undefined || groups['early'] !== undefined
  const property = isTime ? dateOf(asking.subject) : moneyOf(asking.subject)
  if (!property) return false
  asking.coded.take(FIRST)
  const isDown = groups['late'] !== undefined || groups['large'] !== undefined
  asking.sort = `${isDown ? '-' : ''}${property.name}`
  takeBy(asking, property.name)
  return true
}

/** "The biggest by price", "by price, highest first": what they are in order of is said besides. */
function takeBy({ coded, subject }: Asking, property: string): void {
  const by = /\bby (?:the |their )?([a-z]+)\b/.exec(coded.rest)
  if (by && propertyCalled(subject, by[1] ?? '')?.name === property)
    coded.take(new RegExp(`\\b(?:sorted |ordered |ranked )?${by[0]}\\b`))
}

function readSorted(asking: Asking): boolean {
  const orders: readonly (readonly [
    words: string,
    by: (type: AskedType) => { name: string } | null,
    sign: '' | '-',
  ])[] = [
    [LARGE, (type) => moneyOf(type) ?? numberOf(type), '-'],
    [SMALL, (type) => moneyOf(type) ?? numberOf(type), ''],
    [LATE, dateOf, '-'],
    [EARLY, dateOf, ''],
  ]
  for (const [words, by, sign] of orders) {
    const noun = asking.coded.meaning(
      'type',
      new RegExp(`\\b(?:${words}) (?:<a\\d+> )?${NOUN}`).exec(asking.coded.rest)?.groups?.['t'],
    )
    const property = noun && by(noun.type)
    if (!noun || !property) continue
    const found = ranked(asking, words)
    if (!found) continue
    asking.subject = noun.type
    asking.sort = `${sign}${property.name}`
    // "Cheapest jobs first" are all of them.
    asking.limit = asking.coded.take(/\bfirst\b/) ? null : found.limit
    takeBy(asking, property.name)
    return true
  }
  return readSized(asking) || readFigure(asking) || readWhenLast(asking)
}

const SIZE = /\b(?:days|distance|duration|hours|km|length|miles|minutes|nights|time|weeks)\b/

/** "The longest stay" is the one of most nights. */
function readSized(asking: Asking): boolean {
  const { coded, subject } = asking
  const long = new RegExp(`\\b(?<word>longest|shortest) (?:<a\\d+> )?${NOUN}`).exec(coded.rest)?.groups
  const sizes = subject.properties.filter(
    ({ kind, slot, title }) => kind === 'number' && slot !== null && SIZE.test(fold(title)),
  )
  const [only, ...others] = sizes
  if (!long || !only || others.length > 0 || coded.meaning('type', long['t'])?.type.id !== subject.id)
    return false
  const found = ranked(asking, 'longest|shortest')
  if (!found) return false
  asking.sort = `${long['word'] === 'longest' ? '-' : ''}${only.name}`
  asking.limit = found.limit
  takeBy(asking, only.name)
  return true
}

const OF_FIGURE = new RegExp(`\\b(?:(?<large>${LARGE})|(?<small>${SMALL})) (?<named>[a-z]+(?: [a-z]+)?)`)

/** "The highest deposit": the one that has it. */
function readFigure(asking: Asking): boolean {
  const { coded, subject } = asking
  const said = OF_FIGURE.exec(coded.rest)?.groups
  const found = figureAt(subject, said?.['named'])
  if (!said || !found) return false
  asking.sort = `${said['large'] === undefined ? '' : '-'}${found.property.name}`
  asking.limit = 1
  coded.takeText(`${said['large'] ?? said['small'] ?? ''} ${found.said}`)
  return true
}

/** "When did Nora last order?" */
function readWhenLast(asking: Asking): boolean {
  const date = dateOf(asking.subject)
  if (!date || !asking.coded.has(/^(?:and |so )*when\b/)) return false
  const first = asking.coded.take(/\bfirst\b/)
  asking.coded.take(/\b(?:last|most recently)\b/)
  asking.coded.take(/\bwhen\b/)
  asking.sort = `${first ? '' : '-'}${date.name}`
  asking.limit = 1
  return true
}

const TWO_ENDS = new RegExp(
  `\\b(?:${LARGE}|${SMALL}|${LATE}|${EARLY}) (?:and|or) (?:the |our )?(?:${LARGE}|${SMALL}|${LATE}|${EARLY})\\b`,
)

/** Which come first, and how many of them. */
export function readRanking(asking: Asking): boolean {
  // "The first and the last" are two questions.
  if (asking.coded.has(TWO_ENDS)) asking.unread.push('two ends')
  return readBest(asking) || readListed(asking) || readOrder(asking) || readSorted(asking)
}
