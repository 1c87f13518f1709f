import { currencyDigits } from '@hub/api/schemas/shared/currencies'

const DIGITS_USUAL = 2

/** Digits after the point in amounts of a currency. */
export const digitsOf = (currency: string): number => currencyDigits(currency) ?? DIGITS_USUAL
