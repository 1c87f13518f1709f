import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { keptMoney } from '../money.ts'
import type { Money } from '../reading/money-text.ts'
import { verdictOf } from './verdict.ts'
import type { Standing } from './verdict.ts'
import type { RuleKind } from './schema.ts'

interface Scope {
  productId?: string
  listingId?: string
  ruleId?: string
  /** What the price was until this look changed it. */
  from?: Money | null
}

interface StandingListing {
  id: string
  productId: string
  standing: Standing
}

async function listingsIn(
  tx: OrgWriteTx,
  { productId, listingId, from = null }: Scope,
): Promise<StandingListing[]> {
  const rows = await tx
    .selectFrom('marketplaceListing as l')
    .innerJoin('marketplaceProduct as p', 'p.id', 'l.productId')
    .select([
      'l.id',
      'l.productId',
      'l.minor',
      'l.currency',
      'l.availability',
      'l.toldGoneAt',
      'p.minor as ownMinor',
      'p.currency as ownCurrency',
    ])
    .$if(productId !== undefined, (query) => query.where('l.productId', '=', productId ?? ''))
    .$if(listingId !== undefined, (query) => query.where('l.id', '=', listingId ?? ''))
    // Whoever paused a page wants to hear nothing of it.
    .where('l.state', '=', 'watched')
    .execute()
  return rows.map(
    ({ id, productId: ofProduct, ownMinor, ownCurrency, availability, toldGoneAt, ...price }) => ({
      id,
      productId: ofProduct,
      standing: {
        price: keptMoney(price),
        from,
        own: keptMoney({ minor: ownMinor, currency: ownCurrency }),
        availability,
        isGone: toldGoneAt !== null,
      },
    }),
  )
}

interface OnRule {
  id: string
  productId: string | null
  kind: RuleKind
  minor: number | null
  currency: string | null
  percent: number | null
}

const rulesIn = (tx: OrgWriteTx, { ruleId }: Scope): Promise<OnRule[]> =>
  tx
    .selectFrom('marketplaceRule')
    .select(['id', 'productId', 'kind', 'minor', 'currency', 'percent'])
    .where('isOn', '=', true)
    .$if(ruleId !== undefined, (query) => query.where('id', '=', ruleId ?? ''))
    .orderBy('id')
    .execute()

interface Pair {
  rule: OnRule
  listing: StandingListing
}

async function raise(ctx: OrgContext, tx: OrgWriteTx, { rule, listing, isOver }: Pair & { isOver: boolean }) {
  const { standing, productId } = listing
  const [id, now] = [uuidv7(), ctx.now()]
  const row = await tx
    .insertInto('marketplaceAlert')
    .values({
      id,
      orgId: ctx.org.orgId,
      ruleId: rule.id,
      listingId: listing.id,
      kind: rule.kind,
      fromMinor: standing.from?.minor ?? null,
      minor: standing.price?.minor ?? null,
      currency: standing.price?.currency ?? null,
      raisedAt: now,
      settledAt: isOver ? now : null,
    })
    // Two looks at once cross the same line once.
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'ruleId', 'listingId']).where('settledAt', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (row)
    tx.emit({
      topic: 'marketplace.alert.raised',
      aggregate: `listing:${listing.id}`,
      payload: { alertId: id, kind: rule.kind, listingId: listing.id, productId },
    })
}

async function settle(ctx: OrgContext, tx: OrgWriteTx, { rule, listing }: Pair): Promise<void> {
  const rows = await tx
    .updateTable('marketplaceAlert')
    .set({ settledAt: ctx.now() })
    .where('ruleId', '=', rule.id)
    .where('listingId', '=', listing.id)
    .where('settledAt', 'is', null)
    .returning('id')
    .execute()
  for (const { id: alertId } of rows)
    tx.emit({
      topic: 'marketplace.alert.settled',
      aggregate: `listing:${listing.id}`,
      payload: { alertId, kind: rule.kind, listingId: listing.id, productId: listing.productId },
    })
}

/** Raises what has come to hold and settles what no longer does: people are told once each time a line is crossed. */
async function judge(ctx: OrgContext, tx: OrgWriteTx, scope: Scope): Promise<void> {
  const [rules, listings] = [await rulesIn(tx, scope), await listingsIn(tx, scope)]
  for (const listing of listings)
    for (const rule of rules) {
      if (rule.productId !== null && rule.productId !== listing.productId) continue
      const verdict = verdictOf({ ...rule, under: keptMoney(rule) }, listing.standing)
      if (verdict === 'holds' || verdict === 'happened')
        await raise(ctx, tx, { rule, listing, isOver: verdict === 'happened' })
      if (verdict === 'not') await settle(ctx, tx, { rule, listing })
    }
}

interface LookedAt {
  listingId: string
  from: Money | null
}

/** After a look at a page. */
export const judgeListing = (ctx: OrgContext, tx: OrgWriteTx, { listingId, from }: LookedAt): Promise<void> =>
  judge(ctx, tx, { listingId, from })

/** After the own price of a product changed. */
export const judgeProduct = (ctx: OrgContext, tx: OrgWriteTx, productId: string): Promise<void> =>
  judge(ctx, tx, { productId })

/** After a rule was made or changed: what it says may hold already. */
export const judgeRule = (ctx: OrgContext, tx: OrgWriteTx, ruleId: string): Promise<void> =>
  judge(ctx, tx, { ruleId })
