import { parseConditions } from '../../../shared/conditions.ts'
import type { Condition, ConditionOp } from '../../../shared/conditions.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import type { KnownLink, KnownType } from '../types/queries.ts'
import { parseHaving } from './having.ts'
import type { LinkedCondition } from './linked.ts'
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

type Titled = Pick<KnownType, 'properties'>

function conditionWords({ properties }: Titled, { property, op, values }: Condition): string {
  const known = properties.find(({ name }) => name === property)
  const title = inSentence(known?.title ?? property)
  if (values.length === 0) return `${title} is ${op === '=' ? 'empty' : 'not empty'}`
  const isTime = known?.kind === 'day' || known?.kind === 'instant'
  const said = values.map((value) => (isTime ? calendarDay(value) : value)).join(' or ')
  return `${title} ${(isTime ? times[op] : undefined) ?? signs[op]} ${said}`
}

/** "State is Late or Waiting" */
const whereWords = (type: Titled, where: readonly string[]): string[] =>
  where.map((text) => (parseConditions(text) ?? []).map((one) => conditionWords(type, one)).join(' or '))

const metricNames: Readonly<Record<string, string>> = {
  count: 'number',
  sum: 'total',
  avg: 'average',
  min: 'smallest',
  max: 'largest',
}

/** "total of Amount", "number" */
function metricWords({ properties }: Titled, metric: string): string {
  const [name = '', of] = metric.split(' ')
  const title = properties.find((property) => property.name === of)?.title
  const words = metricNames[name] ?? name
  return title === undefined || inSentence(title) === words ? words : `${words} ${inSentence(title)}`
}

function groupWords({ type, links, others }: Worded, groupBy: string): string {
  const [name = '', , span] = groupBy.split(' ')
  const [first = '', second] = name.split('.')
  const link = links.find((one) => one.name === first)
  const titleOf = (of: Titled, property: string) =>
    of.properties.find((one) => one.name === property)?.title ?? property
  if (link && second !== undefined) {
    const other = others.find(({ id }) => id === link.typeId) ?? { properties: [] }
    return span ?? `${inSentence(titleOf(other, second))} of ${inSentence(link.title)}`
  }
  return span ?? inSentence(link?.title ?? titleOf(type, name))
}

/** "over 500 EUR", "total of amount over 500 EUR" where more than one thing is measured. */
function havingWords({ type, input: { metrics = ['count'] } }: Worded, text: string): string {
  const found = parseHaving(text)
  if (found === null) return text
  const { metric, op, value } = found
  return `${metrics.length === 1 ? '' : `${metricWords(type, metric)} `}${op === '=' ? 'exactly' : signs[op]} ${value}`
}

interface Worded {
  type: KnownType
  links: readonly KnownLink[]
  /** The types that the links in the question lead to. */
  others: readonly KnownType[]
  input: RunQuery
  linked: readonly LinkedCondition[]
  /** Services whose things have the same name and are not among these. */
  apart: readonly string[]
}

/** A question in words, so that people see what was answered: "Customers with at least 2 orders (Placed from 1 May 2026)". */
export function wordsOf(worded: Worded): string {
  const { type, others, input, linked, apart } = worded
  const { search, where = [], groupBy, metrics, having = [] } = input
  const parts = [
    ...(search === undefined ? [] : [`found by “${search}”`]),
    ...linked.map(({ link, op, count, where: such }) => {
      const other = others.find(({ id }) => id === link.typeId) ?? { properties: [] }
      const only = such.length === 0 ? '' : ` (${whereWords(other, such).join(', ')})`
      const many = op === '>=' && count === 1 ? '' : `${counts[op](count)} `
      return `with ${many}${inSentence(link.title)}${only}`
    }),
    ...(where.length === 0 ? [] : [`where ${whereWords(type, where).join(' and ')}`]),
  ]
  const asked =
    metrics === undefined && groupBy === undefined
      ? ''
      : `${(metrics ?? ['count']).map((metric) => metricWords(type, metric)).join(', ')} of `
  const plural = asked === '' ? type.plural : inSentence(type.plural)
  const grouped = groupBy === undefined ? '' : ` by ${groupWords(worded, groupBy)}`
  const only = having.map((text) => `, ${havingWords(worded, text)}`).join('')
  const without = apart.length === 0 ? '' : `, without those of ${apart.join(' and ')}`
  const words = [`${asked}${plural}`, ...parts].join(' ') + grouped + only + without
  return words.charAt(0).toUpperCase() + words.slice(1)
}
