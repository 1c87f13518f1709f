import { currencyDigits } from '../../../shared/currencies.ts'

/** What is known of a page beside its amounts, by which a sign that several currencies share is settled. */
export interface CurrencyHints {
  /** Code that the page itself gives, in its data. */
  declared?: string | null | undefined
  /** As in `<html lang>`, such as `sv-SE`. */
  language?: string | null | undefined
  host?: string | null | undefined
  /** What a person said of this shop. */
  setting?: string | null | undefined
}

export interface Sign {
  /** The currencies it may stand for. */
  codes: readonly string[]
  /** For hundredths: ¢, ct, p. */
  isCents: boolean
}

const DOLLARS =
  'USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BND JMD TTD BBD BSD BZD FJD NAD LRD KYD XCD GYD SRD DOP'
const CROWNS = 'SEK NOK DKK ISK'
const YUAN = 'CNY TWD HKD'
const RUPEES = 'INR PKR LKR NPR MUR SCR'

/** Signs as they are written, and the codes each may stand for. Letters are told apart by size: "kr", never "KR-7". */
const SIGNS: readonly (readonly [signs: string, codes: string])[] = [
  ['€ Euro euro EURO Euros euros eur Eur', 'EUR'],
  ['£', 'GBP EGP LBP FKP GIP SHP SYP SSP'],
  ['UK£ £GB gbp', 'GBP'],
  ['$', DOLLARS],
  ['US$ US_$ U$S $US $_US USD$ usd', 'USD'],
  ['CA$ C$ CAD$ $CA $_CA CDN$', 'CAD'],
  ['AU$ A$ AU_$ $AU $_AU', 'AUD'],
  ['NZ$ $NZ $_NZ', 'NZD'],
  ['S$ SG$ $SG', 'SGD'],
  ['HK$ $HK', 'HKD'],
  ['NT$ TW$', 'TWD'],
  ['MX$ Mex$ $MX MXN$', 'MXN'],
  ['R$', 'BRL'],
  ['¥', 'JPY CNY'],
  ['JP¥ ¥JP 円', 'JPY'],
  ['CN¥ RMB ¥CN 人民币', 'CNY'],
  ['元', YUAN],
  ['kr kr. Kr Kr. KR', CROWNS],
  ['₹ ₹. रु रू', 'INR'],
  ['₨ Rs Rs. rs rs. Re', RUPEES],
  ['CHF chf SFr. sFr. SFr Fr. Fr fr.', 'CHF'],
  ['zł zl zł.', 'PLN'],
  ['Kč kč', 'CZK'],
  ['Ft', 'HUF'],
  ['lei Lei leu', 'RON MDL'],
  ['₽ руб. руб р.', 'RUB'],
  ['₴ грн грн.', 'UAH'],
  ['₺ TL', 'TRY'],
  ['₩ 원', 'KRW'],
  ['₪ ש"ח', 'ILS'],
  ['₫ đ Đ', 'VND'],
  ['฿ บาท', 'THB'],
  ['₱', 'PHP'],
  ['₦', 'NGN'],
  ['₵', 'GHS'],
  ['₡', 'CRC'],
  ['₸ ₸.', 'KZT'],
  ['₾', 'GEL'],
  ['₼', 'AZN'],
  ['₮', 'MNT'],
  ['₭', 'LAK'],
  ['₲', 'PYG'],
  ['৳', 'BDT'],
  ['RM', 'MYR'],
  ['Rp Rp.', 'IDR'],
  ['S/ S/.', 'PEN'],
  ['R', 'ZAR'],
  ['د.إ د.إ. درهم', 'AED'],
  ['ر.س ر.س.', 'SAR'],
  ['د.ك د.ك.', 'KWD'],
  ['د.ب د.ب.', 'BHD'],
  ['ج.م ج.م.', 'EGP'],
  ['ریال ريال', 'IRR SAR QAR OMR YER'],
  ['дин дин.', 'RSD'],
]

/** Always behind the amount. */
const CENT_SIGNS: readonly (readonly [signs: string, codes: string])[] = [
  ['¢', DOLLARS],
  ['ct ct. Cent cent Cents cents c', `EUR ${DOLLARS}`],
  ['p', 'GBP'],
]

function table(rows: readonly (readonly [string, string])[], isCents: boolean): [string, Sign][] {
  return rows.flatMap(([signs, codes]) =>
    signs
      .split(' ')
      .map((sign) => [sign.replace('_', ' '), { codes: codes.split(' '), isCents }] as [string, Sign]),
  )
}
const bySign = new Map([...table(SIGNS, false), ...table(CENT_SIGNS, true)])

const escaped = (sign: string) => sign.replaceAll(/[$.*+?^()[\]{}|\\/]/g, String.raw`\$&`)
const isOfWord = (letter = '') => /(?!\p{Script=Han}|\p{Script=Hangul})\p{L}/u.test(letter)
/** Signs of letters stand alone, so that the "R" of "Router" is none; a digit may touch them. */
function alternative(sign: string): string {
  const [start, end] = [
    isOfWord(sign[0]) ? String.raw`(?<!\p{L})` : '',
    isOfWord(sign.at(-1)) ? String.raw`(?!\p{L})` : '',
  ]
  return start + escaped(sign) + end
}

let anySign: RegExp | undefined
/** Made for the first text: what is a letter in every script takes longer to learn than all else of this module, at each start. */
function signPattern(): RegExp {
  const longestFirst = () => [...bySign.keys()].toSorted((one, other) => other.length - one.length)
  anySign ??= new RegExp(
    String.raw`(?<!\p{L})[A-Z]{3}(?![\p{L}$])|${longestFirst().map(alternative).join('|')}`,
    'gu',
  )
  return anySign
}

/** Codes that are words of product names. */
const WORDS = new Set('ALL TOP CUP PEN AMD MOP BOB GEL LAK MAD BAM SOS WST STN'.split(' '))

export interface FoundSign {
  at: number
  end: number
  sign: Sign
  isCode: boolean
}

function signOf(text: string, { declared, setting }: CurrencyHints): FoundSign['sign'] | null {
  if (!/^[A-Z]{3}$/.test(text) || bySign.has(text)) return bySign.get(text) ?? null
  if (currencyDigits(text) === null) return null
  const isWord = WORDS.has(text) && text !== declared && text !== setting
  return isWord ? null : { codes: [text], isCents: false }
}

/** Signs and codes of currencies in a text, from left to right. */
export function signsIn(text: string, hints: CurrencyHints): FoundSign[] {
  return [...text.matchAll(signPattern())].flatMap(({ 0: written, index: at }) => {
    const sign = signOf(written, hints)
    return sign ? [{ at, end: at + written.length, sign, isCode: /^[A-Z]{3}$/.test(written) }] : []
  })
}

/** Countries whose currency shares its sign with others, by region of ISO 3166. */
const REGIONS: readonly (readonly [code: string, regions: string])[] = [
  ['USD', 'US PR EC SV PA GU'],
  ['GBP', 'GB UK IM JE GG'],
  ['SEK', 'SE'],
  ['NOK', 'NO SJ'],
  ['DKK', 'DK FO GL'],
  ['ISK', 'IS'],
  ['JPY', 'JP'],
  ['CNY', 'CN'],
  ['INR', 'IN'],
  ['AUD', 'AU'],
  ['CHF', 'CH LI'],
  ['EUR', 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'],
]
const codeByRegion = new Map(
  REGIONS.flatMap(([code, regions]) => regions.split(' ').map((region) => [region, code] as const)),
)
/** Most codes begin as their region does: CA and CAD, PK and PKR. */
function codeIn(region: string, codes: readonly string[]): string | null {
  const code = codeByRegion.get(region)
  if (code !== undefined) return codes.includes(code) ? code : null
  return (region === '' ? undefined : codes.find((one) => one.startsWith(region))) ?? null
}

/** Languages of one country, as far as its currency shares a sign. */
const regionByLanguage = new Map([
  ['sv', 'SE'],
  ['nb', 'NO'],
  ['nn', 'NO'],
  ['no', 'NO'],
  ['da', 'DK'],
  ['fo', 'DK'],
  ['is', 'IS'],
  ['ja', 'JP'],
  ['zh', 'CN'],
  ['hi', 'IN'],
  ['ta', 'IN'],
  ['ur', 'PK'],
  ['si', 'LK'],
  ['ne', 'NP'],
  ['ro', 'RO'],
])

/** Of makers of shops, whose pages keep it in every country. */
const TEMPLATE_LANGUAGE = /^en[-_]us$/i

function regionOfLanguage(language: string): string {
  const [name = '', ...rest] = language.slice(0, 40).split(/[-_]/)
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part))
  return region?.toUpperCase() ?? regionByLanguage.get(name.toLowerCase()) ?? ''
}

/** Domains of countries that the whole world uses, unless something of the country stands before them. */
const WORLDWIDE = new Set([
  'CO',
  'AI',
  'IO',
  'ME',
  'TV',
  'CC',
  'WS',
  'FM',
  'LA',
  'SH',
  'AG',
  'BZ',
  'SC',
  'GG',
  'IM',
  'IS',
  'NU',
  'TO',
])
function regionOfHost(host: string): string {
  const [last = '', before = ''] = host.toUpperCase().split('.').toReversed()
  const isNational = last.length === 2 && (!WORLDWIDE.has(last) || ['COM', 'NET', 'ORG'].includes(before))
  // Iceland's is used elsewhere too, but not with crowns.
  return isNational || last === 'IS' ? last : ''
}

function codeOfPlace({ language, host }: CurrencyHints, codes: readonly string[]): string | null {
  const spoken = language ?? ''
  const ofLanguage = TEMPLATE_LANGUAGE.test(spoken) ? null : codeIn(regionOfLanguage(spoken), codes)
  return ofLanguage ?? codeIn(regionOfHost(host ?? ''), codes)
}

/** "1 495:-", "99,-": a stroke in place of the cents makes it an amount, in a currency of those who write so. */
export const STROKE: Sign = { codes: ['SEK', 'NOK', 'DKK', 'ISK', 'CHF', 'EUR'], isCents: false }

/** Which currency a sign stands for on a page: its data, its language, its country, what a person said; else null. */
export function settle(
  { codes }: Pick<Sign, 'codes'>,
  hints: CurrencyHints,
): { code: string | null; isGuess: boolean } {
  const [only] = codes
  const among = (code: string | null | undefined) => (code && codes.includes(code) ? code : null)
  const said = codes.length === 1 ? only : among(hints.declared)
  if (said) return { code: said, isGuess: false }
  const ofPlace = codeOfPlace(hints, codes)
  if (ofPlace !== null) return { code: ofPlace, isGuess: true }
  const ofSetting = among(hints.setting)
  if (ofSetting !== null) return { code: ofSetting, isGuess: false }
  // The pounds of Britain outnumber all others on the web by far; no dollar and no crown does.
  if (only === 'GBP') return { code: only, isGuess: false }
  return { code: TEMPLATE_LANGUAGE.test(hints.language ?? '') ? codeIn('US', codes) : null, isGuess: true }
}
