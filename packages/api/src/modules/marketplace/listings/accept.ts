import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import { keepPrice } from '../checks/keep-look.ts'
import { nextMorning } from '../checks/next-day.ts'
import { keptMoney } from '../money.ts'
import { judgeListing } from '../rules/judge-listing.ts'
import type { Money } from '../reading/money-text.ts'
import { findListing, lockedListing } from './queries.ts'
import type { KnownListing } from './queries.ts'
import type { AcceptPrice, Listing, Outcome } from './schema.ts'

/** The price that a person judges: one that waits, or one that was called a mistake and is right after all. */
function judged(listing: KnownListing, isRight: boolean): Money | null {
  const { waitingMinor, waitingCurrency, refusedMinor, refusedCurrency } = listing
  const waiting = keptMoney({ minor: waitingMinor, currency: waitingCurrency })
  return waiting ?? (isRight ? keptMoney({ minor: refusedMinor, currency: refusedCurrency }) : null)
}

function outcomeAfter({ availability }: KnownListing, isRight: boolean): Outcome {
  if (availability === 'out-of-stock') return 'out-of-stock'
  return isRight ? 'ok' : 'unchanged'
}

/** A person says whether a price that nobody believed is right. Throws a CONFLICT where none waits. */
export function acceptPrice(ctx: OrgContext, { id, version, isRight }: AcceptPrice): Promise<Listing> {
  return ctx.write(async (tx) => {
    const listing = await lockedListing(tx, id)
    requireVersion(listing, version)
    const price = judged(listing, isRight)
    if (price === null) throw new AppError('CONFLICT', { message: 'No price waits here any more.' })
    const from = keptMoney(listing)
    const now = ctx.now()
    await tx
      .updateTable('marketplaceListing')
      .set({
        ...(isRight && { minor: price.minor, currency: price.currency, pricedAt: now }),
        outcome: outcomeAfter(listing, isRight),
        note: '',
        waitingMinor: null,
        waitingCurrency: null,
        waitingBecause: null,
        waitingAt: null,
        refusedMinor: isRight ? null : price.minor,
        refusedCurrency: isRight ? null : price.currency,
        nextAt: nextMorning(ctx.org.timeZone, now),
        updatedAt: now,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit(isRight ? 'marketplace.price.accepted' : 'marketplace.price.refused', { listing: id })
    if (isRight) {
      await keepPrice(ctx, tx, { listing, price, from })
      await judgeListing(ctx, tx, { listingId: id, from })
    }
    return findListing(tx, id, now)
  })
}
