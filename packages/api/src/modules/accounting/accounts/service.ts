import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow } from '../../../platform/data/locks.ts'
import { missingOrStale } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { requireBook } from '../book/queries.ts'
import type {
  ArchiveLedgerAccount,
  CreateLedgerAccount,
  LedgerAccount,
  ListLedgerAccounts,
  UpdateLedgerAccount,
} from './schema.ts'

const columns = [
  'id',
  'code',
  'name',
  'type',
  'subtype',
  'role',
  'currency',
  'archivedAt',
  'version',
] as const

export function listLedgerAccounts(ctx: OrgContext, input: ListLedgerAccounts): Promise<Page<LedgerAccount>> {
  const { search = '', type, archived = false, sort } = input
  const found = ctx.db
    .selectFrom('accountingAccount')
    .select(columns)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .where(sql<boolean>`strpos(lower(code || ' ' || name), lower(${search})) > 0`)
    .$if(type !== undefined, (query) => query.where('type', '=', type ?? 'asset'))
  const by = sort === 'code' ? sql`code` : sql`lower(name)`
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.accounts.list', orgId: ctx.org.orgId },
    columns: [
      { expression: by, type: 'text', direction: 'asc' },
      { expression: sql`id`, type: 'uuid', direction: 'asc' },
    ],
    input,
  })
}

/** Adds an account to the chart. A code is there once. */
export async function createLedgerAccount(
  ctx: OrgContext,
  { idempotencyKey: _key, ...fields }: CreateLedgerAccount,
): Promise<LedgerAccount> {
  return ctx.write(async (tx) => {
    await requireBook(tx)
    await requireFreeCode(tx, fields.code)
    const now = ctx.now()
    const row = { id: uuidv7(), orgId: ctx.org.orgId, ...fields, createdAt: now, updatedAt: now }
    const account = await tx
      .insertInto('accountingAccount')
      .values(row)
      .returning(columns)
      .executeTakeFirstOrThrow()
    tx.audit('accounting.account.created', { account: account.id })
    return account
  })
}

/** Changes how an account is called; what it is stays. */
export async function updateLedgerAccount(
  ctx: OrgContext,
  { idempotencyKey: _key, id, version, ...fields }: UpdateLedgerAccount,
): Promise<LedgerAccount> {
  return ctx.write(async (tx) => {
    if (fields.code !== undefined) await requireFreeCode(tx, fields.code, id)
    const account = await change(ctx, tx, { id, version, set: fields })
    tx.audit('accounting.account.updated', { account: id }, { fields: Object.keys(fields) })
    return account
  })
}

/** Takes an account out of use; what was posted on it stays. Those the books use by themselves cannot go. */
export async function archiveLedgerAccount(
  ctx: OrgContext,
  { id, version }: ArchiveLedgerAccount,
): Promise<LedgerAccount> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'accountingAccount', id)
    const before = await findLedgerAccount(tx, id)
    if (before.role !== null) {
      const message = `The books use account ${before.code} by themselves; it cannot be archived.`
      throw new AppError('CONFLICT', { message })
    }
    const set = { archivedAt: before.archivedAt ?? ctx.now() }
    const account = await change(ctx, tx, { id, version, set })
    tx.audit('accounting.account.archived', { account: id })
    return account
  })
}

export async function findLedgerAccount(db: OrgDb, id: string): Promise<LedgerAccount> {
  const account = await db
    .selectFrom('accountingAccount')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!account) throw new AppError('NOT_FOUND')
  return account
}

/** Throws a NOT_FOUND that names the first of these accounts which is not in the books. */
export async function requireAccounts(db: OrgDb, ids: readonly string[], path: string): Promise<void> {
  const rows = await db.selectFrom('accountingAccount').select('id').where('id', 'in', ids).execute()
  const known = new Set(rows.map(({ id }) => id))
  const at = ids.findIndex((id) => !known.has(id))
  if (at === -1) return
  const message = 'There is no such account in these books.'
  throw new AppError('NOT_FOUND', { message, issues: [{ path: `${path}.${at}.accountId`, message }] })
}

async function requireFreeCode(db: OrgDb, code: string, except?: string): Promise<void> {
  const taken = await db
    .selectFrom('accountingAccount')
    .select(['id', 'name'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!taken || taken.id === except) return
  const message = `There is an account ${code} already: ${taken.name}.`
  throw new AppError('CONFLICT', { message, issues: [{ path: 'code', message }] })
}

interface Change {
  id: string
  version: number | undefined
  set: { code?: string | undefined; name?: string | undefined; archivedAt?: Date | string }
}

async function change(ctx: OrgContext, tx: OrgDb, { id, version, set }: Change): Promise<LedgerAccount> {
  const row = await tx
    .updateTable('accountingAccount')
    .set({ ...set, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .returning(columns)
    .executeTakeFirst()
  if (!row) throw await missingOrStale(tx, 'accountingAccount', id)
  return row
}
