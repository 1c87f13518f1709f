import { currencyDigits } from '../../../../shared/currencies.ts'
import { mulDiv } from '../../../../shared/money.ts'

/*
 * Prices of the demo are examples: worked out in euros and stated in other currencies at round levels of our own, chosen so
 * that an example looks likely. They are no rates of exchange, and nothing that is really paid may be computed by them.
 */

/** What 100 EUR are about worth. */
const per100Euros: Readonly<Record<string, bigint>> = {
  EUR: 100n,
  USD: 110n,
  GBP: 85n,
  CHF: 95n,
  DKK: 750n,
  NOK: 1150n,
  SEK: 1100n,
  ISK: 14_500n,
  PLN: 430n,
  CZK: 2500n,
  HUF: 40_000n,
  RON: 500n,
  TRY: 4500n,
  UAH: 4800n,
  ILS: 400n,
  AED: 400n,
  MAD: 1070n,
  ZAR: 2000n,
  CAD: 160n,
  MXN: 2100n,
  BRL: 620n,
  CLP: 105_000n,
  COP: 460_000n,
  AUD: 175n,
  NZD: 190n,
  JPY: 16_000n,
  KRW: 155_000n,
  CNY: 800n,
  HKD: 860n,
  SGD: 150n,
  MYR: 490n,
  THB: 3700n,
  IDR: 1_850_000n,
  PHP: 6500n,
  VND: 2_900_000n,
  INR: 9500n,
}

export const pricedCurrencies: readonly string[] = Object.keys(per100Euros)

/** What the demo states prices in when it is asked for a currency: that one, or EUR where it knows no level of it. */
export const statedCurrency = (wanted: string): string =>
  Object.hasOwn(per100Euros, wanted) ? wanted : 'EUR'

/** Cents of euros as minor units of a currency that the demo states prices in. */
export function inMinor(euroCents: number, currency: string): bigint {
  const digits = currencyDigits(currency) ?? 2
  const level = per100Euros[currency] ?? 100n
  return mulDiv(BigInt(Math.round(euroCents)) * level, 10n ** BigInt(digits), 10_000n)
}
