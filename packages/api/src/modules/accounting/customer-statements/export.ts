import { z } from 'zod'
import { contextNow } from '../../../platform/calls/context-now.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { csvHead, csvLine } from '../../../platform/files/csv.ts'
import { prepareFile } from '../../../platform/files/prepared-files.ts'
import type { OpenExport } from '../../../platform/files/text-export.ts'
import type { PreparedFile } from '../../../shared/prepared-file.ts'
import { buyerOf, sellerOf } from '../documents/queries.ts'
import { isNegative, sizeOf } from '../telling.ts'
import { printStatement } from './print/printer.ts'
import { StatementFile } from './schema.ts'
import type { CustomerStatement } from './schema.ts'
import { customerStatement } from './service.ts'
import { moveWords } from './words.ts'

const KIND = 'statement-of-account'

/** Prepares a statement as a PDF or a sheet; it is made when it is opened, once. */
export async function prepareStatement(ctx: OrgContext, wish: StatementFile): Promise<PreparedFile> {
  const request = z.parse(StatementFile, wish)
  await customerStatement(ctx, request)
  const prepared = await prepareFile(ctx, {
    userId: ctx.actor.userId,
    kind: KIND,
    subject: ctx.org.orgId,
    request,
  })
  return ctx.write(async (tx) => {
    tx.audit('accounting.contact.statementSaved', { contact: request.contactId }, { format: request.format })
    return prepared
  })
}

/** The PDF of a statement, with both sides as they are now. */
export async function statementPdf(ctx: OrgContext, statement: CustomerStatement): Promise<Uint8Array> {
  const parties = { seller: await sellerOf(ctx), buyer: await buyerOf(ctx.db, statement.contactId) }
  return printStatement({ ...statement, ...parties, at: ctx.now().toISOString() })
}

/** "statement-of-account-Lantern-Street-Bakery-2026-11-27": what a person looks for in a folder. */
export const statementName = ({ contact, to }: CustomerStatement): string =>
  [KIND, ...(contact.match(/[\p{L}\p{N}]+/gu) ?? []), to].join('-').slice(-120)

const head = ['Day', 'What', 'Reference', 'Due', 'Currency', 'Charged', 'Paid', 'Owed', 'Credit']

/** What is owed, or the customer's, each in a column of its own: a sheet takes no minus for a formula then. */
const sides = (amount: string): [string, string] => (isNegative(amount) ? ['', sizeOf(amount)] : [amount, ''])

function* sheetOf({ from, to, sections }: CustomerStatement): Generator<string> {
  yield csvHead(head)
  for (const { currency, opening, rows, closing } of sections) {
    yield csvLine([from, 'Open before', '', '', currency, '', '', ...sides(opening)])
    for (const { on, reference, dueOn, amount, balance, ...move } of rows)
      yield csvLine([on, moveWords(move), reference, dueOn, currency, ...sides(amount), ...sides(balance)])
    yield csvLine([to, 'Open at the end', '', '', currency, '', '', ...sides(closing)])
  }
}

export const statementFile: OpenExport = {
  kind: KIND,
  async open(hub, call, { subject, request }) {
    const ctx = await contextNow(
      hub,
      { ...call, org: subject },
      'modules.accounting.customerStatements.prepare',
    )
    const wish = z.parse(StatementFile, request)
    const statement = await customerStatement(ctx, wish)
    const fileName = `${statementName(statement)}.${wish.format}`
    if (wish.format === 'csv')
      return { fileName, mediaType: 'text/csv; charset=utf-8', parts: sheetOf(statement) }
    return { fileName, mediaType: 'application/pdf', parts: [await statementPdf(ctx, statement)] }
  },
}
