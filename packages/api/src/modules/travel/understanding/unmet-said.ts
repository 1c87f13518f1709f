import type { UnmetWish } from '../slots/schema.ts'
import { quoteOf } from './said.ts'
import type { Said } from './said.ts'

type About = UnmetWish['about']

/** What people ask for and no offer is chosen by; longer words stand before those that they contain. */
const topics: readonly [About, RegExp][] = [
  [
    'animals',
    /\b(?:(?:a|an|one|two|the|my|our|his|her|small|big|little|old|\d) +){0,3}(?:dogs?|cats?|pets?|pupp(?:y|ies)|rabbits?|parrots?|guide dog|hunde?|katzen?)\b/g,
  ],
  [
    'access',
    /\b(?:(?:a|the|my|in a|uses? a) +)?(?:wheelchairs?(?: users?)?|mobility scooter|reduced mobility|step-free|barrier-free|barrierefrei|rollstuhl|disabled|disability|accessible(?: room)?)\b/g,
  ],
  [
    'times',
    /\b(?:(?:arriv|depart|leav|land|tak)\w* +)?(?:not (?:before|after|earlier than|later than)|no (?:earlier|later) than|before|after|by|at|until|from|around|about) +(?:\d{1,2}:\d\d|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'clock|uhr|h)(?![a-z])|noon|midnight|midday)|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow) (?:noon|night|lunchtime|midday)\b|\btonight\b|\b\d{1,2}:\d\d\b|\b(?:before|after) +\d{1,2}(?= *(?:$|[,.;!?]|(?:to|from|and|on|back|in)\b))|\b(?:in the )?(?:afternoons?|evenings?|late flights?|night flights?|red-eye|overnight flights?)\b/g,
  ],
  [
    'surface',
    /\b(?:by (?:train|rail|bus|ferry|boat|ship|sea)|night trains?|sleeper trains?|trains?(?! stations?| fares?)|ferry|ferries|cruises?|interrail|flixbus|coach (?:trip|tour)|mit (?:der|dem) (?:bahn|zug))\b/g,
  ],
  [
    'meals',
    /\b(?:all[- ]inclusive|half[- ]board|full[- ]board|halbpension|vollpension|vegetarian|vegan|kosher|halal|gluten[- ]free)(?: meals?| food| breakfast)?\b/g,
  ],
  [
    'seats',
    /\b(?:aisle(?: seats?)?|window seats?|seats? (?:together|next to each other)|extra legroom|leg ?room|exit rows?|front rows?)\b/g,
  ],
  [
    'bulky',
    /\b(?:(?:a|the|my|our|two|\d) +)?(?:surf ?boards?|skis|ski (?:gear|equipment|bag)|snowboard bag|(?:my|our|with) bikes?|bicycles?|golf clubs|guitars?|cellos?|instruments?|prams?|buggy|buggies|strollers?|pushchairs?)\b/g,
  ],
  [
    'stay',
    /\b(?:(?:[1-5]|one|two|three|four|five)(?:-| ?)stars?(?: hotels?)?|(?:sea|ocean) views?|balcony|adjoining rooms?|connecting rooms?|ground floor|gym|spa hotel|with (?:a )?spa|sauna|parking|kitchen|twin beds?|(?:baby )?cots?|crib|(?:(?:close|near|next) to|near) the (?!sea\b|beach|ocean|coast|cent|city cent|town cent|old town)[a-z]+(?: station)?)\b/g,
  ],
  [
    'parts',
    /\b(?:(?:a |the )?(?:hotel|room|accommodation|flight|stay)s? only|(?:only|just)(?: a| the)? (?:hotel|room|accommodation|flight)s?|(?:no|without)(?: a| the)? (?:flights?|hotels?|accommodation))\b/g,
  ],
  [
    'airline',
    /\b(?:(?:with|on|by|no|not|without|avoid) +)?(?:lufthansa|ryanair|easy ?jet|klm|air france|british airways|eurowings|wizz ?air|vueling|swiss air|austrian airlines|tap portugal|sas|finnair|emirates|qatar airways|turkish airlines|aer lingus|iberia|condor|star alliance|oneworld|skyteam)\b/g,
  ],
  [
    'services',
    /\b(?:travel insurance|insurance|visas?|airport transfers?|transfers?|taxis?|airport pick[- ]?up|concert tickets?|museum tickets?)\b/g,
  ],
]

const texts: Readonly<Record<About, string>> = {
  animals:
    'nobody was asked whether animals may come along, nor what they cost. Ask the airline and the place you stay at before you book.',
  access: 'offers are not chosen by it. Ask the airline and the place you stay at for help before you book.',
  times: 'offers are not chosen by the clock, only by “in the morning”. Each shows its times.',
  surface: 'flights alone are compared.',
  meals: 'of meals, breakfast alone is compared.',
  seats: 'seats are not chosen here.',
  bulky: 'nobody was asked whether it may come along, nor what it costs. Ask the airline before you book.',
  stay: 'places to stay are not chosen by it.',
  parts: 'each offer has flights and, over night, a place to stay. One alone is not looked for.',
  airline: 'airlines cannot be chosen.',
  services: 'it is not arranged here.',
}

const denied =
  /\b(?:no|without|not|don't (?:want|need)|do not (?:want|need)|drop|forget|leave) (?:out )?(?:(?:a|an|the|any|our|my) )?$/

const isDenied = ({ left }: Said, at: number): boolean => denied.test(left.slice(Math.max(0, at - 24), at))

const MOST_QUOTE = 200

export interface UnmetSaid {
  unmet: UnmetWish[]
  /** What is not wished any more. */
  dropped: About[]
}

/** What somebody asks for that no offer is chosen by, to be told and never passed over; read of the whole text. */
export function unmetIn(whole: Said): UnmetSaid {
  const result: UnmetSaid = { unmet: [], dropped: [] }
  for (const [about, pattern] of topics) {
    const found = [...whole.left.matchAll(pattern)]
    const wished = found.filter(({ index }) => about === 'airline' || !isDenied(whole, index))
    const quotes = wished.map(({ 0: words, index }) => quoteOf(whole, index, index + words.length))
    const quote = [...new Set(quotes)].join(', ').slice(0, MOST_QUOTE)
    if (quote !== '') result.unmet.push({ about, quote, text: texts[about] })
    else if (found.length > 0) result.dropped.push(about)
  }
  return result
}

/** What was asked for before and is not taken back, and what is asked for now. */
export const stillUnmet = (before: readonly UnmetWish[], { unmet, dropped }: UnmetSaid): UnmetWish[] => {
  const isNew = (about: About) => unmet.some((one) => one.about === about)
  return [...before.filter(({ about }) => !isNew(about) && !dropped.includes(about)), ...unmet]
}
