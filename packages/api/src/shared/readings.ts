import { z } from 'zod'
import { CurrencyCode } from './money.ts'

/* How a record of somebody else is read into properties. */

export const propertyKinds = ['text', 'choice', 'number', 'money', 'yesno', 'day', 'instant'] as const
export const PropertyKind = z.enum(propertyKinds)
export type PropertyKind = z.infer<typeof PropertyKind>

export const FieldPath = z
  .array(z.string().min(1).max(200))
  .min(1)
  .max(6)
  .meta({ description: 'Field of the records, such as ["customer","id"]' })

/** Where a property stands in the records of a dataset, and how it is written there. */
export const Reading = z.strictObject({
  path: FieldPath,
  decimal: z.enum(['.', ',']).optional(),
  dayOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  currency: CurrencyCode.optional().meta({ description: 'Of money, where all of it is in one' }),
  currencyPath: FieldPath.optional(),
  isMinor: z.boolean().optional().meta({ description: 'Money in cents' }),
})
export type Reading = z.infer<typeof Reading>
/** Readings by the names of their properties. */
export const Mapping = z.record(z.string(), Reading)
export type Mapping = z.infer<typeof Mapping>

/** Readings of records that a service goes on bringing, of which there may be some that were asked for otherwise before. */
export const LastingMapping = z.record(
  z.string(),
  Reading.extend({
    before: Reading.optional(),
    isEmail: z.boolean().optional().meta({ description: 'An e-mail address, which is the same in any case' }),
  }),
)
export type LastingMapping = z.infer<typeof LastingMapping>
export type LastingReading = LastingMapping[string]
