import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { enqueueJob } from '../../../platform/jobs/enqueue.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { microForLook } from '../../../shared/check-prices.ts'
import { AppError } from '../../../shared/errors.ts'
import { canBrowse } from '../asking/asking.ts'
import { knownListing } from '../listings/queries.ts'
import type { KnownListing } from '../listings/queries.ts'
import type { Reader } from '../reading/schema.ts'
import { shownPrice } from '../money.ts'
import { checkDescription } from './job-description.ts'
import { keepLook } from './keep-look.ts'
import { lookNow } from './run.ts'
import type {
  Check,
  DueListings,
  HoldCheck,
  ListChecks,
  RanCheck,
  RunCheck,
  StartCheck,
  StartedCheck,
} from './schema.ts'

const RETRY_MS = 60 * 60_000
const MOST_DUE = 50

const words: Readonly<Record<HoldCheck['because'], string>> = {
  credits: 'There are not enough credits. Prices are looked at again once there are.',
  failed: 'The look at this page could not be done. It is tried again every hour.',
}

export async function listChecks(ctx: OrgContext, input: ListChecks): Promise<Page<Check>> {
  await knownListing(ctx.db, input.listingId)
  const found = ctx.db
    .selectFrom('marketplaceCheck as c')
    .select(['c.id', 'c.listingId', 'c.outcome', 'c.minor', 'c.currency', 'c.note', 'c.checkedAt'])
    .where('c.listingId', '=', input.listingId)
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.marketplace.checks.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`c.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  const items = page.items.map(({ minor, currency, ...row }) => ({
    ...row,
    price: shownPrice({ minor, currency }),
  }))
  return { ...page, items }
}

interface Enqueued {
  jobId: string
  isNew: boolean
}

/** Has a page looked at, as a job. While that is under way, the same job is answered. */
export async function enqueueCheck(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, shop, by }: { id: string; shop: string; by: Reader },
): Promise<Enqueued> {
  const { id: jobId, isNew } = await enqueueJob(ctx, tx, {
    kind: checkDescription,
    payload: { listingId: id, shop, by },
    dedupeKey: `${id} ${by}`,
  })
  return { jobId, isNew }
}

/** Throws a CONFLICT where a page would be asked for in vain, or by a browser for nothing, and charged for. */
function requireReader(
  ctx: OrgContext,
  { reader, outcome }: Pick<KnownListing, 'reader' | 'outcome'>,
  by: Reader,
): void {
  if (by === 'browser' && !canBrowse(ctx))
    throw new AppError('CONFLICT', {
      message: 'Whoever runs this hub has not set up a browser, so such pages cannot be read.',
    })
  if (by === 'browser' && reader === 'page' && outcome !== 'no-price')
    throw new AppError('CONFLICT', {
      message: 'A browser is for pages that show no price without one. Look at this one with “page”.',
    })
  if (by === 'page' && reader === 'browser' && canBrowse(ctx))
    throw new AppError('CONFLICT', {
      message: 'The price of this page appears only in a browser. Look with “browser”, which costs more.',
    })
}

export function startCheck(ctx: OrgContext, { id, by }: StartCheck): Promise<StartedCheck> {
  return ctx.write(async (tx) => {
    const listing = await knownListing(tx, id)
    requireReader(ctx, listing, by)
    const { jobId, isNew } = await enqueueCheck(ctx, tx, { id, shop: listing.shop, by })
    if (isNew) tx.audit('marketplace.listing.checked', { listing: id })
    else ctx.meter(0)
    return { jobId }
  })
}

export async function listDue(ctx: OrgContext): Promise<DueListings> {
  const items = await ctx.db
    .selectFrom('marketplaceListing')
    .select(['id', 'reader as by'])
    .where('state', '=', 'watched')
    .where('nextAt', '<=', ctx.now().toISOString())
    .orderBy('nextAt')
    .limit(MOST_DUE)
    .execute()
  return { items }
}

/** Looks at a page whose time has come. To make sure of what nobody believed costs nothing, and to be told to come later neither. */
export async function runCheck(ctx: OrgContext, { id, by }: RunCheck): Promise<RanCheck> {
  const { waitingMinor } = await knownListing(ctx.db, id)
  const looked = await lookNow(ctx, { id, by }, ctx.call.signal)
  return ctx.write(async (tx) => {
    const outcome = await keepLook(ctx, tx, looked)
    ctx.meter(
      outcome === null || outcome === 'unreachable' || waitingMinor !== null ? 0 : microForLook({ by }),
    )
    tx.audit('marketplace.listing.checked', { listing: id })
    return { outcome }
  })
}

/** Says why a page was not looked at. */
export function holdCheck(ctx: OrgContext, { id, because }: HoldCheck): Promise<Done> {
  return ctx.write(async (tx) => {
    await knownListing(tx, id)
    const now = ctx.now()
    await tx
      .updateTable('marketplaceListing')
      .set({ note: words[because], nextAt: new Date(now.getTime() + RETRY_MS), updatedAt: now })
      .where('id', '=', id)
      .execute()
    tx.audit('marketplace.listing.held', { listing: id }, { because })
    return done
  })
}
