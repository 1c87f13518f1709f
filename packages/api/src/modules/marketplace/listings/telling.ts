import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { counted, joinedParts, linesOf, toldList } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { CheckPage } from '../checks/schema.ts'
import type { Check } from '../checks/schema.ts'
import { priceText } from '../money.ts'
import { ListingPage, WholeListing } from './schema.ts'
import type { Listing } from './schema.ts'
import { listingName, outcomeWords } from './words.ts'

/** What stands in the way of a price; false where it was read as ever. */
function troubleOf({ outcome, availability }: Listing): string | false {
  if (outcome === null) return 'not looked at yet'
  if (availability === 'out-of-stock') return outcomeWords['out-of-stock']
  return outcome !== 'ok' && outcome !== 'unchanged' && outcome !== 'quarantined' && outcomeWords[outcome]
}

const waitingText = ({ waiting }: Listing): string | false =>
  waiting !== null && `${priceText(waiting)} waits until you say whether it is right`

const weekText = ({ price, weekAgo }: Listing): string | false =>
  price !== null && weekAgo !== null && weekAgo.amount !== price.amount && `${priceText(weekAgo)} a week ago`

const stateText = ({ state }: Listing): string | false =>
  state === 'paused' ? 'paused' : state === 'off' && 'given up, nothing could be read for a week'

const listingText = (listing: Listing): string =>
  joinedParts([
    listing.price === null ? 'no price' : priceText(listing.price),
    weekText(listing),
    troubleOf(listing),
    waitingText(listing),
    stateText(listing),
  ])

function listingsLead(items: readonly Listing[], hasMore: boolean): string {
  const of = (state: Listing['state']) => items.filter((item) => item.state === state).length
  const [watched, paused, off] = [of('watched'), of('paused'), of('off')]
  const waiting = items.filter((item) => item.waiting !== null).length
  const states = [
    watched > 0 && `${watched} watched`,
    paused > 0 && `${paused} paused`,
    off > 0 && `${off} given up`,
  ]
  const many = `${hasMore ? 'At least ' : ''}${counted(items.length, 'page of a shop', 'pages of shops')}`
  const doubtful =
    waiting === 0
      ? ''
      : ` ${counted(waiting, 'price waits', 'prices wait')} until you say whether it is right.`
  return `${many}: ${joinedParts(states)}.${doubtful}`
}

export function listingsTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = ListingPage.parse(output)
  if (items.length === 0)
    return {
      text: 'I find no such page of a shop: say “watch” and the address of a page to add one.',
      shown: [],
    }
  const rows = items.map((listing) => ({
    id: listing.id,
    name: listingName(listing),
    matter: listingText(listing),
  }))
  return toldList(listingsLead(items, nextCursor !== null), rows, nextCursor !== null)
}

function sureLine({ price, confidence, reasons }: WholeListing): string | false {
  if (price === null || confidence === null) return false
  const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`
  return `I am ${confidence} percent sure of the price${why}.`
}

function askedLine(listing: WholeListing): string {
  const { shop, product, price } = listing
  const trouble = troubleOf(listing)
  if (price === null) return `I know no price of ${product} at ${shop}: ${trouble || 'none was read'}.`
  return `${shop} asks ${priceText(price)} for ${product}${trouble === false ? '' : `; ${trouble}`}.`
}

export function listingTold(output: unknown): ToldAnswer {
  const listing = WholeListing.parse(output)
  const { id, note, waiting, refused, was, checkedAt, url, state } = listing
  const week = weekText(listing)
  return {
    text: linesOf([
      askedLine(listing),
      week !== false && `It was ${week}.`,
      was !== null && `Before, it cost ${priceText(was)}, as the shop says.`,
      waiting !== null && `${waitingText(listing) || ''}. ${waiting.because}`,
      refused !== '' && `${refused}, which the page says, was called a mistake and does not count.`,
      note !== waiting?.because && note,
      sureLine(listing),
      checkedAt !== null && `It was last looked at on ${dayTextOf(checkedAt)}.`,
      state === 'paused' && 'It is paused: nobody looks there in the morning.',
      state === 'off' && 'Nobody looks there any more, for nothing could be read for a week.',
      `The page: ${url}`,
    ]),
    shown: [{ id, name: listingName(listing) }],
  }
}

const checkText = ({ price, outcome }: Check): string =>
  joinedParts([price !== null && priceText(price), outcomeWords[outcome]])

export function checksTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = CheckPage.parse(output)
  const [latest] = items
  if (!latest) return { text: 'Nobody has looked at this page yet: say “look at” and its name.' }
  const rows = items.map((check) => ({
    id: check.id,
    name: dayTextOf(check.checkedAt),
    matter: checkText(check),
  }))
  const lead = `It was last looked at on ${dayTextOf(latest.checkedAt)}: ${checkText(latest)}.`
  return { text: toldList(lead, rows, nextCursor !== null).text }
}
