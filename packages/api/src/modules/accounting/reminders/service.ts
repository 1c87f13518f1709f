import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { takeMailLimits } from '../../../platform/mail/mail-limits.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { customerMail } from '../documents/customer-mail.ts'
import { printedInvoice } from '../documents/print/printed-invoice.ts'
import { printInvoice } from '../documents/print/printer.ts'
import { sellerOf, todayOf } from '../documents/queries.ts'
import type { Seller } from '../documents/tables.ts'
import { amountText, minorOf } from '../ledger/amounts.ts'
import { planReminders } from './plan.ts'
import { reminderMail } from './words.ts'
import type {
  ListReminders,
  PreviewReminders,
  Reminder,
  ReminderMail,
  ReminderPreview,
  RemindersSent,
  SendReminders,
} from './schema.ts'

/** What would go now, word for word. Without an invoice or a customer: of all that is overdue. */
export async function previewReminders(ctx: OrgContext, input: PreviewReminders): Promise<ReminderPreview> {
  const { mails, left, isMore } = await planReminders(ctx, input)
  const seller = await sellerOf(ctx)
  return { mails: mails.map((one) => reminderMail(one, { seller, message: input.message })), left, isMore }
}

/** Mails customers what they have not paid, one mail each, with the invoices. Of one invoice a reminder goes once a day. */
export async function sendReminders(ctx: OrgContext, input: SendReminders): Promise<RemindersSent> {
  const { invoiceId, invoiceIds, contactId, recipient, message } = input
  if (invoiceId === undefined && invoiceIds === undefined && contactId === undefined)
    throw fieldFault('invoiceIds', 'Say of which invoices, or which customer.')
  const { mails: planned, left } = await planReminders(ctx, input, recipient)
  if (recipient !== undefined && planned.length > 1)
    throw fieldFault('recipient', 'These are of several customers. Remind one, or leave the address out.')
  if (planned.length === 0)
    throw new AppError('CONFLICT', { message: left[0]?.why ?? 'Nothing of this customer is overdue.' })
  const seller = await sellerOf(ctx)
  const mails = planned.map((one) => reminderMail(one, { seller, message }))
  const wishes: ReturnType<typeof customerMail>[] = []
  for (const mail of mails) wishes.push(await wishOf(ctx, mail, seller))
  await takeMailLimits(
    ctx,
    mails.map((mail) => mail.recipient),
  )
  return ctx.write(async (tx) => {
    for (const mail of mails) await keep(ctx, tx, mail)
    for (const wish of wishes) tx.ask(wish)
    return { mails, left }
  })
}

async function wishOf(ctx: OrgContext, { recipient, subject, text, invoices }: ReminderMail, seller: Seller) {
  const papers: { name: string; bytes: Uint8Array }[] = []
  for (const { invoiceId, number } of invoices)
    papers.push({ name: number, bytes: await printInvoice(await printedInvoice(ctx, invoiceId)) })
  return customerMail({ to: recipient, seller, subject, text, about: 'Reminder', papers })
}

/** Writes down what was sent, while the invoices are held: what is paid or reminded of at this moment refuses the mail. */
async function keep(ctx: OrgContext, tx: OrgWriteTx, { recipient, invoices }: ReminderMail): Promise<void> {
  const today = todayOf(ctx)
  const ids = invoices.map(({ invoiceId }) => invoiceId).toSorted()
  const held = await tx
    .selectFrom('accountingDocument')
    .select(['id', sql<string>`(total_minor - settled_minor)::text`.as('openMinor')])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const openOf = new Map(held.map(({ id, openMinor }) => [id, openMinor]))
  const changed = invoices.find(
    ({ invoiceId, open, currency }) =>
      openOf.get(invoiceId) !== String(minorOf(open, { currency, path: 'invoiceIds' })),
  )
  if (changed)
    throw new AppError('CONFLICT', {
      message: `${changed.number} was paid or changed meanwhile. Look again.`,
    })
  const rows = invoices.map(({ invoiceId, level }) => ({
    id: uuidv7(),
    orgId: ctx.org.orgId,
    documentId: invoiceId,
    level,
    sentOn: today,
    sentTo: recipient,
    openMinor: openOf.get(invoiceId) ?? '0',
    sentById: ctx.actor.userId,
    sentAt: ctx.now(),
  }))
  const kept = await tx
    .insertInto('accountingReminder')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['orgId', 'documentId', 'sentOn']).doNothing())
    .returning('documentId')
    .execute()
  if (kept.length < rows.length)
    throw new AppError('CONFLICT', { message: 'The customer was reminded of this today already.' })
  for (const { documentId } of rows) tx.audit('accounting.invoice.reminded', { invoice: documentId })
}

/** What was sent, the newest first. */
export async function listReminders(ctx: OrgContext, input: ListReminders): Promise<Page<Reminder>> {
  const { invoiceId, contactId } = input
  const found = ctx.db
    .selectFrom('accountingReminder as r')
    .innerJoin('accountingDocument as d', 'd.id', 'r.documentId')
    .innerJoin('accountingContact as c', 'c.id', 'd.contactId')
    .select(['r.id', 'r.documentId as invoiceId', 'c.name as contact', 'r.level', 'r.sentOn', 'd.currency'])
    .select([
      'r.sentTo as recipient',
      'r.openMinor',
      'r.sentAt',
      sql<string>`coalesce(d.number, '')`.as('number'),
    ])
    .$if(invoiceId !== undefined, (query) => query.where('r.documentId', '=', invoiceId ?? ''))
    .$if(contactId !== undefined, (query) => query.where('d.contactId', '=', contactId ?? ''))
  const { items, nextCursor } = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.reminders.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`r.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return {
    items: items.map(({ openMinor, ...row }) => ({ ...row, open: amountText(openMinor, row.currency) })),
    nextCursor,
  }
}
