/*
 * Currencies and the digits their amounts have after the point, as ISO 4217 lists them (minor units). Not those of
 * `Intl`, which follow what shops print: it gives forints and rupiahs none.
 */

const DIGITS_USUAL = 2

const usual =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE ' +
  'CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR ' +
  'KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB ' +
  'PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY ' +
  'TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG'

const others: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const digitsByCode = new Map<string, number>([
  ...usual.split(' ').map((code) => [code, DIGITS_USUAL] as const),
  ...Object.entries(others).flatMap(([digits, codes]) =>
    codes.split(' ').map((code) => [code, Number(digits)] as const),
  ),
])

/** Every code, in the order of the alphabet. */
export const currencyCodes: readonly string[] = [...digitsByCode.keys()].toSorted()

/** Digits after the point; null for what is no currency of ISO 4217. */
export const currencyDigits = (code: string): number | null => digitsByCode.get(code) ?? null
