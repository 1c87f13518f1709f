import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { amountOf, keptMoney } from '../money.ts'
import { judgeListing } from '../rules/judge-listing.ts'
import type { Money } from '../reading/money-text.ts'
import type { Reading } from '../reading/read-price.ts'
import { nextMorning } from './next-day.ts'
import type { Look, Wanted } from './look.ts'
import { whatFollows } from './what-follows.ts'
import type { Before, Following } from './what-follows.ts'
import { nameUntilRead } from '../listings/address.ts'
import { lockedListing } from '../listings/queries.ts'
import type { KnownListing } from '../listings/queries.ts'
import type { ListingState, Outcome, ShownVariant } from '../listings/schema.ts'

const MOST_SIGNS = 500
const MOST_TITLE = 300
const MOST_VARIANTS = 100

/** A page may show what no text column takes. */
const storable = (text: string, most = MOST_SIGNS): string =>
  text.replaceAll('\u0000', '').slice(0, most).toWellFormed()

function beforeOf(listing: KnownListing): Before {
  const { waitingMinor, waitingCurrency, waitingBecause, waitingAt, failingAt } = listing
  const { refusedMinor, refusedCurrency } = listing
  const waiting = keptMoney({ minor: waitingMinor, currency: waitingCurrency })
  return {
    price: keptMoney(listing),
    waiting: waiting && { price: waiting, because: waitingBecause ?? '', since: new Date(waitingAt ?? 0) },
    refused: keptMoney({ minor: refusedMinor, currency: refusedCurrency }),
    availability: listing.availability,
    failingSince: failingAt === null ? null : new Date(failingAt),
    isToldGone: listing.toldGoneAt !== null,
  }
}

const shownVariants = ({ variants }: Reading): ShownVariant[] =>
  variants.slice(0, MOST_VARIANTS).map(({ id, title, price }) => ({
    id: storable(id),
    title: storable(title),
    price: price && { amount: amountOf(price), currency: price.currency },
  }))

/** What the page says beside the price that counts, and by what it is known again: where the price counts, and only there. */
function ofPage({ reading, known, reader }: Extract<Look, { kind: 'read' }>, following: Following) {
  const { outcome, refused } = following
  const counts = outcome !== 'quarantined' && refused === null && reading.outcome === 'price'
  return {
    etag: counts ? known.etag : null,
    modified: counts ? known.modified : null,
    ...(reading.title !== null && { title: storable(reading.title, MOST_TITLE) }),
    variants: JSON.stringify(shownVariants(reading)),
    reasons: JSON.stringify(reading.reasons.map((reason) => storable(reason))),
    ...(counts && {
      wasMinor: reading.compareAt?.minor ?? null,
      source: reading.source,
      reader,
      confidence: Math.round(reading.confidence * 100),
    }),
  }
}

const ofWaiting = ({ waiting }: Following) => ({
  waitingMinor: waiting?.price.minor ?? null,
  waitingCurrency: waiting?.price.currency ?? null,
  waitingBecause: waiting?.because ?? null,
  waitingAt: waiting?.since ?? null,
})

const ofRefused = ({ refused }: Following) => ({
  refusedMinor: refused?.minor ?? null,
  refusedCurrency: refused?.currency ?? null,
})

interface Kept {
  listing: KnownListing
  look: Exclude<Look, { kind: 'later' }>
  following: Following
}

/** What was called a mistake is said beside the price for as long as it is there, so no note has to. */
const noteAfter = ({ note, refused, failingSince }: Following): string =>
  refused !== null && failingSince === null ? '' : storable(note)

/** One that was given up and can be read again is watched again. */
function stateAfter({ state }: KnownListing, { tells, failingSince }: Following): ListingState {
  if (tells === 'off') return 'off'
  return state === 'off' && failingSince === null ? 'watched' : state
}

async function keepListing(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { listing, look, following }: Kept,
): Promise<void> {
  const now = ctx.now()
  const { price, tells, failingSince } = following
  await tx
    .updateTable('marketplaceListing')
    .set({
      outcome: following.outcome,
      note: noteAfter(following),
      availability: following.availability,
      minor: price?.minor ?? null,
      currency: price?.currency ?? null,
      ...(following.isNew && { pricedAt: now }),
      ...ofWaiting(following),
      ...ofRefused(following),
      ...(look.kind === 'read' && ofPage(look, following)),
      state: stateAfter(listing, following),
      checkedAt: now,
      nextAt: following.again ?? nextMorning(ctx.org.timeZone, now),
      failingAt: failingSince,
      ...(tells !== null && { toldGoneAt: tells === 'back' ? null : now }),
      updatedAt: now,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', listing.id)
    .execute()
}

const SEEN: ReadonlySet<Outcome> = new Set(['ok', 'unchanged', 'out-of-stock'])

/** The price that a look saw, whether it counts or not. */
function seenPrice({ outcome, price, waiting }: Following): Money | null {
  if (outcome === 'quarantined') return waiting && waiting.price
  return SEEN.has(outcome) ? price : null
}

async function keepCheck(ctx: OrgContext, tx: OrgWriteTx, { listing, following }: Kept): Promise<void> {
  const seen = seenPrice(following)
  await tx
    .insertInto('marketplaceCheck')
    .values({
      id: uuidv7(),
      orgId: ctx.org.orgId,
      listingId: listing.id,
      outcome: following.outcome,
      minor: seen?.minor ?? null,
      currency: seen?.currency ?? null,
      note: storable(following.note),
      checkedAt: ctx.now(),
    })
    .execute()
}

interface Changed {
  listing: Pick<KnownListing, 'id' | 'productId' | 'shop'>
  price: Money
  from: Money | null
}

/** A point of the chart, and whoever listens hears of it; the first price of a page is no change. */
export async function keepPrice(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { listing, price, from }: Changed,
): Promise<void> {
  const { id: listingId, productId, shop } = listing
  await tx
    .insertInto('marketplacePrice')
    .values({
      id: uuidv7(),
      orgId: ctx.org.orgId,
      productId,
      listingId,
      minor: price.minor,
      currency: price.currency,
      seenAt: ctx.now(),
    })
    .execute()
  if (from === null) return
  const shown = (money: Money) => ({ amount: amountOf(money), currency: money.currency })
  tx.emit({
    topic: 'marketplace.price.changed',
    aggregate: `listing:${listingId}`,
    payload: { listingId, productId, shop, from: shown(from), to: shown(price) },
  })
}

/** A product that nobody named yet is called what its first page calls it. */
async function nameProduct(ctx: OrgContext, tx: OrgWriteTx, { listing, look }: Kept): Promise<void> {
  if (look.kind !== 'read' || look.reading.title === null) return
  const title = storable(look.reading.title, 200)
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  if (title === '' || listing.product !== nameUntilRead(new URL(listing.url))) return
  await tx
    .updateTable('marketplaceProduct')
    .set({
      name: title,
      ...(look.reading.gtin !== null && { gtin: look.reading.gtin }),
      updatedAt: ctx.now(),
    })
    .where('id', '=', listing.productId)
    .where('name', '=', listing.product)
    .execute()
}

function tell(tx: OrgWriteTx, { listing, following }: Kept): void {
  const { id: listingId, productId, shop } = listing
  if (following.tells === null) return
  tx.emit({
    topic: `marketplace.listing.${following.tells}`,
    aggregate: `listing:${listingId}`,
    payload: { listingId, productId, shop },
  })
}

interface Looked {
  id: string
  wanted: Wanted
  look: Look
}

/** What a person chose meanwhile makes what was seen before it worth nothing. */
const isOutdated = (listing: KnownListing, { url, variant, selector, currencyMeant }: Wanted): boolean =>
  listing.url !== url ||
  listing.variant !== variant ||
  listing.selector !== selector ||
  listing.currencyMeant !== currencyMeant

const lookAgain = (tx: OrgWriteTx, id: string, at: Date) =>
  tx.updateTable('marketplaceListing').set({ nextAt: at }).where('id', '=', id).execute()

/**
 * Keeps what a look brought, and what follows from it. Answers null where it does not count: the shop asks to come later, or
 * somebody chose otherwise meanwhile. Throws a NOT_FOUND where the page was removed.
 */
export async function keepLook(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, wanted, look }: Looked,
): Promise<Outcome | null> {
  const now = ctx.now()
  // Two looks at once are kept one after the other, so that one change is one change.
  const listing = await lockedListing(tx, id)
  if (look.kind === 'later' || isOutdated(listing, wanted)) {
    const seconds = look.kind === 'later' ? look.retryAfterSeconds : 0
    await lookAgain(tx, id, new Date(now.getTime() + seconds * 1_000))
    return null
  }
  const following = whatFollows(beforeOf(listing), look, now)
  const kept = { listing, look, following }
  await keepListing(ctx, tx, kept)
  await keepCheck(ctx, tx, kept)
  await nameProduct(ctx, tx, kept)
  const { outcome, price, isNew, changedFrom } = following
  if (price !== null && isNew) await keepPrice(ctx, tx, { listing, price, from: changedFrom })
  tell(tx, kept)
  await judgeListing(ctx, tx, { listingId: id, from: changedFrom })
  return outcome
}
