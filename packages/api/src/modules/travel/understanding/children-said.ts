import { blank, COUNT, countOf, quoteOf, take } from './said.ts'
import type { Found, Said } from './said.ts'

const kids = 'kids?|children|child|ch|chd|sons?|daughters?|teenagers?|toddlers?'

/** Each number ends before the next begins: digits without end would be parted in every way there is. */
const numbers = (between: string) => `(\\d{1,2}(?: *(?:${between}) *\\d{1,2})*)(?!\\d)(?: *(?:${between}) *)?`

/** "(6 and 9)", "aged 6 and 9", "6 and 9 years old" */
const ages = new RegExp(
  `(?:\\(|(?<!(?:team|group|party) )\\bof |\\bage[ds]?:? |\\bages:? |\\bwho (?:are|is) )${numbers(',|and|&|\\+')}(?! *(?:nights?|days?|weeks?|rooms?|stars?|people|pax|adults?)\\b)(?: *(?:years?(?: old)?|yo|y\\.o\\.))? *\\)?|\\b${numbers(',|and|&')}[ -]years?[ -]olds?`,
)

const SEVERAL = 2

/** "Two kids 8 and 10": as many numbers right behind as there are children; several where nobody says how many. */
function agesBehind(
  said: Said,
  { to }: Found,
  count: number | null,
): { ages: number[]; quote: string } | null {
  const found =
    /^[ ,:]*(\d{1,2}(?: *(?:,|and|&|\+) *\d{1,2})*)\b(?! *(?:nights?|days?|weeks?|rooms?|€|eur|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/.exec(
      said.left.slice(to),
    )
  const ages = (found?.[1]?.match(/\d{1,2}/g) ?? []).map(Number)
  const isAll = count === null ? ages.length >= SEVERAL : ages.length === count
  if (!found || !isAll || ages.some((age) => age > 17)) return null
  const quote = quoteOf(said, to, to + found[0].length)
  blank(said, to, to + found[0].length)
  return { ages, quote }
}

/** "2 ch (4/9)": between brackets behind children, strokes part ages and no date. */
const bracketed = /\( *(\d{1,2}(?: *\/ *\d{1,2}){1,7}) *\)/

function agesIn(said: Said): { ages: number[]; quote: string } | null {
  const found = take(said, bracketed) ?? take(said, ages)
  if (!found) return null
  const numbers = (found.groups.join(' ').match(/\d{1,2}/g) ?? []).map(Number)
  return numbers.every((age) => age <= 17) ? { ages: numbers, quote: found.quote } : null
}

export interface Children {
  count: number | null
  ages: number[]
  quote: string
}

const aBaby = /\b(?:and |with |plus )?(?:a |our |my |one )?(?:baby|infant)\b/
/** "8 months", "18-month-old": an age as well, and no year. */
const months = /(?:\( *|\b(?:aged? |of )?)(\d{1,2})[ -]months?(?:[ -]old)?\b *\)?/
const someChildren = new RegExp(
  `(?:\\b(?:and|with|plus|&) )?(?:\\b(?:my|our|the) )?(?:${COUNT} )?\\b(?:small |young |little )?(?:${kids})\\b`,
)
/** "2A 1C", "2ADT 1CHD", as those write who book much. */
const codedChildren = /(?<=\b\d ?a(?:dts?|d)?[ ,+&]*)\b(\d) ?c(?:hd?)?\b/
const aged = /\b(?:a |an |our |my )?(?:\d|1[0-7])[ -]years?[ -]old\b/
const theFamily = /\bwith (?:my|our|the) family\b/
const single = /(?:child|kid|son|daughter|teenager|toddler)$/i

/** "Two kids" are two, "my son" is one; null where nobody says how many. */
function countOfChildren({ groups, quote }: Found): number | null {
  const [word = ''] = groups
  if (word !== '') return countOf(word)
  return single.test(quote) ? 1 : null
}

/** How many there are beside the babies; null where nobody says. */
function olderOf(told: readonly number[], some: Found | null, family: Found | null): number | null {
  if (some) return countOfChildren(some) ?? (told.length > 0 ? told.length : null)
  return family ? null : told.length
}

const noChildren = new RegExp(`\\b(?:without|no) (?:the |my |our |any )?(?:${kids})\\b`)

/** A baby, in whole years: none, where nobody says how many months. */
function babyIn(said: Said): { ages: number[]; found: Found[] } {
  const baby = take(said, aBaby)
  if (!baby) return { ages: [], found: [] }
  const young = take(said, months)
  return { ages: [Math.floor(Number(young?.groups[0] ?? 0) / 12)], found: [baby] }
}

/** Null where nobody speaks of children; `count` is null where nobody says how many. */
export function childrenIn(said: Said): Children | null {
  const none = take(said, noChildren)
  if (none) return { count: 0, ages: [], quote: none.quote }
  const babies = babyIn(said)
  const some = take(said, codedChildren) ?? take(said, someChildren)
  const family = some ? null : take(said, theFamily)
  const found = [...babies.found, ...[some, family].flatMap((one) => one ?? [])]
  if (found.length === 0 && !aged.test(said.left)) return null
  const told = (some && agesBehind(said, some, countOfChildren(some))) ?? agesIn(said)
  const ages = told?.ages ?? []
  const older = olderOf(ages, some, family)
  return {
    count: older === null ? null : older + babies.ages.length,
    ages: [...babies.ages, ...ages],
    quote: [...found, ...(told ? [told] : [])].map(({ quote }) => quote).join(' '),
  }
}
