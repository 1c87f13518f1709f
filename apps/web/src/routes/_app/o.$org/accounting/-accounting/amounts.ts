import { currencyDigits } from '@hub/api/schemas/shared/currencies'
import { formatDecimal } from '@hub/ui/decimal'

const DIGITS_USUAL = 2

/** Digits after the point in amounts of a currency. */
export const digitsOf = (currency: string): number => currencyDigits(currency) ?? DIGITS_USUAL

/** "−1,234.50"; the hub sends each amount with all its digits. */
export const amountWords = formatDecimal

/** Whether it is other than nothing. */
export const isSome = (amount: string): boolean => /[1-9]/.test(amount)
