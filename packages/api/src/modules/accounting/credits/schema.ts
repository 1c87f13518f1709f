import { z } from 'zod'
import { BookDay } from '../book/schema.ts'
import { InvoiceId, Quantity } from '../documents/schema.ts'
import { Amount } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line } from '../../../shared/text.ts'

const LineNumber = z.int().min(1).max(200)
const ofLine = {
  quantity: Quantity.optional().meta({ description: 'How many of it' }),
  amount: Amount.optional().meta({ description: 'Or so much of it, as the line is printed' }),
}

const CreditLineWish = z.strictObject({ line: LineNumber, ...ofLine })

const asked = {
  id: InvoiceId,
  line: LineNumber.optional().meta({ description: 'Which line, from 1. Default: the only one' }),
  ...ofLine,
  lines: z
    .array(CreditLineWish)
    .max(200)
    .optional()
    .meta({ description: 'In place of one line: several. Without amount and quantity: all left' }),
}

export const CreditInvoice = mutationInput({
  ...asked,
  on: BookDay.optional().meta({ description: 'Day of the credit note. Default: today' }),
  reason: line(200).optional(),
})
export type CreditInvoice = z.infer<typeof CreditInvoice>

/** Flat, since it is asked by an address: the first of each list belong together, and so on; empty where not said. */
export const PreviewCredit = z.strictObject({
  id: InvoiceId,
  lines: z
    .array(LineNumber)
    .max(200)
    .default([])
    .meta({ description: 'Default: none, which says what is left' }),
  quantities: z
    .array(z.union([Quantity, z.literal('')]))
    .max(200)
    .default([])
    .meta({ description: 'How many of each line, or empty' }),
  amounts: z
    .array(z.union([Amount, z.literal('')]))
    .max(200)
    .default([])
    .meta({ description: 'Or how much of each, or empty. Neither: all left' }),
})
export type PreviewCredit = z.infer<typeof PreviewCredit>

const CreditableLine = z.strictObject({
  line: z.int(),
  quantity: z.string(),
  amount: z.string(),
})

export const CreditPreview = z.strictObject({
  currency: z.string(),
  net: z.string(),
  tax: z.string(),
  total: z.string(),
  left: z.string().meta({ description: 'What could be credited after it' }),
  lines: z.array(CreditableLine).meta({ description: 'What is left of each line before it' }),
  free: z.string().meta({ description: 'What was paid for it, and is the customer’s credit then' }),
})
export type CreditPreview = z.infer<typeof CreditPreview>
