import { tokensOf } from './text.ts'
import type { Token } from './text.ts'

/** Something read from a token on, and the token behind it. */
export interface Found<T> {
  value: T
  next: number
}

const small = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value] as const),
)
const tens = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, at) => [word, (at + 2) * 10] as const),
)
tens.set('fourty', 40)
const scales = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['grand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
])
const ordinals = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'
    .split(' ')
    .map((word, at) => [word, at + 1] as const),
)
ordinals.set('twentieth', 20).set('thirtieth', 30)

/** Whether a number in words can begin with this word; "a hundred" begins with an article. */
export const isNumberWord = (word: string): boolean =>
  small.has(word) || tens.has(word) || ordinals.has(word) || /^(?:dozen|couple|half)$/.test(word)

const MOST_DIGITS = 9

const textAt = (tokens: readonly Token[], at: number) => tokens[at]?.text ?? ''

/** "Seven", "twenty-five", "twenty five": below a hundred. */
function belowHundred(tokens: readonly Token[], at: number): Found<number> | null {
  const ten = tens.get(textAt(tokens, at))
  if (ten === undefined) {
    const value = small.get(textAt(tokens, at))
    return value === undefined ? null : { value, next: at + 1 }
  }
  const next = textAt(tokens, at + 1) === '-' ? at + 2 : at + 1
  const one = small.get(textAt(tokens, next))
  return one !== undefined && one > 0 && one < 10
    ? { value: ten + one, next: next + 1 }
    : { value: ten, next: at + 1 }
}

const LONGEST = 12

interface Sum {
  total: number
  /** What is said so far and may still be multiplied: the "two hundred" of "two hundred thousand". */
  part: number | null
  next: number
}

const multiplied = ({ total, part, next }: Sum, scale: number): Sum =>
  scale === 100
    ? { total, part: (part ?? 1) * 100, next: next + 1 }
    : { total: total + (part ?? 1) * scale, part: null, next: next + 1 }

/** One more word of a number in words, or null where it ends. */
function longer(tokens: readonly Token[], sum: Sum, hasScale: boolean): Sum | null {
  const { total, part, next } = sum
  const scale = scales.get(textAt(tokens, next))
  if (scale !== undefined) return part === null ? null : multiplied(sum, scale)
  if (part !== null && part % 100 !== 0) return null
  const low = belowHundred(tokens, hasScale && textAt(tokens, next) === 'and' ? next + 1 : next)
  const isFirst = part === null && total === 0
  return low && (isFirst || hasScale) ? { total, part: (part ?? 0) + low.value, next: low.next } : null
}

/** "Two hundred and fifty", "a hundred", "three thousand", "half a dozen", "a couple of". */
export function spelledAt(tokens: readonly Token[], at: number): Found<number> | null {
  const dozen = dozenAt(tokens, at)
  if (dozen) return dozen
  const isArticle = /^an?$/.test(textAt(tokens, at)) && scales.has(textAt(tokens, at + 1))
  const start = isArticle ? at + 1 : at
  let sum: Sum = { total: 0, part: isArticle ? 1 : null, next: start }
  let hasScale = false
  while (sum.next < at + LONGEST) {
    const more = longer(tokens, sum, hasScale)
    if (!more) break
    hasScale ||= scales.has(textAt(tokens, sum.next))
    sum = more
  }
  return sum.next === start ? null : { value: sum.total + (sum.part ?? 0), next: sum.next }
}

const groups = new Map([
  ['dozen', 12],
  ['couple', 2],
  ['pair', 2],
])

/** "A dozen", "two dozen", "half a dozen", "a couple of". */
function dozenAt(tokens: readonly Token[], at: number): Found<number> | null {
  const first = textAt(tokens, at)
  const behind = (next: number, value: number) => ({
    value,
    next: textAt(tokens, next) === 'of' ? next + 1 : next,
  })
  if (first === 'half' && textAt(tokens, at + 1) === 'a' && textAt(tokens, at + 2) === 'dozen')
    return behind(at + 3, 6)
  const alone = first === 'pair' ? undefined : groups.get(first)
  if (alone !== undefined) return behind(at + 1, alone)
  const group = groups.get(textAt(tokens, at + 1))
  const times = first === 'a' ? 1 : small.get(first)
  return group !== undefined && times !== undefined ? behind(at + 2, times * group) : null
}

/** The digits behind a decimal mark. */
function fractionAt(tokens: readonly Token[], at: number): string | null {
  const mark = tokens[at]
  const digits = tokens[at + 1]
  if (!mark?.isGlued || !/^[.,]$/.test(mark.text)) return null
  return digits?.isGlued && digits.kind === 'digits' && digits.text.length < 3 ? digits.text : null
}

/** Digits or words for a whole number or one with a plain fraction: "14", "1.5", "two and a half". */
export function countAt(tokens: readonly Token[], at: number): Found<number> | null {
  const token = tokens[at]
  if (token?.kind === 'digits') {
    if (token.text.length > MOST_DIGITS) return null
    const fraction = fractionAt(tokens, at + 1)
    return fraction === null
      ? { value: Number(token.text), next: at + 1 }
      : { value: Number(`${token.text}.${fraction}`), next: at + 3 }
  }
  const spelled = spelledAt(tokens, at)
  if (!spelled) return null
  const isHalved = ['and', 'a', 'half'].every((word, on) => textAt(tokens, spelled.next + on) === word)
  return isHalved ? { value: spelled.value + 0.5, next: spelled.next + 3 } : spelled
}

const suffix = /^(?:st|nd|rd|th)$/

/** "5th", "fifth", "twenty-first"; of digits only with their ending. */
export function ordinalAt(tokens: readonly Token[], at: number): Found<number> | null {
  const token = tokens[at]
  if (token?.kind === 'digits') {
    const end = tokens[at + 1]
    return token.text.length < 5 && end?.isGlued && suffix.test(end.text)
      ? { value: Number(token.text), next: at + 2 }
      : null
  }
  const text = textAt(tokens, at)
  const plain = ordinals.get(text)
  if (plain !== undefined) return { value: plain, next: at + 1 }
  const ten = tens.get(text)
  const dash = textAt(tokens, at + 1) === '-' ? 2 : 1
  const one = ordinals.get(textAt(tokens, at + dash))
  return ten !== undefined && one !== undefined && one < 10 ? { value: ten + one, next: at + dash + 1 } : null
}

const BEHIND_NTH = /^(?:of|at|in|and|or|to|till|not|instead|please|then|sorry)$/

/** "The ninth" in words, with no noun behind it. */
function nthAlone(tokens: readonly Token[], at: number): Found<number> | null {
  const isWord = tokens[at]?.text === 'the' && tokens[at + 1]?.kind === 'word'
  const nth = isWord ? ordinalAt(tokens, at + 1) : null
  const behind = nth && tokens[nth.next]
  return !behind || behind.kind === 'mark' || BEHIND_NTH.test(behind.text) ? nth : null
}

/** "The ninth" as "the 9th". */
export function nthsInFigures(text: string): string {
  const tokens = tokensOf(text)
  const spans = tokens.flatMap((_, at) => {
    const nth = nthAlone(tokens, at)
    const [first, last] = [tokens[at + 1], tokens[(nth?.next ?? 0) - 1]]
    return nth && first && last ? [{ from: first.from, to: last.to, nth: nth.value }] : []
  })
  return spans.reduceRight(
    (rest, { from, to, nth }) => `${rest.slice(0, from)}${nth}th${rest.slice(to)}`,
    text,
  )
}
