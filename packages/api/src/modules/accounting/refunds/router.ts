import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import { leftToPayBack } from './left.ts'
import { getRefund, listRefunds, recordRefund, undoRefund } from './service.ts'

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

export const refundsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List refunds',
      description: 'What was paid back to customers, newest first.',
    })
    .input(schema.ListRefunds)
    .output(schema.RefundPage)
    .query(({ ctx, input }) => listRefunds(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a refund',
      description: 'One refund: to whom, when, how much, and of which payments it was.',
    })
    .input(schema.GetRefund)
    .output(schema.WholeRefund)
    .query(({ ctx, input }) => getRefund(ctx, input)),
  left: orgProcedure
    .meta({
      ...read,
      title: 'What can be paid back',
      description: 'Money of a customer that no invoice used, by currency, and what a rate would make of it.',
    })
    .input(schema.AskLeft)
    .output(schema.LeftToPayBack)
    .query(({ ctx, input }) => leftToPayBack(ctx, input)),
  record: orgProcedure
    .meta({
      ...write,
      title: 'Pay a customer back',
      description:
        'Books money that went back to a customer who paid too much. Never more than is left of it.',
    })
    .input(schema.RecordRefund)
    .output(schema.Refund)
    .mutation(({ ctx, input }) => recordRefund(ctx, input)),
  undo: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Undo a refund',
      description: 'Takes a refund back; the customer has the money as credit again.',
    })
    .input(schema.UndoRefund)
    .output(schema.Refund)
    .mutation(({ ctx, input }) => undoRefund(ctx, input)),
})
