import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import { archiveTaxCode, createTaxCode, listTaxCodes } from './service.ts'

const manage = {
  permission: 'accounting.book.manage',
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>

export const taxesRouter = router({
  list: orgProcedure
    .meta({
      permission: 'accounting.book.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'List taxes',
      description: 'The taxes that lines of invoices and bills can have, with their rates.',
    })
    .input(schema.ListTaxCodes)
    .output(schema.TaxCodePage)
    .query(({ ctx, input }) => listTaxCodes(ctx, input)),
  create: orgProcedure
    .meta({
      ...manage,
      title: 'Add a tax',
      description: 'Adds a tax with its rate. A rate never changes: a new one is a new tax.',
    })
    .input(schema.CreateTaxCode)
    .output(schema.TaxCode)
    .mutation(({ ctx, input }) => createTaxCode(ctx, input)),
  archive: orgProcedure
    .meta({
      ...manage,
      title: 'Archive a tax',
      description: 'Takes a tax out of use; documents that have it keep it.',
    })
    .input(schema.ArchiveTaxCode)
    .output(schema.TaxCode)
    .mutation(({ ctx, input }) => archiveTaxCode(ctx, input)),
})
