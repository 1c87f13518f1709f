import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow, takeTurn } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { minorOf, shownPrice } from '../money.ts'
import { knownProduct } from '../products/queries.ts'
import { judgeRule } from './judge-listing.ts'
import type { CreateRule, ListRules, RemoveRule, Rule, RuleKind, UpdateRule } from './schema.ts'

const MOST_RULES = 500

const selectRules = (db: OrgDb) =>
  db
    .selectFrom('marketplaceRule as r')
    .leftJoin('marketplaceProduct as p', 'p.id', 'r.productId')
    .select([
      'r.id',
      'r.productId',
      'p.name as product',
      'r.kind',
      'r.minor',
      'r.currency',
      'r.percent',
      'r.isOn',
      'r.createdAt',
      'r.version',
    ])

type RuleRow = Awaited<ReturnType<ReturnType<typeof selectRules>['executeTakeFirstOrThrow']>>

const toRule = ({ minor, currency, ...row }: RuleRow): Rule => ({
  ...row,
  under: shownPrice({ minor, currency }),
})

/** Throws a NOT_FOUND. */
async function findRule(db: OrgDb, id: string): Promise<Rule> {
  const row = await selectRules(db).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toRule(row)
}

export async function listRules(ctx: OrgContext, input: ListRules): Promise<Page<Rule>> {
  const { productId } = input
  if (productId !== undefined) await knownProduct(ctx.db, productId)
  const found = selectRules(ctx.db).$if(productId !== undefined, (query) =>
    // What holds for every product holds for this one.
    query.where(sql<boolean>`(r.product_id = ${productId} or r.product_id is null)`),
  )
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.marketplace.rules.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`r.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map(toRule) }
}

interface Limits {
  minor: bigint | null
  currency: string | null
  percent: number | null
}

interface Given {
  amount?: string | undefined
  percent?: number | undefined
}

/** Throws a BAD_REQUEST where a limit was given that rules of this kind have not. */
function refuseOthers(kind: RuleKind, { amount, percent }: Given): void {
  if (amount !== undefined && kind !== 'below')
    throw fieldFault('amount', 'Only a rule about a price under an amount has one.')
  if (percent !== undefined && kind !== 'move')
    throw fieldFault('percent', 'Only a rule about prices that move has one.')
}

const unlimited: Limits = { minor: null, currency: null, percent: null }

/** What a rule of its kind needs, and nothing that it does not. Throws a BAD_REQUEST that names the field. */
function limitsOf({ kind, amount, percent, currency }: CreateRule, ownCurrency: string | null): Limits {
  refuseOthers(kind, { amount, percent })
  if (kind === 'below') return amountLimit(amount, currency ?? ownCurrency)
  if (kind !== 'move') return unlimited
  if (percent === undefined) throw fieldFault('percent', 'Say by how many percent a price has to move.')
  return { ...unlimited, percent }
}

function amountLimit(amount: string | undefined, currency: string | null): Limits {
  if (amount === undefined) throw fieldFault('amount', 'Say under which amount you want to be told.')
  if (currency === null) throw fieldFault('currency', 'Say which currency the amount is in, such as EUR.')
  return { ...unlimited, minor: minorOf(amount, { currency, path: 'amount' }), currency }
}

/**
 * Throws a CONFLICT where there are too many, or one that says the same: people would be told twice. The caller has the turn
 * of `marketplace.rules`.
 */
async function requireRoom(tx: OrgWriteTx, { kind, productId }: CreateRule, limits: Limits): Promise<void> {
  const { count, same } = await tx
    .selectFrom('marketplaceRule')
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) filter (where kind = ${kind} and product_id is not distinct from ${productId ?? null}::uuid
        and minor is not distinct from ${limits.minor}::bigint and currency is not distinct from ${limits.currency}::text
        and percent is not distinct from ${limits.percent}::int))::int`.as('same'),
    ])
    .executeTakeFirstOrThrow()
  if (same > 0) throw new AppError('CONFLICT', { message: 'There is such a rule already.' })
  if (count >= MOST_RULES)
    throw new AppError('CONFLICT', {
      message: `There are ${MOST_RULES} rules already, which is the most. Remove one first.`,
    })
}

export function createRule(ctx: OrgContext, input: CreateRule): Promise<Rule> {
  return ctx.write(async (tx) => {
    const own = input.productId === undefined ? null : await knownProduct(tx, input.productId)
    const limits = limitsOf(input, own?.currency ?? null)
    await takeTurn(tx, `marketplace.rules|${ctx.org.orgId}`)
    await requireRoom(tx, input, limits)
    const [id, now] = [uuidv7(), ctx.now()]
    await tx
      .insertInto('marketplaceRule')
      .values({
        id,
        orgId: ctx.org.orgId,
        productId: input.productId ?? null,
        kind: input.kind,
        ...limits,
        isOn: true,
        createdById: ctx.actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    tx.audit('marketplace.rule.added', { rule: id }, { kind: input.kind })
    await judgeRule(ctx, tx, id)
    return findRule(tx, id)
  })
}

/** Alerts of a rule that is off, or of another limit, hold no more: when it is crossed again, people are told again. */
async function forgetAlerts(ctx: OrgContext, tx: OrgWriteTx, ruleId: string): Promise<void> {
  await tx
    .updateTable('marketplaceAlert')
    .set({ settledAt: ctx.now() })
    .where('ruleId', '=', ruleId)
    .where('settledAt', 'is', null)
    .execute()
}

export function updateRule(
  ctx: OrgContext,
  { id, version, isOn, amount, percent }: UpdateRule,
): Promise<Rule> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'marketplaceRule', id)
    const before = await findRule(tx, id)
    requireVersion(before, version)
    const { kind, under } = before
    refuseOthers(kind, { amount, percent })
    const currency = under?.currency ?? ''
    await tx
      .updateTable('marketplaceRule')
      .set({
        ...(isOn !== undefined && { isOn }),
        ...(amount !== undefined && { minor: minorOf(amount, { currency, path: 'amount' }) }),
        ...(percent !== undefined && { percent }),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit('marketplace.rule.changed', { rule: id })
    await forgetAlerts(ctx, tx, id)
    await judgeRule(ctx, tx, id)
    return findRule(tx, id)
  })
}

/** With what it told of. */
export function removeRule(ctx: OrgContext, { id }: RemoveRule): Promise<Done> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'marketplaceRule', id)
    const { kind } = await findRule(tx, id)
    await tx.deleteFrom('marketplaceRule').where('id', '=', id).execute()
    tx.audit('marketplace.rule.removed', { rule: id }, { kind })
    return done
  })
}
