import type { OrgContext } from '../../../platform/calls/context.ts'
import { askingFrom } from '../asking/asking.ts'
import { knownListing } from '../listings/queries.ts'
import type { KnownListing } from '../listings/queries.ts'
import { lookAt } from './look.ts'
import type { Look, Wanted } from './look.ts'
import type { Reader } from '../reading/schema.ts'

/** What did not change is not sent again, where what is known of it counts. */
const knownOf = ({ minor, waitingMinor, etag, modified }: KnownListing): Wanted['known'] =>
  minor === null || waitingMinor !== null ? null : { etag, modified }

export interface LookedAt {
  id: string
  wanted: Wanted
  look: Look
}

/** Looks at a page now; nothing is kept yet. Throws a NOT_FOUND. */
export async function lookNow(
  ctx: OrgContext,
  { id, by }: { id: string; by: Reader },
  signal?: AbortSignal,
): Promise<LookedAt> {
  const listing = await knownListing(ctx.db, id)
  const { url, variant, selector, currencyMeant } = listing
  const wanted = { reader: by, url, variant, selector, currencyMeant, known: knownOf(listing) }
  return { id, wanted, look: await lookAt(wanted, askingFrom(ctx, signal)) }
}
