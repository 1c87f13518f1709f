import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { NoInput } from '../../../shared/no-input.ts'
import * as schema from './schema.ts'
import { getCompany, updateCompany } from './service.ts'

export const companyRouter = router({
  get: orgProcedure
    .meta({
      permission: 'accounting.sale.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'Read the business details',
      description: 'What invoices say of the business: name, address, tax id, bank and terms.',
    })
    .input(NoInput)
    .output(schema.Company)
    .query(({ ctx }) => getCompany(ctx)),
  update: orgProcedure
    .meta({
      permission: 'accounting.book.manage',
      price: null,
      effect: 'write',
      doors: 'all',
      title: 'Change the business details',
      description: 'Changes what invoices say of the business from now on.',
    })
    .input(schema.UpdateCompany)
    .output(schema.Company)
    .mutation(({ ctx, input }) => updateCompany(ctx, input)),
})
