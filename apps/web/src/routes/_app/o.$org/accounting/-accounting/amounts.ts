import { formatDecimal } from '@hub/ui/decimal'

/** "−1,234.50"; the hub sends each amount with all its digits. */
export const amountWords = formatDecimal

/** Whether it is other than nothing. */
export const isSome = (amount: string): boolean => /[1-9]/.test(amount)
