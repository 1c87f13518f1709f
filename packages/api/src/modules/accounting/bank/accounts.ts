import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { missingOrStale } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { findLedgerAccount } from '../accounts/service.ts'
import { requireBook } from '../book/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type {
  ArchiveBankAccount,
  BankAccount,
  CreateBankAccount,
  ListBankAccounts,
  UpdateBankAccount,
} from './schema.ts'

const selectAccounts = (db: OrgDb) =>
  db
    .selectFrom('accountingBankAccount as b')
    .leftJoin('accountingAccount as a', 'a.id', 'b.accountId')
    .select(['b.id', 'b.name', 'b.accountId', 'b.currency', 'b.identifier', 'b.archivedAt', 'b.version'])
    .select([
      sql<string>`coalesce(a.code || ' ' || a.name, '')`.as('account'),
      sql<number>`(select count(*)::int from accounting_bank_line l where l.bank_account_id = b.id)`.as(
        'lines',
      ),
      sql<number>`(select count(*)::int from accounting_bank_line l
        where l.bank_account_id = b.id and l.matched_minor <> l.amount_minor)`.as('toMatch'),
    ])

export function listBankAccounts(ctx: OrgContext, input: ListBankAccounts): Promise<Page<BankAccount>> {
  const { search = '', archived = false, sort } = input
  const found = selectAccounts(ctx.db)
    .where('b.archivedAt', archived ? 'is not' : 'is', null)
    .where(sql<boolean>`strpos(lower(b.name || ' ' || b.identifier), lower(${search})) > 0`)
  const id = { expression: sql`b.id`, type: 'uuid' } as const
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.bank.accounts.list', orgId: ctx.org.orgId },
    columns:
      sort === 'newest'
        ? [{ ...id, direction: 'desc' }]
        : [
            { expression: sql`lower(b.name)`, type: 'text', direction: 'asc' },
            { ...id, direction: 'asc' },
          ],
    input,
  })
}

/** Throws a NOT_FOUND. */
export async function findBankAccount(db: OrgDb, id: string): Promise<BankAccount> {
  const account = await selectAccounts(db).where('b.id', '=', id).executeTakeFirst()
  if (!account) throw new AppError('NOT_FOUND')
  return account
}

/** Whoever writes lines or matches of an account waits here for whoever does so already. */
export async function lockBankAccount(tx: OrgDb, id: string): Promise<void> {
  await tx.selectFrom('accountingBankAccount').select('id').where('id', '=', id).forUpdate().execute()
}

/** Files and entries are checked against what the account is, so one that was put away takes nothing. */
export async function findOpenBankAccount(db: OrgDb, id: string): Promise<BankAccount> {
  const account = await findBankAccount(db, id)
  if (account.archivedAt !== null)
    throw new AppError('CONFLICT', { message: `${account.name} is archived. Choose another bank account.` })
  return account
}

/** Adds an account at a bank to a ledger account of money, which takes one. */
export async function createBankAccount(
  ctx: OrgContext,
  { name, accountId, currency: given, identifier }: CreateBankAccount,
): Promise<BankAccount> {
  return ctx.write(async (tx) => {
    const { baseCurrency } = await requireBook(tx)
    const account = await findLedgerAccount(tx, accountId)
    if (!['bank', 'cash'].includes(account.subtype) || account.archivedAt !== null)
      throw fieldFault('accountId', 'Choose a ledger account of a bank or of cash that is in use.')
    const currency = given ?? account.currency ?? baseCurrency
    if (account.currency !== null && account.currency !== currency)
      throw fieldFault('currency', `Account ${account.code} takes ${account.currency} only.`)
    const now = ctx.now()
    const id = uuidv7()
    const made = await tx
      .insertInto('accountingBankAccount')
      .values({
        id,
        orgId: ctx.org.orgId,
        name,
        accountId,
        currency,
        identifier,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.columns(['orgId', 'accountId']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) {
      const message = `There is a bank account on ${account.code} already.`
      throw new AppError('CONFLICT', { message, issues: [{ path: 'accountId', message }] })
    }
    tx.audit('accounting.bank.created', { bankAccount: id })
    return findBankAccount(tx, id)
  })
}

export async function updateBankAccount(
  ctx: OrgContext,
  { idempotencyKey: _key, id, version, ...fields }: UpdateBankAccount,
): Promise<BankAccount> {
  return ctx.write(async (tx) => {
    await change(ctx, tx, { id, version, set: fields })
    tx.audit('accounting.bank.updated', { bankAccount: id }, { fields: Object.keys(fields) })
    return findBankAccount(tx, id)
  })
}

/** Takes it out of pickers; its lines and what they are matched to stay. */
export async function archiveBankAccount(
  ctx: OrgContext,
  { id, version }: ArchiveBankAccount,
): Promise<BankAccount> {
  return ctx.write(async (tx) => {
    await lockBankAccount(tx, id)
    const { archivedAt } = await findBankAccount(tx, id)
    await change(ctx, tx, { id, version, set: { archivedAt: archivedAt ?? ctx.now() } })
    tx.audit('accounting.bank.archived', { bankAccount: id })
    return findBankAccount(tx, id)
  })
}

interface Change {
  id: string
  version: number | undefined
  set: { name?: string | undefined; identifier?: string | undefined; archivedAt?: Date | string }
}

async function change(ctx: OrgContext, tx: OrgDb, { id, version, set }: Change): Promise<void> {
  const row = await tx
    .updateTable('accountingBankAccount')
    .set({ ...set, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw await missingOrStale(tx, 'accountingBankAccount', id)
}
