import { stem } from '../../../reading/name-index.ts'
import { fold } from '../../../reading/text.ts'
import type { TypedProperty } from '../types/queries.ts'

const TOTAL = /\b(?:totals?|amount|value|sum|revenue|turnover|income)\b/
const PRICE = /\b(?:price|rate)\b/
/** A part of a sum, or what was taken off it. */
const PART = /tax|\bvat\b|refund|discount|origin|\bsub|\bnet\b/
/** What is paid or asked beside the price. */
const BESIDE =
  /deposit|ship|deliver|\btip|\bfees?\b|cost|balance|commission|outstanding|\bopen\b|\bold\b|\blist\b/

const PLACED = /placed|ordered|issued/
/** Days of the books: of these nobody asks without saying so. */
const OF_BOOKS =
  /^(?:added|birth|born|cancel|changed|clos|created|deadline|deliver|dispatch|due|expir|last|modified|next|paid|refund|remind|renew|seen|ship|since|updated)/
const BEGINS = /^(?:arriv|begin|check.?in|from|pick.?up|start)/
const ENDS = /^(?:check.?out|depart|drop|end|finish|leav|return|to\b|until)/

function rivalSums(one: string, other: string): boolean {
  if (PART.test(other)) return false
  if (TOTAL.test(one)) return TOTAL.test(other)
  return !PRICE.test(one) || !BESIDE.test(other)
}

function rivalDays(one: string, other: string): boolean {
  if (PLACED.test(one) || OF_BOOKS.test(other)) return false
  return !(BEGINS.test(one) && ENDS.test(other))
}

/** What of the same kind may be meant as well where one of these is meant and none is said: what was quoted, and what was paid. */
export function rivalsOf(one: TypedProperty, all: readonly TypedProperty[]): TypedProperty[] {
  const isRival = one.kind === 'money' ? rivalSums : rivalDays
  const isAlike = ({ kind }: TypedProperty) => (kind === 'money') === (one.kind === 'money')
  const title = fold(one.title)
  return all.filter((other) => other.name !== one.name && isAlike(other) && isRival(title, fold(other.title)))
}

const SMALL = new Set(['amount', 'at', 'date', 'day', 'is', 'of', 'on', 'the', 'time', 'when'])
/** So much of a word tells what it is of: "arriving" is of an arrival. */
const SIGNS = 5

const bare = (word: string): string => stem(word).replace(/(?:ed|ing)$/, '')

/** Whether one of these words is the first of weight in a title: "quoted" of "Quoted on". */
export function isSaid(title: string, words: readonly string[]): boolean {
  const first = fold(title)
    .split(/[^\p{L}\p{N}]+/u)
    .find((word) => word !== '' && !SMALL.has(word))
  if (first === undefined) return false
  return words.some(
    (word) =>
      bare(word) === bare(first) || (first.length >= SIGNS && word.slice(0, SIGNS) === first.slice(0, SIGNS)),
  )
}
