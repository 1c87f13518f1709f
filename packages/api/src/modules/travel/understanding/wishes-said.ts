import type { Cabin, Wish } from '../slots/schema.ts'
import { blank, quoteOf, take } from './said.ts'
import type { Said } from './said.ts'

const cabins: readonly [Cabin, RegExp][] = [
  ['premium', /\bpremium(?: economy)?(?: class)?\b/],
  [
    'business',
    /\b(?:in |fly(?:ing)? )?business class\b|\b(?:fly(?:ing)?|in|travel(?:ling)?) business\b|(?<=[,;] *)business(?= *(?:$|[,.;]))/,
  ],
  ['first', /\bfirst class\b|\bfly(?:ing)? first\b/],
  ['economy', /\beconomy(?: class)?\b|\bcoach class\b/],
]

/** The words by which people wish for something; longer ones stand before what they contain. */
const wishes: readonly [Wish, RegExp][] = [
  [
    'direct',
    /\b(?:direct(?: flights?)?|non-?stop|without (?:a )?(?:stop|change|layover)s?|no (?:stop|change|layover|stopover)s?)\b/,
  ],
  ['morning', /\b(?:(?:in the )?mornings?(?: flights?)?|early flights?|before noon)\b/],
  ['central', /\b(?:(?:in (?:the )?)?(?:city |town )?cent(?:re|er)|central(?:ly)?|downtown|old town)\b/],
  ['breakfast', /\b(?:breakfast(?: included)?|b&b|bed and breakfast)\b/],
  ['refundable', /\b(?:refundable|free cancell?ation|cancell?able|can be cancell?ed|flexible booking)\b/],
  [
    'holdBag',
    /\b(?:checked bags?|hold bags?|(?:\d|two|three|four) (?:big |large )?bags|checked luggage|hold luggage|(?<!\b(?:hand|cabin|carry-on) )(?:luggage|baggage)|suitcases?)\b/,
  ],
  [
    'car',
    /\b(?:(?:rental|hire|rent(?:ed)?) cars?|car (?:rental|hire)|(?:rent|hire) a car|(?:and|with|need|a|the|no|without) (?:a |the )?car)\b/,
  ],
  ['flat', /\b(?:flats?|apartments?|airbnb|self-catering)\b/],
  ['hotel', /\bhotels?\b/],
  ['quiet', /\b(?:quiet|calm|peaceful)\b/],
  ['pool', /\b(?:(?:swimming )?pools?)\b/],
  ['warm', /\b(?:warm|hot|sunny|sunshine)\b/],
  ['beach', /\b(?:beach(?:es)?|by the (?:sea|ocean)|seaside|at the (?:sea|coast)|the sea)\b/],
  ['nature', /\b(?:nature|hiking|hikes?|mountains?|national parks?)\b/],
  ['culture', /\b(?:culture|museums?|sightseeing|galler(?:y|ies)|theatres?)\b/],
  ['food', /\b(?:good food|food|restaurants?|cuisine|wine)\b/],
  ['snow', /\b(?:snow|ski(?:ing)?|snowboard(?:ing)?)\b/],
  ['family', /\b(?:family[- ]friendly|child[- ]friendly|kid[- ]friendly|for families)\b/],
]
const denied =
  /\b(?:no|without|not|don't (?:want|need)|do not (?:want|need)|drop|skip|remove|forget) (?:a |an |the |any )?$/
const MOST = 8

export interface WishesSaid {
  wanted: Wish[]
  unwanted: Wish[]
  quote: string
}

export function cabinIn(said: Said): { value: Cabin; quote: string } | null {
  for (const [value, pattern] of cabins) {
    const found = take(said, pattern)
    if (found) return { value, quote: found.quote }
  }
  return null
}

/** "Without the car": the word before it, or that it holds itself. "Without a stop" is a wish. */
const isDenied = (wish: Wish, words: string, ahead: string): boolean =>
  denied.test(ahead) || (wish !== 'direct' && /^(?:no|without) /.test(words))

export function wishesIn(said: Said): WishesSaid {
  const result: WishesSaid = { wanted: [], unwanted: [], quote: '' }
  const quotes: string[] = []
  for (const [wish, pattern] of wishes) {
    const found = pattern.exec(said.left)
    if (!found) continue
    const [from, to] = [found.index, found.index + found[0].length]
    const isNot = isDenied(wish, found[0], said.left.slice(Math.max(0, from - 24), from))
    if (isNot) result.unwanted.push(wish)
    else if (result.wanted.length < MOST) {
      result.wanted.push(wish)
      quotes.push(quoteOf(said, from, to))
    }
    blank(said, from, to)
  }
  return { ...result, quote: quotes.join(', ').slice(0, 200) }
}
