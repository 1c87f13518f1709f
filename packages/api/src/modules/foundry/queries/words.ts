import { parseConditions } from '../../../shared/conditions.ts'
import type { Condition, ConditionOp } from '../../../shared/conditions.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import type { TypedProperty } from '../types/queries.ts'
import { parseHaving } from './having.ts'
import type { LinkedCondition } from './linked.ts'
import { periodWords } from './periods.ts'
import type { RunQuery } from './schema.ts'

const counts: Readonly<Record<LinkedCondition['op'], (count: number) => string>> = {
  '>=': (count) => `at least ${count}`,
  '<=': (count) => `at most ${count}`,
  '=': (count) => (count === 0 ? 'no' : `exactly ${count}`),
  '>': (count) => `more than ${count}`,
  '<': (count) => `fewer than ${count}`,
}

const signs: Readonly<Record<ConditionOp, string>> = {
  '=': 'is',
  '!=': 'is not',
  '>': 'over',
  '>=': 'at least',
  '<': 'under',
  '<=': 'at most',
  '~': 'contains',
  '!~': 'does not contain',
  '^': 'begins with',
}
const times: Readonly<Partial<Record<ConditionOp, string>>> = {
  '=': 'on',
  '!=': 'not on',
  '>': 'after',
  '>=': 'from',
  '<': 'before',
  '<=': 'until',
}

/** Properties by what they are called, also those over links. */
export interface SpokenProperties {
  properties: readonly Pick<TypedProperty, 'name' | 'title' | 'kind'>[]
}

function conditionWords({ properties }: SpokenProperties, { property, op, values }: Condition): string {
  const known = properties.find(({ name }) => name === property)
  const title = inSentence(known?.title ?? property)
  if (values.length === 0) return `${title} is ${op === '=' ? 'empty' : 'not empty'}`
  const isTime = known?.kind === 'day' || known?.kind === 'instant'
  const said = values.map((value) => (isTime ? calendarDay(value) : value)).join(' or ')
  return `${title} ${(isTime ? times[op] : undefined) ?? signs[op]} ${said}`
}

/** "State is Late or Waiting" */
const whereWords = (type: SpokenProperties, where: readonly string[]): string[] =>
  where.map((text) => (parseConditions(text) ?? []).map((one) => conditionWords(type, one)).join(' or '))

const timeNames: Readonly<Record<string, string>> = { min: 'first', max: 'last' }
const metricNames: Readonly<Record<string, string>> = {
  count: 'number',
  sum: 'total',
  avg: 'average',
  median: 'median',
  min: 'smallest',
  max: 'largest',
  share: 'share',
}

/** "total", "last" of what is a day. */
function figureWords(name: string, kind: TypedProperty['kind'] | undefined): string {
  const isTime = kind === 'day' || kind === 'instant'
  return (isTime ? timeNames[name] : undefined) ?? metricNames[name] ?? name
}

/** "total of Amount", "number", "total price × quantity" */
function metricWords({ of: { properties }, counted }: Worded, metric: string): string {
  const [name = '', ...of] = metric.trim().split(/\s+/)
  const over = name === 'count' ? counted.get(of[0] ?? '') : undefined
  if (over !== undefined) return `number of ${over}`
  const titles = of
    .join('')
    .split('*')
    .flatMap((one) => properties.find((property) => property.name === one)?.title ?? [])
    .map(inSentence)
  const title = titles.join(' × ')
  if (name === 'share') return `share${title === '' ? '' : ` of the ${title}`}`
  const words = figureWords(name, properties.find((property) => property.name === of[0])?.kind)
  return title === '' || title === words ? words : `${words} ${title}`
}

const roundNames: Readonly<Record<string, string>> = {
  hour: 'hour of the day',
  monthname: 'month of the year',
}

/** "month", "town of customer", "placed in September 2026 and October 2026" */
function groupWords(groupBy: string, by: string): string {
  const [, how, written = ''] = groupBy
    .trim()
    .replace(/^(?:each|first)\s+/, '')
    .split(/\s+/)
  if (how === 'in')
    return `${by} in ${written
      .split('|')
      .map(periodWords)
      .join(' and in ')
      .replaceAll(/ and in (?=.* and in )/g, ', in ')}`
  // A span says enough of a date of their own.
  if (how === 'by') return `${roundNames[written] ?? written}${groupBy.includes('.') ? ` of ${by}` : ''}`
  return by
}

/** "by month", "by country of customer and month" */
const groupedWords = ({ by, input: { groupBy = '' } }: Worded): string =>
  ` by ${groupBy
    .split(',')
    .map((one, at) => groupWords(one, by[at] ?? ''))
    .join(' and ')}`

/** "over 500 EUR", "total of amount over 500 EUR" where more than one thing is measured. */
function havingWords(worded: Worded, text: string): string {
  const { metrics = ['count'] } = worded.input
  const found = parseHaving(text)
  if (found === null) return text
  const { metric, op, value } = found
  return `${metrics.length === 1 ? '' : `${metricWords(worded, metric)} `}${op === '=' ? 'exactly' : signs[op]} ${value}`
}

/** ", the first 3 of each" */
const eachWords = (limitEach: number | undefined): string =>
  limitEach === undefined ? '' : `, the first ${limitEach === 1 ? '' : `${limitEach} `}of each`

/** How many of what links lead to there have to be. */
export interface SpokenCount extends Pick<LinkedCondition, 'op' | 'count' | 'where'> {
  title: string
  of: SpokenProperties
}

export interface Worded {
  plural: string
  of: SpokenProperties
  input: RunQuery
  linked: readonly SpokenCount[]
  /** What is put together by, without days. */
  by: readonly string[]
  /** What is counted over links, by their names. */
  counted: ReadonlyMap<string, string>
  /** Services whose things have the same name and are not among these. */
  apart: readonly string[]
}

/** A question in words, so that people see what was answered: "Customers with at least 2 orders (Placed from 1 May 2026)". */
export function wordsOf(worded: Worded): string {
  const { of, input, linked, apart } = worded
  const { search, where = [], groupBy, metrics, limitEach, having = [] } = input
  const parts = [
    ...(search === undefined ? [] : [`found by “${search}”`]),
    ...linked.map(({ title, op, count, where: such, of: other }) => {
      const only = such.length === 0 ? '' : ` (${whereWords(other, such).join(', ')})`
      const many = op === '>=' && count === 1 ? '' : `${counts[op](count)} `
      return `with ${many}${title}${only}`
    }),
    ...(where.length === 0 ? [] : [`where ${whereWords(of, where).join(' and ')}`]),
  ]
  const asked =
    metrics === undefined && groupBy === undefined
      ? ''
      : `${(metrics ?? ['count']).map((metric) => metricWords(worded, metric)).join(', ')} of `
  const plural = asked === '' ? worded.plural : inSentence(worded.plural)
  const grouped = groupBy === undefined ? '' : groupedWords(worded)
  const only = eachWords(limitEach) + having.map((text) => `, ${havingWords(worded, text)}`).join('')
  const without = apart.length === 0 ? '' : `, without those of ${apart.join(' and ')}`
  const words = [`${asked}${plural}`, ...parts].join(' ') + grouped + only + without
  return words.charAt(0).toUpperCase() + words.slice(1)
}
