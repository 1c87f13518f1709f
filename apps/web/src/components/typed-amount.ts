import { readDecimal } from '@hub/ui/decimal'

/** An amount as it was typed, in the form that is sent: "6,95" is 6.95. What is no number stays, and is refused with words. */
export const typedAmount = (text: unknown): unknown =>
  typeof text === 'string' ? (readDecimal(text) ?? text) : text
