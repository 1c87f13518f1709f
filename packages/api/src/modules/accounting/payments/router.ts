import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import {
  allocatePaymentIn,
  getPaymentIn,
  listPaymentsIn,
  recordPaymentIn,
  takeOffPaymentIn,
  undoPaymentIn,
} from './service.ts'

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

export const paymentsInRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List payments of customers',
      description: 'What customers paid, newest first, and what of it is not yet put to an invoice.',
    })
    .input(schema.ListPaymentsIn)
    .output(schema.PaymentInPage)
    .query(({ ctx, input }) => listPaymentsIn(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a payment of a customer',
      description: 'One payment: who, when, how much, which invoices it went to, and what is left of it.',
    })
    .input(schema.GetPaymentIn)
    .output(schema.WholePaymentIn)
    .query(({ ctx, input }) => getPaymentIn(ctx, input)),
  record: orgProcedure
    .meta({
      ...write,
      title: 'Record a payment of a customer',
      description: 'Books money that came in and puts it to invoices. What is left stays as credit.',
    })
    .input(schema.RecordPaymentIn)
    .output(schema.PaymentIn)
    .mutation(({ ctx, input }) => recordPaymentIn(ctx, input)),
  allocate: orgProcedure
    .meta({
      ...write,
      title: 'Put a payment to invoices',
      description: 'Puts what is left of a payment to invoices of the same customer.',
    })
    .input(schema.AllocatePaymentIn)
    .output(schema.PaymentIn)
    .mutation(({ ctx, input }) => allocatePaymentIn(ctx, input)),
  takeOff: orgProcedure
    .meta({
      ...write,
      title: 'Take a payment off an invoice',
      description:
        'The invoice is open again by what the payment was put to it, and the money stays with the customer as credit.',
    })
    .input(schema.TakeOffPaymentIn)
    .output(schema.PaymentIn)
    .mutation(({ ctx, input }) => takeOffPaymentIn(ctx, input)),
  undo: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Undo a payment',
      description: 'Takes a payment back; the invoices it paid are open again.',
    })
    .input(schema.UndoPaymentIn)
    .output(schema.PaymentIn)
    .mutation(({ ctx, input }) => undoPaymentIn(ctx, input)),
})
