import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { salesTaxes, taxCodesById } from '../taxes/queries.ts'
import type { TaxWithParts } from '../taxes/queries.ts'
import type { NewInvoiceLine } from './schema.ts'

/** A line with its tax and the account on which it is earned. */
export interface DraftLine extends Omit<NewInvoiceLine, 'taxCodeId' | 'accountId'> {
  tax: TaxWithParts
  accountId: string
}

interface IncomeAccount {
  id: string
  code: string
  role: string | null
  archivedAt: string | null
}

/** What lines leave out is filled in: the account of sales, and the tax that this customer was charged last. */
export async function resolveLines(
  db: OrgDb,
  lines: readonly NewInvoiceLine[],
  contactId: string,
): Promise<DraftLine[]> {
  if (lines.length === 0) return []
  const taxes = await salesTaxes(db)
  await requireUnarchived(db, lines, taxes)
  const isSaid = lines.every(({ taxCodeId }) => taxCodeId !== undefined)
  const usual = isSaid ? undefined : ((await lastTax(db, contactId)) ?? [...taxes.keys()][0])
  const accounts = await accountsOf(
    db,
    lines.flatMap(({ accountId }) => accountId ?? []),
  )
  return lines.map(({ taxCodeId, accountId, ...line }, at) => ({
    ...line,
    tax: taxOf(taxes, taxCodeId ?? usual, `lines.${at}.taxCodeId`),
    accountId: accountOf(accounts, accountId, `lines.${at}.accountId`),
  }))
}

/** The tax of the newest line of what was written for a customer; none where it was archived since. */
async function lastTax(db: OrgDb, contactId: string): Promise<string | undefined> {
  const line = await db
    .selectFrom('accountingDocument as d')
    .innerJoin('accountingDocumentLine as l', 'l.documentId', 'd.id')
    .innerJoin('accountingTaxCode as t', 't.id', 'l.taxCodeId')
    .select('t.id')
    .where('d.contactId', '=', contactId)
    .where('t.archivedAt', 'is', null)
    .orderBy('d.createdAt', 'desc')
    .orderBy('d.id', 'desc')
    .orderBy('l.n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return line?.id
}

/** A draft may have kept a tax that was archived since. */
async function requireUnarchived(
  db: OrgDb,
  lines: readonly NewInvoiceLine[],
  taxes: ReadonlyMap<string, TaxWithParts>,
): Promise<void> {
  const missing = lines.flatMap(({ taxCodeId }) =>
    taxCodeId === undefined || taxes.has(taxCodeId) ? [] : [taxCodeId],
  )
  const archived = await taxCodesById(db, missing)
  const at = lines.findIndex(({ taxCodeId = '' }) => archived.get(taxCodeId)?.side === 'sale')
  const tax = archived.get(lines[at]?.taxCodeId ?? '')
  if (tax) throw fieldFault(`lines.${at}.taxCodeId`, `${tax.name} is archived. Choose another tax.`)
}

async function accountsOf(db: OrgDb, ids: readonly string[]): Promise<IncomeAccount[]> {
  return db
    .selectFrom('accountingAccount')
    .select(['id', 'code', 'role', 'archivedAt'])
    .where((eb) => eb.or([eb('role', '=', 'sales'), ...(ids.length > 0 ? [eb('id', 'in', ids)] : [])]))
    .execute()
}

function taxOf(taxes: ReadonlyMap<string, TaxWithParts>, id: string | undefined, path: string): TaxWithParts {
  if (id !== undefined) {
    const tax = taxes.get(id)
    if (tax) return tax
    const message = 'There is no such tax on sales.'
    throw new AppError('NOT_FOUND', { message, issues: [{ path, message }] })
  }
  throw fieldFault(path, 'Add a tax on sales first; “No tax” is one as well.')
}

function accountOf(accounts: readonly IncomeAccount[], id: string | undefined, path: string): string {
  const account = accounts.find((one) => (id === undefined ? one.role === 'sales' : one.id === id))
  if (!account) {
    const message = 'There is no such account in these books.'
    throw new AppError('NOT_FOUND', { message, issues: [{ path, message }] })
  }
  if (account.archivedAt !== null)
    throw fieldFault(path, `Account ${account.code} is archived. Choose another one.`)
  if (account.role === 'receivable' || account.role === 'payable')
    throw fieldFault(path, `Account ${account.code} follows the documents. Choose an account of income.`)
  return account.id
}
