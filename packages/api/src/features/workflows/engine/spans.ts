import type { z } from 'zod'
import type { StepOf } from '../definition/schema.ts'

type Span = NonNullable<z.infer<z.ZodType<StepOf<'approval'>['within']>>>

const MS = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 7 * 86_400_000,
} as const

/** The instant so much later. A month later is the same day of the next month, or its last one. */
export function after(from: Date, { amount, unit }: Span): Date {
  if (unit !== 'months') return new Date(from.getTime() + amount * MS[unit])
  const day = from.getUTCDate()
  const first = new Date(from)
  first.setUTCDate(1)
  first.setUTCMonth(first.getUTCMonth() + amount)
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, last))
  return first
}
