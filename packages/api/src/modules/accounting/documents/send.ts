import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { takeMailLimits } from '../../../platform/mail/mail-limits.ts'
import { AppError } from '../../../shared/errors.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { customerMail } from './customer-mail.ts'
import { printInvoice } from './print/printer.ts'
import { printedDay, printedNumber } from './print/printed.ts'
import { printedInvoice } from './print/printed-invoice.ts'
import { savedInvoice } from './queries.ts'
import type { SavedInvoice, SendInvoice, WholeInvoice } from './schema.ts'

/** Mails a posted invoice to its customer, with the PDF. */
export async function sendInvoice(ctx: OrgContext, input: SendInvoice): Promise<SavedInvoice> {
  const { id } = input
  const invoice = await printedInvoice(ctx, id)
  const { number } = invoice
  if (number === null) throw new AppError('CONFLICT', { message: 'This is a draft. Post it first.' })
  if (invoice.status === 'void')
    throw new AppError('CONFLICT', { message: `${number} is void. Send its credit note instead.` })
  const to = await addressOf(ctx, invoice, input.to)
  const { seller } = invoice
  const mail = customerMail({
    to,
    seller,
    subject: input.subject ?? subjectOf(invoice, number),
    text: textOf(invoice, input.message),
    about: 'Invoice',
    papers: [{ name: number, bytes: await printInvoice(invoice) }],
  })
  await takeMailLimits(ctx, [to])
  return ctx.write(async (tx) => {
    tx.ask(mail)
    await tx
      .updateTable('accountingDocument')
      .set({ sentAt: ctx.now(), updatedAt: ctx.now(), version: sql<number>`version + 1` })
      .where('id', '=', id)
      .execute()
    tx.audit('accounting.invoice.sent', { invoice: id })
    tx.emit({
      topic: 'accounting.invoice.sent',
      aggregate: `invoice:${id}`,
      payload: { invoiceId: id, number, contactId: invoice.contactId },
    })
    return savedInvoice({ ...ctx, db: tx }, id)
  })
}

/** What was said, what was printed, or what the customer's address is by now. */
async function addressOf(
  { db }: OrgContext,
  { buyer, contactId, contact }: WholeInvoice,
  given: string | undefined,
): Promise<string> {
  const kept = async () =>
    (await db.selectFrom('accountingContact').select('email').where('id', '=', contactId).executeTakeFirst())
      ?.email ?? ''
  const to = canonicalEmail(given ?? (buyer.email || (await kept())))
  if (to !== null) return to
  throw fieldFault('to', `${contact} has no mail address yet. Write one here, or add it under Customers.`)
}

const kindOf = ({ kind }: WholeInvoice) => (kind === 'invoice' ? 'Invoice' : 'Credit note')

const subjectOf = (invoice: WholeInvoice, number: string): string =>
  `${kindOf(invoice)} ${number} of ${invoice.seller.name}`

function textOf(invoice: WholeInvoice, message: string | undefined): string {
  const { kind, number, total, currency, dueOn, seller } = invoice
  const amount = `${printedNumber(total)} ${currency}`
  const what =
    kind === 'invoice'
      ? `invoice ${number} over ${amount}, due on ${printedDay(dueOn)}`
      : `credit note ${number} over ${amount}`
  const words = message === undefined || message === '' ? [] : [message]
  return [`Here is ${what}. The PDF is attached.`, ...words, seller.name].join('\n\n')
}
