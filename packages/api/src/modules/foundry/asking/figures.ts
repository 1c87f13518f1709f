import { fold } from '../../../reading/text.ts'
import type { Asking } from './asking.ts'
import { SIGN } from './counts.ts'
import { figureAt } from './figure-words.ts'
import { readGivenBack } from './given-back.ts'
import { readGroups } from './groups.ts'
import { readOfEach } from './of-each.ts'
import { addShare, takeShare } from './shares.ts'
import { MONEY } from './subject.ts'
import { moneyOf, priceOf, propertyCalled } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { incomeOf, piecesOf } from './ways.ts'

const COUNT = /\b(?:how many times|how many|how often|the number of|number of|count of|count up|count)\b/
const AVERAGE = /\b(?:average|mean|typical|avg)\b(?: (?:number|amount|count) of)?/
const SUM =
  /\b(?:the )?(?:totals?|sum|value(?= of (?:the |our |all )*(?:<c\d+> )*<t)|adds? up to|comes? to|amounts? to)\b(?: (?:of|amount|value))*/

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

const MEDIAN = /\b(?:the )?median\b/

function readMedian(asking: Asking): string | null {
  const name = asking.coded.has(MEDIAN) ? measured(asking, MEDIAN) : null
  if (name === null) return null
  asking.coded.take(MEDIAN)
  asking.coded.take(/\b(?:size|basket|price|spend|value)\b/)
  return `median ${name}`
}

/** "How many orders a day on average" is asked of how many there are, and not of what they come to. */
const COUNTED =
  /\bhow many <t(?<many>\d+)>.*\baverage\b|\b(?:average|mean) (?:number|count) of <t(?<number>\d+)>/

const isOfCounts = ({ coded, subject }: Asking): boolean => {
  const { many, number } = COUNTED.exec(coded.rest)?.groups ?? {}
  return coded.meaning('type', many ?? number)?.type.id === subject.id
}

function readAverage(asking: Asking): string | null {
  if (isOfCounts(asking)) asking.unread.push('average')
  const name = asking.coded.has(AVERAGE) ? measured(asking, AVERAGE) : null
  if (name === null) return null
  asking.coded.take(AVERAGE)
  asking.coded.take(/\b(?:size|basket|price|spend)\b/)
  asking.coded.take(MONEY_WORDS)
  return `avg ${name}`
}

/** "How many items did we sell": what is a number of each is added up. */
function readNumberOf({ coded, subject }: Asking): string | null {
  const sold = piecesOf(subject)
  const noun = coded.meaning('type', /\bhow many <t(\d+)>/.exec(coded.rest)?.[1])
  const isCounted = noun !== null && noun.type.id === subject.id
  const said =
    sold &&
    !isCounted &&
    coded.take(/\b(?:how many |number of )?(?:units|pieces)\b|\bhow many (?=<c\d+>(?! <t)|<t\d+>)/)
  if (said) return `sum ${sold.name}`
  const counted = numeric(subject, /\bhow many (?<named>[a-z]+)\b/.exec(coded.rest)?.groups?.['named'] ?? '')
  return counted && coded.take(/\bhow many [a-z]+\b/) ? `sum ${counted.name}` : null
}

/** "With a total of 0": what each of them comes to is compared, and nothing added up. */
const SUM_COMPARED = new RegExp(
  `\\b(?:with|having|whose|where|that have|which have)(?: (?:a|the))? (?:totals?|sum|amount|value)s?(?: (?:of|is|was|are|amount|value))* ${SIGN}<a\\d+>`,
)

function readSum(asking: Asking): string | null {
  const { coded, subject, types } = asking
  const isSum = coded.has(SUM) && !coded.has(SUM_COMPARED)
  const own = coded.has(MONEY_WORDS) ? incomeOf(subject, types) : usual(subject, types)
  const told = coded.has(MONEY) ? own : null
  const name = isSum ? measured(asking, SUM) : told
  if (name === null) return null
  if (coded.has(/\bhow much\b/)) takePaid(asking)
  for (const words of [/\bhow much\b/, SUM, MONEY_WORDS, MONEY_WORDS, TOOK]) coded.take(words)
  // Amounts of several are never added up together.
  if (propertyCalled(subject, 'currency') === null) coded.take(BY_CURRENCY)
  return `sum ${name}`
}

const TOOK = /\b(?:take|took|taken|earn|earned)\b(?: in\b(?! <d))?/
const PAID = /\b(?:pays?|paid|spen[dt])\b/

/** "How much has Kerr paid us", where nothing tells what was paid from what was to be. */
function takePaid({ coded, subject }: Asking): void {
  if (!subject.properties.some(({ title }) => PAID.test(fold(title)))) coded.take(PAID)
}
const BY_CURRENCY = /\b(?:split |broken down )?(?:by|per|in each|for each)(?: the)? currency\b/

/** "How many products do we sell": what is on offer is counted, sold or not. */
const isOfOffer = ({ coded, subject }: Asking): boolean => {
  const offered = /\bhow many <t(\d+)> do (?:we|you) <v(\d+)>/.exec(coded.rest)
  const isOwn = coded.meaning('type', offered?.[1])?.type.id === subject.id
  if (!offered || !isOwn || coded.meaning('verb', offered[2])?.word !== 'sell') return false
  return (
    coded.take(/\bhow many (?=<t)/) !== null &&
    coded.take(new RegExp(`\\bdo (?:we|you) <v${offered[2]}>`)) !== null
  )
}

const BARE =
  /^(?:(?:show|give|tell|what|is|are|were|me|us|the|our|all|of|and|so) )*(?<named>(?!totals?\b|sum\b|average\b)[a-z]+(?: [a-z]+)?) (?:(?:(?:in|for) each|by|per)\b|<d\d+>)/
/** What is added up: hours of two jobs are so many hours, and ages of two people no age. */
const ADDED_UP =
  /\b(?:amount|days|deposit|distance|guests|hours|items|kg|km|litres|miles|minutes|nights|people|persons|pieces|quantity|seats|stock|tickets|tons|tonnes|trips|units|visitors|visits|weeks)\b/

/** "Nights per room", "deposits by month" */
function readBare({ coded, subject }: Asking): string | null {
  const found = figureAt(subject, BARE.exec(coded.rest)?.groups?.['named'])
  if (!found) return null
  const { property, said } = found
  const isSum = property.kind === 'money' && property.name !== priceOf(subject)?.name
  if (!isSum && !ADDED_UP.test(fold(property.title))) return null
  coded.takeText(said)
  return `sum ${property.name}`
}

const readMetric = (asking: Asking): string | null =>
  readGivenBack(asking) ??
  readBare(asking) ??
  readMedian(asking) ??
  readAverage(asking) ??
  readNumberOf(asking) ??
  (isOfOffer(asking) || asking.coded.take(COUNT) ? 'count' : readSum(asking))

/** "The last order of each customer": of each, when or how much that was. */
function readEndOfEach(asking: Asking): void {
  const { sort, metric, groupBy, limit } = asking
  if (groupBy === null || metric !== null || sort === null) return
  if (limit !== 1) asking.unread.push('several of each')
  asking.metric = sort.startsWith('-') ? `max ${sort.slice(1)}` : `min ${sort}`
  asking.sort = asking.limit = null
}

const TWO_COUNTS =
  /\b(?:how many|number of) (?:<c\d+> )*<t\d+> and (?:how many |the number of )?(?:<c\d+> )*<t\d+>/

/** "How much by card, cash and transfer": what each of them comes to. */
function readEachValue({ coded, subject }: Asking): string | null {
  const number = /\bby <c(\d+)>(?: and)? <c\d+>/.exec(coded.rest)?.[1]
  const one = coded.meaning('value', number)?.held.find(({ type }) => type.id === subject.id)
  return one && coded.take(/\bby (?=<c)/) ? one.property.name : null
}

/** How many, how much, of each of what. */
export function readFigures(asking: Asking): void {
  const isOfShares = takeShare(asking)
  // How many of one alone would be half an answer.
  if (asking.coded.has(TWO_COUNTS)) asking.unread.push('two counts')
  if (asking.groupBy === null) {
    asking.metric = readMetric(asking)
    asking.groupBy = readGroups(asking) ?? (asking.metric === null ? null : readEachValue(asking))
    readEndOfEach(asking)
  } else {
    for (const words of [/\bhow much\b/, SUM, MONEY_WORDS, COUNT]) asking.coded.take(words)
    readOfEach(asking)
  }
  if (isOfShares) addShare(asking)
  if (asking.groupBy !== null) asking.metric ??= 'count'
  // What is counted or added up as a whole is in no order.
  if (asking.metric !== null && asking.groupBy === null) asking.sort = asking.limit = null
}
