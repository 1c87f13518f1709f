import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { fileLimit } from '../../../platform/files/prepared-files.ts'
import { PreparedFile } from '../../../shared/prepared-file.ts'
import { prepareStatement } from './export.ts'
import * as schema from './schema.ts'
import { sendStatement } from './send.ts'
import { customerStatement } from './service.ts'

export const customerStatementsRouter = router({
  get: orgProcedure
    .meta({
      permission: 'accounting.sale.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'Read a statement of account',
      description:
        'What one customer was billed, credited and paid between two days, and what is owed before and after.',
    })
    .input(schema.GetCustomerStatement)
    .output(schema.CustomerStatement)
    .query(({ ctx, input }) => customerStatement(ctx, input)),
  send: orgProcedure
    .meta({
      permission: 'accounting.sale.send',
      price: null,
      effect: 'write',
      doors: 'all',
      // A hub that mails whatever it is told to would be used for it.
      limit: {
        name: 'accounting.customerStatements.send',
        per: 'organization',
        points: 200,
        seconds: 86_400,
      },
      title: 'Send a statement of account by mail',
      description: 'Mails a customer what they were billed and paid, and what is open, with the PDF.',
    })
    .input(schema.SendCustomerStatement)
    .output(schema.StatementSent)
    .mutation(({ ctx, input }) => sendStatement(ctx, input)),
  prepare: orgProcedure
    .meta({
      permission: 'accounting.sale.read',
      price: null,
      effect: 'write',
      doors: 'browserOnly',
      secret: true,
      limit: fileLimit('modules.accounting.customerStatements.prepare'),
      title: 'Save a statement of account',
      description: 'Prepares a statement of account as a PDF or a sheet. It opens once, within ten minutes.',
    })
    .input(schema.PrepareCustomerStatement)
    .output(PreparedFile)
    .mutation(({ ctx, input: { idempotencyKey: _key, ...wish } }) => prepareStatement(ctx, wish)),
})
