import { methods } from './use-money-form.ts'
import type { Method } from './use-money-form.ts'

/** How money moved, in words. */
export const methodWords = Object.fromEntries(methods.map(({ value, label }) => [value, label])) as Record<
  Method,
  string
>
