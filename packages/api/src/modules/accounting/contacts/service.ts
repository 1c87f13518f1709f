import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow, takeTurn } from '../../../platform/data/locks.ts'
import { missingOrStale } from '../../../platform/data/versions.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { requireBook } from '../book/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type {
  ArchiveContact,
  Contact,
  CreateContact,
  GetContact,
  ListContacts,
  RestoreContact,
  UpdateContact,
} from './schema.ts'

const columns = [
  'id',
  'name',
  'isCustomer',
  'isVendor',
  'email',
  'phone',
  'street',
  'postcode',
  'city',
  'country',
  'taxId',
  'termsDays',
  'note',
  'archivedAt',
  'version',
] as const

export function listContacts(ctx: OrgContext, input: ListContacts): Promise<Page<Contact>> {
  const { search = '', role, archived = false, sort } = input
  const found = ctx.db
    .selectFrom('accountingContact')
    .select(columns)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .where(sql<boolean>`strpos(lower(name || ' ' || email || ' ' || city), lower(${search})) > 0`)
    .$if(role === 'customer', (query) => query.where('isCustomer', '=', true))
    .$if(role === 'vendor', (query) => query.where('isVendor', '=', true))
  const newest = { expression: sql`id`, type: 'uuid', direction: 'desc' } as const
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.contacts.list', orgId: ctx.org.orgId },
    columns:
      sort === 'newest'
        ? [newest]
        : [
            { expression: sql`lower(name)`, type: 'text', direction: 'asc' },
            { expression: sql`id`, type: 'uuid', direction: 'asc' },
          ],
    input,
  })
}

export const getContact = (ctx: OrgContext, { id }: GetContact): Promise<Contact> => findContact(ctx.db, id)

export async function createContact(
  ctx: OrgContext,
  { idempotencyKey: _key, anyway, ...fields }: CreateContact,
): Promise<Contact> {
  return ctx.write(async (tx) => {
    await requireBook(tx)
    requireRole(fields)
    if (!anyway) {
      await takeTurn(tx, `accounting.contacts|${ctx.org.orgId}`)
      await requireNewName(tx, fields.name)
    }
    const now = ctx.now()
    const email = canonicalEmail(fields.email) ?? ''
    const contact = await tx
      .insertInto('accountingContact')
      .values({ id: uuidv7(), orgId: ctx.org.orgId, ...fields, email, createdAt: now, updatedAt: now })
      .returning(columns)
      .executeTakeFirstOrThrow()
    tx.audit('accounting.contact.created', { contact: contact.id })
    return contact
  })
}

/** Changes what is written on documents from now on; those that were posted keep what was printed. */
export async function updateContact(
  ctx: OrgContext,
  { idempotencyKey: _key, id, version, ...fields }: UpdateContact,
): Promise<Contact> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'accountingContact', id)
    const before = await findContact(tx, id)
    requireRole({
      isCustomer: fields.isCustomer ?? before.isCustomer,
      isVendor: fields.isVendor ?? before.isVendor,
    })
    const email = fields.email === undefined ? undefined : (canonicalEmail(fields.email) ?? '')
    const contact = await change(ctx, tx, { id, version, set: { ...fields, email } })
    tx.audit('accounting.contact.updated', { contact: id }, { fields: Object.keys(fields) })
    return contact
  })
}

/** Takes a contact out of lists and pickers; its documents and payments stay. */
export async function archiveContact(ctx: OrgContext, { id, version }: ArchiveContact): Promise<Contact> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'accountingContact', id)
    const { archivedAt } = await findContact(tx, id)
    const contact = await change(ctx, tx, { id, version, set: { archivedAt: archivedAt ?? ctx.now() } })
    tx.audit('accounting.contact.archived', { contact: id })
    return contact
  })
}

/** Brings an archived contact back into lists and pickers. */
export async function restoreContact(ctx: OrgContext, { id, version }: RestoreContact): Promise<Contact> {
  return ctx.write(async (tx) => {
    await findContact(tx, id)
    const contact = await change(ctx, tx, { id, version, set: { archivedAt: null } })
    tx.audit('accounting.contact.restored', { contact: id })
    return contact
  })
}

/** Two rows of one customer divide what it owes; who means two says so. The caller has the turn of `accounting.contacts`. */
async function requireNewName(db: OrgDb, name: string): Promise<void> {
  const plain = sql<string>`lower(regexp_replace(name, '\\s+', '', 'g'))`
  const found = await db
    .selectFrom('accountingContact')
    .select(['name', 'city'])
    .where('archivedAt', 'is', null)
    .where(plain, '=', name.replaceAll(/\s+/g, '').toLowerCase())
    .orderBy('id')
    .executeTakeFirst()
  if (!found) return
  const place = found.city === '' ? '' : ` in ${found.city}`
  const message = `${found.name}${place} is there already. Take it, or say that you want a second one.`
  throw new AppError('CONFLICT', { message, issues: [{ path: 'name', message }] })
}

/** Throws a NOT_FOUND. */
export async function findContact(db: OrgDb, id: string): Promise<Contact> {
  const contact = await db
    .selectFrom('accountingContact')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!contact) throw new AppError('NOT_FOUND')
  return contact
}

function requireRole({ isCustomer, isVendor }: { isCustomer: boolean; isVendor: boolean }): void {
  if (!isCustomer && !isVendor)
    throw fieldFault('isCustomer', 'Say whether it is a customer, a vendor or both.')
}

interface Change {
  id: string
  version: number | undefined
  set: Omit<UpdateContact, 'id' | 'version' | 'idempotencyKey'> & { archivedAt?: string | Date | null }
}

async function change(ctx: OrgContext, tx: OrgDb, { id, version, set }: Change): Promise<Contact> {
  const row = await tx
    .updateTable('accountingContact')
    .set({ ...set, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .returning(columns)
    .executeTakeFirst()
  if (!row) throw await missingOrStale(tx, 'accountingContact', id)
  return row
}
