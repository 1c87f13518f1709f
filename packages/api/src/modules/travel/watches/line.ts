import { currencyDigits } from '../../../shared/currencies.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { parseMoney } from '../../../shared/money.ts'

/** The amount below which somebody wants to be told, in minor units. Throws a BAD_REQUEST at its field. */
export function lineOf(amount: string, currency: string): bigint {
  const line = parseMoney(amount, currencyDigits(currency) ?? 2)
  if (line === null || line <= 0n)
    throw fieldFault('amount', `Write an amount of ${currency} above zero, such as 900.`)
  return line
}
