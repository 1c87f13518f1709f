import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { fileLimit } from '../../../platform/files/prepared-files.ts'
import { Done } from '../../../shared/mutation.ts'
import { PreparedFile } from '../../../shared/prepared-file.ts'
import * as credits from '../credits/schema.ts'
import { creditInvoice, previewCredit, voidInvoice } from '../credits/service.ts'
import { createInvoice, removeInvoice, updateInvoice } from './drafts.ts'
import { tellOverdue } from './overdue.ts'
import { prepareInvoicePdf } from './print/export.ts'
import { postInvoice } from './post.ts'
import * as schema from './schema.ts'
import { sendInvoice } from './send.ts'
import { getInvoice, getInvoiceParties, listInvoices } from './service.ts'

const read = {
  permission: 'accounting.sale.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const write = {
  ...read,
  permission: 'accounting.sale.write',
  effect: 'write',
} as const satisfies Partial<Meta>

export const invoicesRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List invoices',
      description: 'Invoices and credit notes, by words, state, customer or days.',
    })
    .input(schema.ListInvoices)
    .output(schema.InvoicePage)
    .query(({ ctx, input }) => listInvoices(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read an invoice',
      description: 'One invoice with its lines, taxes and what was paid of it.',
    })
    .input(schema.GetInvoice)
    .output(schema.InvoiceDetails)
    .query(({ ctx, input }) => getInvoice(ctx, input)),
  parties: orgProcedure
    .meta({
      ...read,
      title: 'Read who an invoice is from and to',
      description:
        'Names, addresses and bank of both sides as printed, and which invoice a credit note takes back.',
    })
    .input(schema.GetInvoice)
    .output(schema.InvoiceParties)
    .query(({ ctx, input }) => getInvoiceParties(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Draft an invoice',
      description: 'Begins an invoice. Nothing is booked or sent until it is posted.',
    })
    .input(schema.CreateInvoice)
    .output(schema.SavedInvoice)
    .mutation(({ ctx, input }) => createInvoice(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change a draft invoice',
      description: 'Changes a draft; given lines take the place of all. A posted invoice never changes.',
    })
    .input(schema.UpdateInvoice)
    .output(schema.SavedInvoice)
    .mutation(({ ctx, input }) => updateInvoice(ctx, input)),
  remove: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Throw away a draft invoice',
      description: 'Throws away a draft. What is posted stays.',
    })
    .input(schema.RemoveInvoice)
    .output(Done)
    .mutation(({ ctx, input }) => removeInvoice(ctx, input)),
  post: orgProcedure
    .meta({
      ...write,
      title: 'Post an invoice',
      description: 'Gives a draft its number and books it: the customer owes it from then on.',
    })
    .input(schema.PostInvoice)
    .output(schema.SavedInvoice)
    .mutation(({ ctx, input }) => postInvoice(ctx, input)),
  credit: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Credit part of an invoice',
      description:
        'Takes lines of a posted invoice back by a credit note, whole or in part. What was paid for them stays as credit.',
    })
    .input(credits.CreditInvoice)
    .output(schema.SavedInvoice)
    .mutation(({ ctx, input }) => creditInvoice(ctx, input)),
  creditPreview: orgProcedure
    .meta({
      ...read,
      title: 'See what is left to credit of an invoice',
      description:
        'What of each line is left to credit, what a credit note over some would come to, and what the customer would have left.',
    })
    .input(credits.PreviewCredit)
    .output(credits.CreditPreview)
    .query(({ ctx, input }) => previewCredit(ctx, input)),
  void: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Void an invoice',
      description: 'Takes a posted invoice back by a credit note over all that is left of it.',
    })
    .input(schema.VoidInvoice)
    .output(schema.SavedInvoice)
    .mutation(({ ctx, input }) => voidInvoice(ctx, input)),
  send: orgProcedure
    .meta({
      ...write,
      permission: 'accounting.sale.send',
      // A hub that mails whatever it is told to would be used for it.
      limit: { name: 'accounting.invoices.send', per: 'organization', points: 200, seconds: 86_400 },
      title: 'Send an invoice by mail',
      description: 'Mails a posted invoice to its customer, with the PDF.',
    })
    .input(schema.SendInvoice)
    .output(schema.SavedInvoice)
    .mutation(({ ctx, input }) => sendInvoice(ctx, input)),
  pdf: orgProcedure
    .meta({
      ...read,
      effect: 'write',
      doors: 'browserOnly',
      secret: true,
      limit: fileLimit('modules.accounting.invoices.pdf'),
      title: 'Save an invoice as PDF',
      description: 'Prepares the PDF of an invoice. It opens once, within ten minutes.',
    })
    .input(schema.PrepareInvoicePdf)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => prepareInvoicePdf(ctx, input)),
  tellOverdue: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Tell of overdue invoices',
      description: 'Says once of each invoice that its day is over. It is done each morning by itself.',
    })
    .input(schema.TellOverdue)
    .output(schema.OverdueTold)
    .mutation(({ ctx }) => tellOverdue(ctx)),
})
