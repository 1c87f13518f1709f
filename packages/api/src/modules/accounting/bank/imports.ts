import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { removeFilesAt } from '../../../features/files/service.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { amountText } from '../ledger/amounts.ts'
import { findBankAccount, lockBankAccount } from './accounts.ts'
import type { ListStatements, RemoveStatement, Statement } from './schema.ts'

const TOLD_MATCHED = 3

const selectStatements = (db: OrgDb) =>
  db
    .selectFrom('accountingStatement as s')
    .select(['s.id', 's.bankAccountId', 's.fileName', 's.format', 's.fromOn as from', 's.toOn as to'])
    .select(['s.readCount as read', 's.addedCount as added', 's.createdAt as importedAt'])
    .select([
      sql<number>`(select count(*)::int from accounting_bank_line l
        where l.statement_id = s.id and l.matched_minor <> 0)`.as('matched'),
      sql<number>`(select count(*)::int from accounting_statement o where o.bank_account_id = s.bank_account_id
        and o.id > s.id and o.added_count < o.read_count and o.from_on <= s.to_on and o.to_on >= s.from_on)`.as(
        'overlaps',
      ),
      sql<string>`coalesce((select u.name from auth_user u where u.id = s.created_by_id), 'Former member')`.as(
        'importedByName',
      ),
    ])

/** What was read into a bank account, or into all of them, the newest first. */
export async function listStatements(ctx: OrgContext, input: ListStatements): Promise<Page<Statement>> {
  const { bankAccountId, search = '' } = input
  if (bankAccountId !== undefined) await findBankAccount(ctx.db, bankAccountId)
  const found = selectStatements(ctx.db)
    .where(sql<boolean>`strpos(lower(s.file_name), lower(${search})) > 0`)
    .$if(bankAccountId !== undefined, (query) => query.where('s.bankAccountId', '=', bankAccountId ?? ''))
  return readPage(found, {
    scope: {
      key: ctx.hub.keys.cursor,
      list: 'modules.accounting.bank.statements.list',
      orgId: ctx.org.orgId,
    },
    columns: [{ expression: sql`s.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
}

/**
 * Takes an import of the wrong file out again: its lines, the file itself, and what was said of its columns (ACC-4). What is matched rests in the books and
 * is named instead. Whoever matches one of its lines at that moment is waited for.
 */
export async function removeStatement(ctx: OrgContext, { id }: RemoveStatement): Promise<Done> {
  return ctx.write(async (tx) => {
    const { bankAccountId } = await findStatement(tx, id)
    await lockBankAccount(tx, bankAccountId)
    // Somebody else may have removed it while this one waited.
    const { fileId, head } = await findStatement(tx, id)
    await requireUnmatched(tx, id)
    const lines = await deleteLines(tx, id)
    await tx.deleteFrom('accountingStatement').where('id', '=', id).execute()
    if (fileId !== null) await removeUnread(ctx, tx, { bankAccountId, fileId })
    if (head !== null) await forgetColumns(tx, bankAccountId, head)
    const target = { bankAccount: bankAccountId, statement: id }
    tx.audit('accounting.bank.importRemoved', target, { lines })
    tx.emit({
      topic: 'accounting.bank.import_removed',
      aggregate: `bank:${bankAccountId}`,
      payload: { bankAccountId, statementId: id, removed: lines },
    })
    return done
  })
}

/** Throws a NOT_FOUND. */
async function findStatement(db: OrgDb, id: string) {
  const row = await db
    .selectFrom('accountingStatement')
    .select(['bankAccountId', 'fileId', 'head'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** Throws a CONFLICT that names lines which are matched. */
async function requireUnmatched(tx: OrgDb, statementId: string): Promise<void> {
  const matched = await tx
    .selectFrom('accountingBankLine')
    .select(['bookedOn', 'amountMinor', 'currency', 'text', 'counterparty'])
    .select(sql<number>`(count(*) over ())::int`.as('count'))
    .where('statementId', '=', statementId)
    .where('matchedMinor', '!=', 0)
    .orderBy('bookedOn')
    .orderBy('id')
    .limit(TOLD_MATCHED)
    .execute()
  const [first] = matched
  if (!first) return
  const { count } = first
  const told = matched.map(
    ({ bookedOn, amountMinor, currency, text, counterparty }) =>
      `${calendarDay(bookedOn)}, ${amountText(amountMinor, currency)} ${currency}, ${counterparty || text}`,
  )
  const more = count > told.length ? `; and ${count - told.length} more` : ''
  const [head, undo] =
    count === 1
      ? ['1 line of this import is matched', 'Undo its match first']
      : [`${count} lines of this import are matched`, 'Undo their matches first']
  throw new AppError('CONFLICT', { message: `${head}: ${told.join('; ')}${more}. ${undo}.` })
}

/** With the lines go matches that were undone; what they once were is in the activity. */
async function deleteLines(tx: OrgDb, statementId: string): Promise<number> {
  await tx
    .deleteFrom('accountingMatch')
    .where('bankLineId', 'in', (eb) =>
      eb.selectFrom('accountingBankLine').select('id').where('statementId', '=', statementId),
    )
    .execute()
  const { numDeletedRows } = await tx
    .deleteFrom('accountingBankLine')
    .where('statementId', '=', statementId)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** The file goes too, since it may be of another business, unless another import came from it. */
async function removeUnread(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { bankAccountId, fileId }: { bankAccountId: string; fileId: string },
): Promise<void> {
  const other = await tx
    .selectFrom('accountingStatement')
    .select('id')
    .where('fileId', '=', fileId)
    .executeTakeFirst()
  if (other) return
  await removeFilesAt(tx, { entity: 'accounting_bank_account', entityId: bankAccountId, fileId }, ctx.now())
}

/** What was said of its columns may be what was wrong, and would read the next file wrong without a question. */
async function forgetColumns(tx: OrgWriteTx, bankAccountId: string, head: string): Promise<void> {
  await tx
    .deleteFrom('accountingCsvLayout')
    .where('bankAccountId', '=', bankAccountId)
    .where('head', '=', head)
    .execute()
}
