/*
 * Numbers as people write them into prices, with the signs of many countries between their groups. The last separator
 * decides, unless it groups by three.
 */

/** Zeros of the digits of Arabic, Persian, Devanagari and other scripts of India and South-East Asia. */
const ZEROS = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0,
]

function latinDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  const zero = ZEROS.find((first) => code >= first && code <= first + 9)
  return zero === undefined ? digit : String(code - zero)
}

const SMALL_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const latinOfSmall = (small: string) => small.replaceAll(/./g, (one) => String(SMALL_DIGITS.indexOf(one)))

/**
 * The same text with Latin digits and plain spaces. A middle dot stands for a separator that can only be decimal (`٫`, `·`
 * and raised cents), an apostrophe for one that can only group (`٬` and the apostrophes).
 */
export function plainSigns(text: string): string {
  return (
    text
      .replaceAll(
        /(\d)[.,]?([⁰¹²³⁴-⁹]{2})(?![⁰¹²³⁴-⁹])/g,
        (_, before: string, small: string) => `${before}·${latinOfSmall(small)}`,
      )
      // "12€99", as French shops write it; behind another sign the second amount is one of its own.
      .replaceAll(/(?<![€£] ?[\d ]{0,9})(\d)([€£])(\d{2}(?!\d)|[⁰¹²³⁴-⁹]{2})(?![.,€£])/g, '$1·$3$2')
      // Compatibility forms would make a space of some of these.
      .replaceAll(/[’‘ʼ′´`\u066c]/g, "'")
      .normalize('NFKC')
      .replaceAll(/\p{Cf}/gu, '')
      .replaceAll(/(?![0-9])\p{Nd}/gu, latinDigit)
      .replaceAll('\u066b', '·')
      .replaceAll('−', '-')
      .replaceAll(/\s+/g, ' ')
  )
}

/** A number: its digits before and after the decimal separator. */
export interface Decimal {
  whole: string
  fraction: string
}

/** What a number says, and what else it could say where one separator leaves both open. */
export interface Interpreted {
  value: Decimal
  other: Decimal | null
}

export interface NumberStyle {
  /** Digits that amounts of the currency have after the separator. */
  digits: number
  /** For programs, where schema.org asks for a decimal point and no groups. */
  isMachine: boolean
}

const MOST_WHOLE = 15
const MOST_FRACTION = 20

/** Groups of thousands, or of hundreds over them as in India. */
const GROUPED = /^\d{1,3}(?:,\d{2,3})*,\d{3}$/

/** Digits of a whole part whose groups stand right; null where they do not. */
function ungrouped(text: string): string | null {
  const signs = new Set(text.replaceAll(/\d/g, ''))
  if (signs.size === 0) return text
  if (signs.size > 1) return null
  return GROUPED.test(text.replaceAll(/\D/g, ',')) ? text.replaceAll(/\D/g, '') : null
}

function split(text: string, at: number): Decimal | null {
  const whole = at === 0 ? '0' : ungrouped(text.slice(0, at))
  const fraction = text.slice(at + 1)
  return whole === null || !/^\d+$/.test(fraction) ? null : { whole, fraction }
}

const certain = (value: Decimal | null): Interpreted | null => value && { value, other: null }
const wholeOf = (text: string): Decimal | null => {
  const whole = ungrouped(text)
  return whole === null ? null : { whole, fraction: '' }
}

/** "1.299" says one thing in Berlin and another in a data field. */
function openSeparator(text: string, at: number, { digits, isMachine }: NumberStyle): Interpreted | null {
  const [asDecimal, asGroups] = [split(text, at), wholeOf(text)]
  if (!asGroups || text.startsWith('0')) return certain(asDecimal)
  if (digits === 0) return certain(asGroups)
  const isPoint = text[at] === '.'
  const isWholeInMinor = /^0*$/.test(text.slice(at + 1 + digits))
  // A field with a third digit that no coin is worth was not written by the rule, so it holds groups.
  const prefersDecimal = digits === 3 || (isMachine && isPoint && digits > 0 && isWholeInMinor)
  const [value, other] = prefersDecimal ? [asDecimal, asGroups] : [asGroups, asDecimal]
  return value && { value, other }
}

/** Where the decimal separator stands for sure; -1 where all separators group, null where one leaves it open. */
function decimalPlace(text: string): number | null {
  const sure = text.search(/[·:]/)
  if (sure !== -1) return sure
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (last === -1) return -1
  const sign = text[last] ?? ''
  const isAlone = text.indexOf(sign) === last
  const hasOthers = new Set(text.replaceAll(/\d/g, '')).size > 1
  if (!isAlone) return hasOthers ? last : -1
  return hasOthers || text.length - last - 1 !== 3 ? last : null
}

/** What "1.234,50", "1,23,456.78" or "1'299.–" says; null for what is no number, such as "12,34,5". */
export function interpretNumber(written: string, style: NumberStyle): Interpreted | null {
  // Dashes for "no cents", so that nothing before them is a part.
  const whole = written.replace(/[.,:] ?[-–—]+$/, '')
  const text = whole.replaceAll(' ', "'")
  const at = whole === written ? decimalPlace(text) : -1
  const found =
    at === null
      ? openSeparator(text, text.search(/[.,]/), style)
      : certain(at === -1 ? wholeOf(text) : split(text, at))
  if (!found || found.value.whole.length > MOST_WHOLE || found.value.fraction.length > MOST_FRACTION)
    return null
  return found
}

/** Minor units at so many digits, rounded half up, and whether that took something away. */
export function minorUnits(
  { whole, fraction }: Decimal,
  digits: number,
): { minor: bigint; isRounded: boolean } {
  const kept = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  const rest = fraction.slice(digits)
  return { minor: kept + (/^[5-9]/.test(rest) ? 1n : 0n), isRounded: /[1-9]/.test(rest) }
}
