import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { missingOrStale } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import { totalsOf } from '../../../shared/document-totals.ts'
import type { Totals } from '../../../shared/document-totals.ts'
import { LARGEST_MINOR, rateOf } from '../../../shared/money.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { addDays } from '../../../shared/time.ts'
import { requireNearInvoice } from '../book/far-days.ts'
import { requireBook } from '../book/queries.ts'
import { USUAL_TERMS, findCompany } from '../company/queries.ts'
import { findContact } from '../contacts/service.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { digitsOf } from '../ledger/amounts.ts'
import { resolveLines } from './draft-lines.ts'
import type { DraftLine } from './draft-lines.ts'
import { amountInBooks } from './entry.ts'
import { findInvoice, savedInvoice, linesOf, todayOf } from './queries.ts'
import type { CreateInvoice, GetInvoice, SavedInvoice, NewInvoiceLine, UpdateInvoice } from './schema.ts'

/** What a person decides about a document. */
interface Draft {
  contactId: string
  issuedOn: string
  dueOn: string
  deliveredOn: string | null
  currency: string
  rate: string
  pricesIncludeTax: boolean
  discountPercent: string
  reference: string
  message: string
}

/** Begins an invoice. It has no number and touches no books until it is posted. */
export async function createInvoice(ctx: OrgContext, input: CreateInvoice): Promise<SavedInvoice> {
  return ctx.write(async (tx) => {
    const { termsDays, archivedAt } = await findContact(tx, input.contactId)
    if (archivedAt !== null) throw fieldFault('contactId', 'This customer is archived. Restore it first.')
    const { baseCurrency } = await requireBook(tx)
    const { idempotencyKey: _key, lines, currency = baseCurrency, rate, ...given } = input
    const issuedOn = given.issuedOn ?? todayOf(ctx)
    const terms = termsDays ?? (await findCompany(tx))?.termsDays ?? USUAL_TERMS
    const dueOn = given.dueOn ?? addDays(issuedOn, terms)
    requireNearInvoice(ctx, { issuedOn, dueOn })
    const draft = { ...given, issuedOn, dueOn, currency, rate: rateText(currency, rate, baseCurrency) }
    const id = uuidv7()
    const { row, parts } = await priced(tx, draft, lines)
    const at = ctx.now()
    await tx
      .insertInto('accountingDocument')
      .values({
        id,
        orgId: ctx.org.orgId,
        kind: 'invoice',
        state: 'draft',
        ...row,
        createdById: ctx.actor.userId,
        createdAt: at,
        updatedAt: at,
      })
      .execute()
    await insertParts(tx, { id, orgId: ctx.org.orgId }, parts)
    tx.audit('accounting.invoice.created', { invoice: id })
    return savedInvoice({ ...ctx, db: tx }, id)
  })
}

/** Changes a draft. What is posted never changes. */
export async function updateInvoice(ctx: OrgContext, input: UpdateInvoice): Promise<SavedInvoice> {
  const { idempotencyKey: _key, id, version, lines, ...given } = input
  return ctx.write(async (tx) => {
    const reader = { ...ctx, db: tx }
    const { contactId } = { ...(await findInvoice(reader, id)), ...defined(given) }
    if (given.contactId !== undefined) await findContact(tx, contactId)
    // What is named and not there is said first, whatever else stands against the change.
    if (lines !== undefined) await resolveLines(tx, lines, contactId)
    const before = await lockDraft(tx, id, version)
    const { baseCurrency } = await requireBook(tx)
    const currency = given.currency ?? before.currency
    const isOther = currency !== before.currency
    const rate = rateText(currency, given.rate ?? (isOther ? undefined : before.rate), baseCurrency)
    const { version: _version, ...kept } = before
    const draft = { ...kept, ...defined(given), currency, rate }
    requireNearInvoice(ctx, draft)
    const { row, parts } = await priced(tx, draft, lines ?? (await keptLines(tx, id)))
    await removeParts(tx, id)
    await tx
      .updateTable('accountingDocument')
      .set({ ...row, updatedAt: ctx.now(), version: sql<number>`version + 1` })
      .where('id', '=', id)
      .execute()
    await insertParts(tx, { id, orgId: ctx.org.orgId }, parts)
    tx.audit(
      'accounting.invoice.updated',
      { invoice: id },
      { fields: Object.keys(defined({ ...given, lines })) },
    )
    return savedInvoice(reader, id)
  })
}

/** Throws away a draft. */
export async function removeInvoice(ctx: OrgContext, { id }: GetInvoice): Promise<Done> {
  return ctx.write(async (tx) => {
    await lockDraft(tx, id, undefined)
    await removeParts(tx, id)
    await tx.deleteFrom('accountingDocument').where('id', '=', id).execute()
    tx.audit('accounting.invoice.removed', { invoice: id })
    return done
  })
}

const draftColumns = [
  'contactId',
  'issuedOn',
  'dueOn',
  'deliveredOn',
  'currency',
  'rate',
  'pricesIncludeTax',
  'discountPercent',
  'reference',
  'message',
  'version',
] as const

/** The draft, held until the transaction ends. Throws a NOT_FOUND, a STALE_VERSION, or a CONFLICT for what is posted. */
export async function lockDraft(tx: OrgDb, id: string, version: number | undefined) {
  const row = await tx
    .selectFrom('accountingDocument')
    .select([...draftColumns, 'state', 'number'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const { state, number, ...draft } = row
  if (state !== 'draft')
    throw new AppError('CONFLICT', { message: `${number} is posted and never changes. Void it instead.` })
  if (version !== undefined && version !== draft.version)
    throw await missingOrStale(tx, 'accountingDocument', id)
  return draft
}

/** The lines of a draft as they were given. */
export async function keptLines(db: OrgDb, id: string): Promise<NewInvoiceLine[]> {
  const lines = await linesOf(db, id)
  return lines.map(
    ({ description, quantity, unitCode, unitPrice, discountPercent, taxCodeId, accountId }) => ({
      description,
      quantity,
      unitCode,
      unitPrice,
      discountPercent,
      taxCodeId,
      accountId,
    }),
  )
}

const defined = <T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never

function rateText(currency: string, rate: string | undefined, base: string): string {
  if (currency === base) return '1'
  if (rate === undefined || rateOf(rate) === null)
    throw fieldFault('rate', `Give the rate: how many ${base} one ${currency} is, above 0.`)
  return rate
}

interface Parts {
  lines: DraftLine[]
  totals: Totals
}

/** What a draft comes to, checked against what amounts may be. */
export async function priced(db: OrgDb, draft: Draft, given: readonly NewInvoiceLine[]) {
  if (draft.dueOn < draft.issuedOn)
    throw fieldFault('dueOn', 'The day it is due cannot come before the day of the invoice.')
  const { baseCurrency } = await requireBook(db)
  const lines = await resolveLines(db, given, draft.contactId)
  const digits = digitsOf(draft.currency)
  const totals = totalsOf(lines, { ...draft, digits })
  const large = totals.lines.findIndex(({ amount }) => amount >= LARGEST_MINOR || -amount >= LARGEST_MINOR)
  if (large !== -1) throw fieldFault(`lines.${large}.unitPrice`, 'This line comes to too much.')
  if (totals.total < 0n || totals.net < 0n)
    throw fieldFault(
      'lines',
      'An invoice cannot come to less than 0. Void the invoice that something was given back of, and write it anew.',
    )
  if (totals.total >= LARGEST_MINOR) throw fieldFault('lines', 'The invoice comes to too much.')
  const base = amountInBooks(totals.total, { ...draft, baseCurrency })
  if (base >= LARGEST_MINOR)
    throw fieldFault('rate', `At this rate the invoice comes to too much in ${baseCurrency}.`)
  const { net, tax, rounding, total } = totals
  const row = {
    ...draft,
    netMinor: net.toString(),
    taxMinor: tax.toString(),
    roundingMinor: rounding.toString(),
    totalMinor: total.toString(),
    baseMinor: base.toString(),
  }
  return { row, parts: { lines, totals } satisfies Parts, baseCurrency }
}

export async function insertParts(
  tx: OrgDb,
  { id: documentId, orgId }: { id: string; orgId: string },
  { lines, totals }: Parts,
): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(({ tax, ...line }, at) => ({
    orgId,
    documentId,
    n: at + 1,
    ...line,
    amountMinor: String(totals.lines[at]?.amount ?? 0n),
    netMinor: String(totals.lines[at]?.net ?? 0n),
    taxCodeId: tax.id,
  }))
  await tx.insertInto('accountingDocumentLine').values(rows).execute()
  const codes = new Map(lines.map(({ tax }) => [tax.id, tax]))
  const taxes = totals.taxes.map(({ taxCodeId, percent, taxable, tax }) => ({
    orgId,
    documentId,
    taxCodeId,
    category: codes.get(taxCodeId)?.category ?? 'S',
    percent,
    taxableMinor: taxable.toString(),
    taxMinor: tax.toString(),
  }))
  await tx.insertInto('accountingDocumentTax').values(taxes).execute()
}

async function removeParts(tx: OrgDb, id: string): Promise<void> {
  await tx.deleteFrom('accountingDocumentTax').where('documentId', '=', id).execute()
  await tx.deleteFrom('accountingDocumentLine').where('documentId', '=', id).execute()
}
