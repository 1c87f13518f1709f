import { z } from 'zod'

/** Key of one intended act; the same key never acts twice within 24 h (CON-6). */
export const IdempotencyKey = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'Use 8 to 64 letters, digits, - or _.')
  .meta({ description: 'Repeat-safe key: the same key never acts twice' })

/** A strict input object for a mutation, with its idempotency key. */
export const mutationInput = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject({ ...shape, idempotencyKey: IdempotencyKey.optional() })

/** Answer of a mutation that has nothing else to say. */
export const Done = z.strictObject({ done: z.literal(true) })
export type Done = z.infer<typeof Done>
export const done: Done = { done: true }
