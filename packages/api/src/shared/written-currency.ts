import { currencyDigits } from './currencies.ts'

/* The currency that an amount is written with. A sign may be that of several: the first is meant unless something says another. */

const dollars = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD', 'ARS', 'CLP', 'COP', 'XCD']

const signs: readonly (readonly [RegExp, readonly string[]])[] = [
  [/US\$/i, ['USD']],
  [/CA?\$/i, ['CAD']],
  [/AU?\$/i, ['AUD']],
  [/NZ\$/i, ['NZD']],
  [/HK\$/i, ['HKD']],
  [/R\$/i, ['BRL']],
  [/€/, ['EUR']],
  [/£/, ['GBP', 'EGP', 'GIP', 'FKP', 'SHP']],
  [/\$/, dollars],
  [/₹/, ['INR']],
  [/₺/, ['TRY']],
  [/₴/, ['UAH']],
  [/₩/, ['KRW']],
  [/₪/, ['ILS']],
  [/zł/i, ['PLN']],
  [/Kč/i, ['CZK']],
]

/** Signs that nothing beside them tells apart: one of these has to be said elsewhere. */
const shared: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[¥￥]/, ['JPY', 'CNY']],
  [/\bkr\b\.?/i, ['SEK', 'NOK', 'DKK', 'ISK']],
]

const CODE = /(?<![\p{L}])[A-Z]{3}(?![\p{L}])/u

export interface WrittenCurrency {
  /** The sign or code as it stands there. */
  mark: string
  codes: readonly string[]
  /** Whether the first of them is meant where nothing is said. */
  isTold: boolean
}

/** No amount is nearly as long. */
const LONGEST = 200

/** Which currency stands beside an amount; null where none does. */
export function currencyWritten(text: string): WrittenCurrency | null {
  if (text.length > LONGEST) return null
  const [code] = CODE.exec(text) ?? []
  if (code !== undefined && currencyDigits(code) !== null) return { mark: code, codes: [code], isTold: true }
  for (const [all, isTold] of [
    [signs, true],
    [shared, false],
  ] as const)
    for (const [sign, codes] of all) {
      const [mark] = sign.exec(text) ?? []
      if (mark !== undefined) return { mark, codes, isTold }
    }
  return null
}

/** The currency of an amount that is written so, where its column or its row says this one; null where neither tells. */
export function currencyOf(written: WrittenCurrency | null, said: string | undefined): string | null {
  if (written === null) return said ?? null
  if (said !== undefined && written.codes.includes(said)) return said
  return written.isTold ? (written.codes[0] ?? null) : null
}
