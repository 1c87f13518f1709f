import { z } from 'zod'
import { contextNow } from '../../../../platform/calls/context-now.ts'
import type { OrgContext } from '../../../../platform/calls/context.ts'
import { prepareFile } from '../../../../platform/files/prepared-files.ts'
import type { OpenExport } from '../../../../platform/files/text-export.ts'
import type { PreparedFile } from '../../../../shared/prepared-file.ts'
import { wholeInvoice } from '../queries.ts'
import { GetInvoice } from '../schema.ts'
import { printedInvoice } from './printed-invoice.ts'
import { printInvoice } from './printer.ts'

const KIND = 'invoice'

/** Prepares the PDF of an invoice; it is printed when it is opened, once. */
export async function prepareInvoicePdf(ctx: OrgContext, { id }: GetInvoice): Promise<PreparedFile> {
  await wholeInvoice(ctx, id)
  const wish = { userId: ctx.actor.userId, kind: KIND, subject: ctx.org.orgId, request: { id } }
  const prepared = await prepareFile(ctx, wish)
  return ctx.write(async (tx) => {
    tx.audit('accounting.invoice.printed', { invoice: id })
    return prepared
  })
}

export const invoicePdf: OpenExport = {
  kind: KIND,
  async open(hub, call, { subject, request }) {
    const ctx = await contextNow(hub, { ...call, org: subject }, 'modules.accounting.invoices.pdf')
    const { id } = z.parse(GetInvoice, request)
    const invoice = await printedInvoice(ctx, id)
    return {
      fileName: `${invoice.number ?? 'invoice-draft'}.pdf`,
      mediaType: 'application/pdf',
      // Printed before the answer begins, so that what goes wrong is said and not a file that is cut off.
      parts: [await printInvoice(invoice)],
    }
  },
}
