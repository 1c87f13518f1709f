import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow } from '../../../platform/data/locks.ts'
import { missingOrStale } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { scaled, unscaled } from '../../../shared/money.ts'
import { accountsByRole } from '../accounts/roles.ts'
import { requireAccounts } from '../accounts/service.ts'
import { requireBook } from '../book/queries.ts'
import { decimalText } from '../decimal-text.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { withComponents } from './queries.ts'
import type { ArchiveTaxCode, CreateTaxCode, ListTaxCodes, TaxCategory, TaxCode } from './schema.ts'

const PERCENT_SCALE = 6
const columns = ['id', 'name', 'side', 'category', 'percent', 'reason', 'archivedAt', 'version'] as const

/** Categories in which nothing is charged, and those of them that have to say why. */
const untaxed: ReadonlySet<TaxCategory> = new Set(['Z', 'E', 'AE', 'K', 'G', 'O'])
const reasoned: ReadonlySet<TaxCategory> = new Set(['E', 'AE', 'K', 'G', 'O'])

export async function listTaxCodes(ctx: OrgContext, input: ListTaxCodes): Promise<Page<TaxCode>> {
  const { search = '', side, archived = false, sort } = input
  const found = ctx.db
    .selectFrom('accountingTaxCode')
    .select(columns)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .where(sql<boolean>`strpos(lower(name), lower(${search})) > 0`)
    .$if(side !== undefined, (query) => query.where('side', '=', side ?? 'sale'))
  const byName = { expression: sql`lower(name)`, type: 'text', direction: 'asc' } as const
  const byRate = { expression: sql`(percent * -1000000)::bigint`, type: 'bigint', direction: 'asc' } as const
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.taxes.list', orgId: ctx.org.orgId },
    columns: [sort === 'name' ? byName : byRate, { expression: sql`id`, type: 'uuid', direction: 'asc' }],
    input,
  })
  return { ...page, items: await withComponents(ctx.db, page.items) }
}

/** Adds a tax. Its rate never changes: a new rate is a new tax, so that old documents keep theirs. */
export async function createTaxCode(ctx: OrgContext, input: CreateTaxCode): Promise<TaxCode> {
  return ctx.write(async (tx) => {
    await requireBook(tx)
    const id = await insertTaxCode(tx, { ctx, tax: input })
    tx.audit('accounting.tax.created', { tax: id })
    return findTaxCode(tx, id)
  })
}

export async function insertTaxCode(
  tx: OrgDb,
  { ctx, tax }: { ctx: OrgContext; tax: Omit<CreateTaxCode, 'idempotencyKey'> },
): Promise<string> {
  const { name, side, category, percent, reason } = tax
  const id = uuidv7()
  const parts = await partsOf(tx, tax)
  requireFitting(tax, parts)
  const now = ctx.now()
  await tx
    .insertInto('accountingTaxCode')
    .values({
      id,
      orgId: ctx.org.orgId,
      name,
      side,
      category,
      percent,
      reason,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await tx
    .insertInto('accountingTaxComponent')
    .values(parts.map((part, at) => ({ orgId: ctx.org.orgId, taxCodeId: id, n: at + 1, ...part })))
    .execute()
  return id
}

type Part = { name: string; percent: string; sign: 1 | -1; accountId: string }

/** Its parts as they were given, or the whole on the account of taxes. */
async function partsOf(
  tx: OrgDb,
  { name, side, percent, components }: Omit<CreateTaxCode, 'idempotencyKey'>,
): Promise<Part[]> {
  const role = side === 'sale' ? 'tax_out' : 'tax_in'
  const usual = (await accountsByRole(tx, [role]))[role]
  if (components.length === 0) return [{ name, percent, sign: 1, accountId: usual }]
  const parts = components.map((part) => ({ ...part, accountId: part.accountId ?? usual }))
  await requireTakesTax(
    tx,
    parts.map(({ accountId }) => accountId),
  )
  return parts
}

/**
 * Tax on an account that follows documents would part it from what they come to; beside what is earned nobody could tell it
 * apart; an archived account takes nothing.
 */
async function requireTakesTax(tx: OrgDb, ids: readonly string[]): Promise<void> {
  await requireAccounts(tx, ids, 'components')
  const refused = await tx
    .selectFrom('accountingAccount')
    .select(['id', 'code', 'role', 'archivedAt'])
    .where('id', 'in', ids)
    .where((eb) =>
      eb.or([
        eb('archivedAt', 'is not', null),
        eb('role', 'in', ['receivable', 'payable']),
        eb('type', 'in', ['income', 'equity']),
      ]),
    )
    .executeTakeFirst()
  if (!refused) return
  const { id, code } = refused
  const why = whyNoTax(refused)
  throw fieldFault(`components.${ids.indexOf(id)}.accountId`, `Account ${code} ${why}. Choose another one.`)
}

function whyNoTax({ role, archivedAt }: { role: string | null; archivedAt: string | null }): string {
  if (archivedAt !== null) return 'is archived'
  return role === 'receivable' || role === 'payable'
    ? 'follows open invoices and bills'
    : 'takes what is earned or owned, and no taxes'
}

const size = (percent: string): bigint => scaled(percent, PERCENT_SCALE) ?? 0n

function requireFitting(
  { category, percent, reason }: Omit<CreateTaxCode, 'idempotencyKey'>,
  parts: readonly Part[],
): void {
  const sum = parts.reduce((before, part) => before + size(part.percent) * BigInt(part.sign), 0n)
  if (sum !== size(percent)) {
    const text = decimalText(unscaled(sum, PERCENT_SCALE))
    throw fieldFault(
      'components',
      `The parts come to ${text} %, the tax to ${percent} %. Both must be the same.`,
    )
  }
  if (untaxed.has(category) && sum !== 0n)
    throw fieldFault('percent', 'In this category nothing is charged: the rate is 0.')
  if (!untaxed.has(category) && sum === 0n)
    throw fieldFault('percent', 'Give the rate. A tax of nothing is in the category Z.')
  if (reasoned.has(category) && reason === '')
    throw fieldFault('reason', 'Say why no tax is charged; it is printed on the invoice.')
}

/** Takes a tax out of pickers; documents keep it. */
export async function archiveTaxCode(ctx: OrgContext, { id, version }: ArchiveTaxCode): Promise<TaxCode> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'accountingTaxCode', id)
    const before = await findTaxCode(tx, id)
    const row = await tx
      .updateTable('accountingTaxCode')
      .set({
        archivedAt: before.archivedAt ?? ctx.now(),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
      .returning('id')
      .executeTakeFirst()
    if (!row) throw await missingOrStale(tx, 'accountingTaxCode', id)
    tx.audit('accounting.tax.archived', { tax: id })
    return findTaxCode(tx, id)
  })
}

async function findTaxCode(db: OrgDb, id: string): Promise<TaxCode> {
  const row = await db.selectFrom('accountingTaxCode').select(columns).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const [code] = await withComponents(db, [row])
  if (!code) throw new Error('A tax was read that nobody can name.')
  return code
}
