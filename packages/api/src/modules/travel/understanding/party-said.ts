import { MOST_TRAVELLERS } from '../slots/schema.ts'
import type { Party, TripQuestion } from '../slots/schema.ts'
import { childrenIn } from './children-said.ts'
import type { Children } from './children-said.ts'
import { COUNT, countOf, take } from './said.ts'
import type { Said } from './said.ts'

export interface PartySaid {
  party: { value: Party; quote: string } | null
  rooms: { value: number; quote: string } | null
  question: TripQuestion | null
  faults: string[]
}

const people =
  'people|persons?|pers|adults?|travell?ers?|passengers?|pax|adts?|ad|ppl|guests?|grown-ups?|tickets?|seats?|friends|mates|lads|buddies|ladies|women|men|guys|gents|girls(?! *(?:\\(|,? *age|of \\d))|seniors?|colleagues|employees|of us'
/** One beside the one who writes. */
const company =
  'wife|husband|missus|(?:other|better) half|partner|girlfriend|boyfriend|fiancee?|friend|colleague|coworker|co-worker|boss|mother|father|mum|mom|dad|sister|brother|assistant|business partner|grandma|grandmother|grandpa|grandfather|aunt|uncle|cousin'
const WHO = `(?:(?:my|our|a|the) )(?:${company}|parents|grandparents)`
const NEXT = `(?:(?: *,| and| *&| \\+)* (?:(?:my|our|a|the) )?(?:${company}|parents|grandparents)\\b){0,6}`

/** Those beside the one who writes; parents are two. */
const companyOf = (words: string): number =>
  [...words.matchAll(new RegExp(`\\b(?:(parents|grandparents)|${company})\\b`, 'g'))].reduce(
    (sum, [, pair]) => sum + (pair === undefined ? 1 : 2),
    0,
  )

const PARENTS = '(?:grand)?parents'
/** "Grandparents, parents and two children": they travel themselves; "my parents" may be whom one visits. */
const pairs = new RegExp(
  `(?<!\\b(?:my|our|his|her|their|the|visit|visiting|see|with) )\\b(${PARENTS}(?:(?:,| and| &)+ ${PARENTS})*)\\b`,
)

/** Adults, by how many are spoken of; the first that fits counts. */
const adultPatterns: readonly [RegExp, (groups: readonly string[]) => number][] = [
  [
    new RegExp(`\\bwith ${COUNT} (?:friends|mates|buddies|colleagues|coworkers|co-workers|others)\\b`),
    ([n = '']) => countOf(n) + 1,
  ],
  [
    new RegExp(`\\b(?:me|myself|i) (?:and|plus|&|\\+) ${COUNT} (?:other )?(?:${people})\\b`),
    ([n = '']) => countOf(n) + 1,
  ],
  [
    new RegExp(`\\b${COUNT} adults?(?:,|,? and| \\+)? ${COUNT} (?:seniors?|pensioners?)\\b`),
    ([n = '', old = '']) => countOf(n) + countOf(old),
  ],
  [/(?<!\b(?:terminal|gate|room|seat) )\b(\d)(?: ?adts?|a)\b/, ([n = '']) => countOf(n)],
  [new RegExp(`\\b${COUNT} couples\\b`), ([n = '']) => 2 * countOf(n)],
  [/(?:\b(?:me|myself|i)\b *)?(?:\bplus one\b|\bplus 1\b|\+ ?1\b)/, () => 2],
  [new RegExp(`\\b${COUNT} (?:other )?(?:${people})\\b`), ([n = '']) => countOf(n)],
  [new RegExp(`\\bthe (two|three|four|five|six|seven|eight|nine) of us\\b`), ([n = '']) => countOf(n)],
  [new RegExp(`\\bfamily of ${COUNT}\\b`), ([n = '']) => countOf(n)],
  [
    new RegExp(`\\b(?:(?:me|myself|i)(?:,|,? and|,? plus| &| \\+) |with )(${WHO}\\b${NEXT})`),
    ([words = '']) => 1 + companyOf(words),
  ],
  [
    new RegExp(`\\b(${WHO}\\b${NEXT})(?: \\(2\\))?,? +and (?:i|me|myself)\\b`),
    ([words = '']) => 1 + companyOf(words),
  ],
  [pairs, ([words = '']) => companyOf(words)],
  [/\b(?:us two|both of us|for both|we two|as a couple|for a couple|couple|honeymoon)\b/, () => 2],
  [
    /\b(?:alone|solo|just me|only me|by myself|on my own|for myself|single traveller|single traveler)\b/,
    () => 1,
  ],
  [
    new RegExp(
      `\\bfor ${COUNT}(?= *(?:$|[,.;!?]|(?:in|from|to|on|under|with|and(?! a half)|leaving|max|below)\\b))`,
    ),
    ([n = '']) => countOf(n),
  ],
  [
    new RegExp(
      `\\b(?:we are|we're|party of|group of|team of|make it) ${COUNT}\\b(?! *(?:nights?|days?|weeks?|rooms?))`,
    ),
    ([n = '']) => countOf(n),
  ],
]

function adultsIn(said: Said): { count: number; quote: string } | null {
  for (const [pattern, count] of adultPatterns) {
    const found = take(said, pattern)
    if (found) return { count: count(found.groups), quote: found.quote }
  }
  return null
}

const ASKED: TripQuestion = { slot: 'party', text: 'How many children, and how old are they?', choices: [] }

function roomsIn(said: Said, adults: number): PartySaid['rooms'] {
  const separate = take(said, /\b(?:separate|single|own) rooms\b/)
  if (separate) return { value: Math.max(1, adults), quote: separate.quote }
  const found = take(said, new RegExp(`\\b${COUNT} (?:hotel |double |twin )?rooms?\\b`))
  if (!found) return null
  const value = countOf(found.groups[0] ?? '')
  return value >= 1 && value <= MOST_TRAVELLERS ? { value, quote: found.quote } : null
}

function faultsOf({ adults, childAges }: Party): string[] {
  if (adults < 1) return ['At least one adult has to travel.']
  if (adults + childAges.length > MOST_TRAVELLERS)
    return [`At most ${MOST_TRAVELLERS} can travel together here.`]
  return []
}

/** "A family of four": two adults, and children whose ages have to be asked for. */
const family = ({ adults, childAges }: Party): Party => ({ adults: Math.min(2, adults), childAges })

interface Told {
  adults: { count: number; quote: string } | null
  children: Children | null
}

/** Those who are spoken of; who is not keeps being as many as before. */
function partyOf({ adults, children }: Told, { before, isWe }: { before: Party; isWe: boolean }): Party {
  const usual = children && isWe ? Math.max(2, before.adults) : before.adults
  return {
    adults: adults?.count ?? usual,
    childAges: children?.ages ?? (adults ? [] : [...before.childAges]),
  }
}

/** Who travels, and in how many rooms. */
export function partyIn(said: Said, before: Party): PartySaid {
  const isFamily = /\bfamily of\b/.test(said.left)
  const isWe = /\b(?:we|our|us|family)\b/.test(said.left)
  const children = childrenIn(said)
  const adults = adultsIn(said)
  const told = partyOf({ adults, children }, { before, isWe })
  const value = isFamily ? family(told) : told
  const faults = faultsOf(told)
  const found = [adults, children].flatMap((one) => one ?? [])
  const quote = found
    .map((one) => one.quote)
    .join(' ')
    .slice(0, 200)
  const areAgesKnown = children === null || children.count === children.ages.length
  return {
    party: found.length > 0 && faults.length === 0 ? { value, quote } : null,
    rooms: roomsIn(said, faults.length > 0 ? 1 : value.adults),
    question: (isFamily && value.childAges.length === 0) || !areAgesKnown ? ASKED : null,
    faults,
  }
}
