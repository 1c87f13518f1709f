import { valuedTypes } from './coded.ts'
import type { Coded } from './coded.ts'
import { isCalled, linkTo, moneyOf, priceOf } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { groupReached } from './grouping.ts'
import { toldByMoney, toldByProperties } from './told-by.ts'
import { incomeOf, piecesOf, wayToOne } from './ways.ts'

/** What is asked for is money: the sum of what things came to. */
export const MONEY =
  /\b(?:how much|totals? (?:by|per|for)|(?:daily|monthly|yearly) totals?|revenues?|turnover|takings|sales|income|earnings|proceeds|money|spend|spent|spending)\b/

/** One period is held against another. */
export const COMPARING =
  /\b(?:compare[ds]?(?: (?:to|with|against))?|comparison|versus|vs|against|relative to|than|or)\b/

const WHO =
  /^(?:and |so |hey |hi |please )*(?:who|whom|whose)\b|\b(?:anyone|anybody|somebody|someone|everyone|everybody|people)\b/

type Rule = (coded: Coded, types: readonly AskedType[]) => AskedType | null

const firstNoun = (coded: Coded) => coded.all('type')[0]
const firstVerb = (coded: Coded) => coded.all('verb')[0]

/** Only payments have a method: "how much came in by transfer". */
function toldByValues(coded: Coded): AskedType | null {
  if (firstNoun(coded) || firstVerb(coded)) return null
  const held = coded.all('value').flatMap(({ held: values }) => values.map(({ type }) => type))
  const [only] = held.filter((type) => moneyOf(type) && held.every((other) => other === type))
  return only ?? null
}

const moneyNamed: Rule = (coded) => {
  const named = [...coded.all('type'), ...coded.all('verb')].filter(({ type }) => moneyOf(type))
  const first = named[0]?.type
  if (!first) return null
  // "How much did customers pay us": what they did is added up, and not what is said of them.
  return coded.all('verb').find(({ type }) => moneyOf(type) && linkTo(type, first)?.isOne)?.type ?? first
}

const cameIn: Rule = (coded, types) =>
  coded.has(/\b(?:came|come|comes) (?:in\b|<d)/)
    ? (types.find((type) => isCalled(type, 'payment') && moneyOf(type)) ?? null)
    : null

const sold: Rule = (_coded, types) => {
  const some = types.filter((type) => moneyOf(type))
  return some.find((type) => isCalled(type, 'order')) ?? (some.length === 1 ? (some[0] ?? null) : null)
}

const firstOf =
  (...rules: readonly Rule[]): Rule =>
  (coded, types) => {
    for (const rule of rules) {
      const found = rule(coded, types)
      if (found) return found
    }
    return null
  }

/** Of what the money is: what is named and has some, what was paid, or what is sold. */
const ofMoney = firstOf(moneyNamed, toldByValues, cameIn, sold)

/** Who does such a thing: to whom it leads. */
function doerOf(type: AskedType, types: readonly AskedType[]): AskedType {
  const doers = types.filter((one) => linkTo(type, one)?.isOne)
  return doers.find((one) => isCalled(one, 'customer')) ?? doers[0] ?? type
}

const COUNTED = /\b(?:how many|number of|count of|count) (?:[a-z]+ ){0,2}?<t(?<t>\d+)>/

const counted: Rule = (coded) => coded.meaning('type', COUNTED.exec(coded.rest)?.groups?.['t'])?.type ?? null

const howOften: Rule = (coded) =>
  (coded.has(/\bhow (?:often|many times)\b/) && firstVerb(coded)?.type) || null

/** "Which customers spent more than …" asks for customers, whatever they spent. */
const OF_THOSE =
  /^(?:which|what|list|show|find)? ?(?:me |us |all |the |our |of )*<t\d+> (?:who |that |have |had )*<v/

/** Words for what was sold, and not for what one costs. */
const SOLD = /\b(?:revenues?|turnover|takings|sales|income|earnings|proceeds|spend|spent|spending)\b|<v\d+>/

/** What a question speaks of besides: each of these has to be one of them, if any. */
function spokenOf(coded: Coded, isNamed: boolean): (readonly AskedType[])[] {
  const nouns = coded.all('type').map(({ type }) => [type])
  return isNamed ? nouns : [...nouns, ...valuedTypes(coded)]
}

const GROUPED = /\b(?:by|per|each|every)(?: the)? (?<by>[a-z]+)(?: and (?:by |per )?(?<and>[a-z]+))?\b/g
const SPAN = /^(?:day|week|month|quarter|year|far)$/

/** What the money is put together by, but for days. */
const groupsIn = ({ rest }: Coded): string[] =>
  Array.from(rest.matchAll(GROUPED), ({ groups = {} }) => [groups['by'], groups['and']])
    .flat()
    .flatMap((word) => (word === undefined || SPAN.test(word) ? [] : [word]))

/**
 * Of what the money is added up, so that it leads to all that is spoken of by one way alone: what an order came to is not what
 * was sold of one product in it.
 */
function fineEnough(coded: Coded, type: AskedType, types: readonly AskedType[]): AskedType {
  if (!coded.has(SOLD)) return type
  const isNamed = incomeOf(type, types) !== null && coded.all('type').some((noun) => noun.type.id === type.id)
  const spoken = spokenOf(coded, isNamed)
  const leadsTo = (from: AskedType) => (to: AskedType) =>
    to.id === from.id || wayToOne(from, to, types) !== null
  const groups = groupsIn(coded)
  const fits = (one: AskedType) =>
    incomeOf(one, types) !== null &&
    spoken.every((alike) => alike.some(leadsTo(one))) &&
    groups.every((by) => groupReached(one, by, types) !== null)
  return fits(type) ? type : (types.find((one) => fits(one) && leadsTo(one)(type)) ?? type)
}

const money: Rule = (coded, types) => {
  if (!coded.has(MONEY) || coded.has(WHO) || coded.has(OF_THOSE)) return null
  const of = ofMoney(coded, types)
  return of && fineEnough(coded, of, types)
}

const PIECES =
  /\bhow many (?:<c(?<value>\d+)>|<t(?<noun>\d+)>)(?: [a-z]+)* <v(?<verb>\d+)>|\b(?:how many (?<units>units|pieces)\b|(?<each>units|pieces)\b(?=(?: <v\d+>)? (?:by|per|for each|of each|each)\b))/
const isSold = (word: string) => /^(?:sell|sells|sold)$/.test(word)

/** What is sold by the piece, and neither who bought it nor what it was bought in. */
export const isWare = (type: AskedType) => isCalled(type, 'product') || priceOf(type) !== null

/** "How many products do we sell" asks what is on offer, and not how much of it went. */
const isOnOffer = (coded: Coded) =>
  coded.all('days').length === 0 &&
  coded.meaning('verb', /\bdo (?:we|you) <v(\d+)>/.exec(coded.rest)?.[1])?.word === 'sell'

function isOfPieces(
  coded: Coded,
  { value, noun, verb, units, each }: Record<string, string | undefined>,
): boolean {
  if (units !== undefined || each !== undefined) return true
  const held = coded.meaning('value', value)?.held
  if (held) return held.some(({ type }) => isWare(type))
  const of = coded.meaning('type', noun)?.type
  if (of === undefined || !isWare(of) || isOnOffer(coded)) return false
  return isSold(coded.meaning('verb', verb)?.word ?? '')
}

/** "How many blue mugs did we sell": pieces are added up, and not the orders they were in. */
const pieces: Rule = (coded, types) => {
  const said = PIECES.exec(coded.rest)?.groups
  if (!said || !isOfPieces(coded, said)) return null
  const spoken = spokenOf(coded, false)
  const fits = (one: AskedType) =>
    piecesOf(one) !== null &&
    spoken.every((alike) => alike.some((to) => to.id === one.id || wayToOne(one, to, types) !== null))
  return types.find(fits) ?? null
}

/** "How did October go against September?" asks for sales, where nothing else is named. */
const periods: Rule = (coded, types) => {
  const isBare = !firstNoun(coded) && !firstVerb(coded) && coded.all('value').length === 0
  const days = coded.all('days').filter(({ from, to }) => from !== null && to !== null)
  return isBare && days.length >= 2 && coded.has(COMPARING) ? sold(coded, types) : null
}

/** "Everything that is late": what alone has such a value. */
const valued: Rule = (coded) => {
  const types = coded.all('value').flatMap(({ held }) => held.map(({ type }) => type))
  return types.every((type) => type === types[0]) ? (types[0] ?? null) : null
}

const who: Rule = (coded, types) => {
  if (!coded.has(WHO)) return null
  const done = firstVerb(coded)?.type
  if (done) return doerOf(done, types)
  const noun = firstNoun(coded)?.type
  const isNamed = coded.all('type').some(({ type }) => isCalled(type, 'customer'))
  // "Who got a refund": whose order is so, and not the order.
  const of = noun ?? valued(coded, types)
  return of && !isNamed && (noun || moneyOf(of)) ? doerOf(of, types) : null
}

/** "What did Nora order", "has Nora ordered anything": what was done is asked for. */
const done: Rule = (coded) => {
  const verb = firstVerb(coded)
  if (!verb) return null
  if (coded.has(/^(?:and |so )*(?:what|when)\b/) && !coded.has(/^(?:and |so )*what <t/)) return verb.type
  const noun = firstNoun(coded)
  return coded.has(/^(?:did|has|have) .*<v/) && (!noun || noun.number > verb.number) ? verb.type : null
}

const named: Rule = (coded) => firstNoun(coded)?.type ?? firstVerb(coded)?.type ?? null

/** What a question asks for; null where it is about nothing of this data. */
export const subjectOf: Rule = firstOf(
  pieces,
  counted,
  howOften,
  money,
  who,
  done,
  named,
  valued,
  periods,
  toldByProperties,
  toldByMoney,
)
