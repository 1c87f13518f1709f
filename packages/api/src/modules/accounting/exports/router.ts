import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { fileLimit } from '../../../platform/files/prepared-files.ts'
import { PreparedFile } from '../../../shared/prepared-file.ts'
import { bookExport } from './export.ts'
import * as schema from './schema.ts'

export const exportsRouter = router({
  prepare: orgProcedure
    .meta({
      permission: 'accounting.book.read',
      price: null,
      effect: 'write',
      doors: 'browserOnly',
      secret: true,
      limit: fileLimit('modules.accounting.exports.prepare'),
      title: 'Export the books',
      description:
        'Prepares the entries of a period as a journal for hledger or beancount. It opens once, within ten minutes.',
    })
    .input(schema.PrepareBookExport)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => bookExport.prepare(ctx, input)),
})
