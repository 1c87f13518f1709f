import type { AskedAct } from '../../acts/act-table.ts'
import type { Field } from '../../acts/fields.ts'
import type { Line } from '../../acts/lines.ts'
import type { Meant } from '../../acts/meaning.ts'
import { dayIn, monthOf, yearOf } from '../../../../../reading/calendar.ts'
import { stem } from '../../../../../reading/name-index.ts'
import { fold, tokensOf } from '../../../../../reading/text.ts'

const BEFORE = '(?:(?:no|hm+|oh|sorry|wait|actually|and|ok|oops|nope|but|(?:i )?meant|i mean),? )*'
const LEAD = String.raw`make (?:that|it) |(?:leave|keep|put|set) (?:that|it) (?:to |at )?|(?:it )?should(?: have)? be(?:en)? |rather |better |say |it's |its |it was |it is `
const NUMBER = String.raw`\p{Sc}?(\d{1,7}(?:[.,]\d{1,2})?)(st|nd|rd|th)?`
const MONEY = ' (?:euros?|pounds?|dollars?)|[€$£]'
const BEHIND = 'instead|please|then|sorry|rather|not|i|is'
const NOT = `(?:,? (?:and )?(?:not|instead of) (?:at )?(?:the )?${NUMBER})`
const FIGURE = new RegExp(
  `^(${BEFORE})(${LEAD})?(at )?(?:the )?${NUMBER}( of (?:them|those|these))?(?: o'?clock|(${MONEY}))?(?: (?!(?:${BEHIND})\\b)(\\p{L}{2,}))?(,? i (?:mean|meant))?(?: (?:instead|please|then|sorry|rather))*${NOT}?[.! ]*$`,
  'u',
)

interface Figure {
  said: number
  /** Those of "5.30", where it is an hour. */
  minutes: string
  not: number | null
  /** "The 26th" is a day. */
  isNth: boolean
  /** "At 52", "52 euros": what it costs, or when. */
  isAt: boolean
  /** "3 of them" */
  isCount: boolean
  /** "6 hours" */
  noun: string | null
}

const numberOf = (figure: string) => Number(figure.replace(',', '.'))

const minutesIn = (said: string): string => /[.,]([0-5]\d)$/.exec(said)?.[1] ?? '00'

/** What corrects says so: "no, 11", "make it 11", "11, not 10". `isBare`: a number alone does as well. */
export function figureIn(text: string, isBare = false): Figure | null {
  const plain = fold(text)
  const [whole, before, lead, at, said = '', nth, count, money, noun, behind, not] = FIGURE.exec(plain) ?? []
  if (whole === undefined) return null
  const corrects = [lead, behind, not].some((one) => one !== undefined)
  const isSorry = /\b(?:no|nope|sorry|wait|actually|oops|meant|i mean)\b/.test(before ?? '')
  if (!corrects && !isSorry && !isBare) return null
  return {
    said: numberOf(said),
    minutes: minutesIn(said),
    not: not === undefined ? null : numberOf(not),
    isNth: nth !== undefined,
    isAt: at !== undefined || money !== undefined,
    isCount: count !== undefined,
    noun: noun ?? null,
  }
}

/** An hour, in the half of the day in which it was. */
function hourFor({ said, minutes, not, isNth, noun }: Figure, before: string): string | null {
  const [was, hour] = [Number(before.slice(0, 2)), Math.floor(said)]
  const isHour = Number.isInteger(said) || minutes !== '00'
  if (isNth || noun !== null || !isHour || hour > 23) return null
  if (not !== null && not % 12 !== was % 12) return null
  return `${String(was >= 12 && hour < 12 ? hour + 12 : hour).padStart(2, '0')}:${minutes}`
}

/** The same month, on another day. */
function dayFor({ said, not, noun }: Figure, before: string): string | null {
  if (noun !== null || (not !== null && not !== Number(before.slice(8)))) return null
  return Number.isInteger(said) ? dayIn(yearOf(before), monthOf(before), said) : null
}

const names = (words: string, noun: string): boolean =>
  tokensOf(words).some(({ text }) => stem(text) === stem(noun))

/** Which of the two numbers of a line is meant: how many there are, by what is counted, or what one of them costs. */
function partOfLine(line: Line, { not, noun, isAt, isCount }: Figure): 'quantity' | 'unitPrice' | null {
  if (isCount) return 'quantity'
  if (noun !== null) return names(line.description, noun) ? 'quantity' : null
  if (not !== null) {
    const [only, ...others] = (['unitPrice', 'quantity'] as const).filter((one) => Number(line[one]) === not)
    return others.length === 0 ? (only ?? null) : 'unitPrice'
  }
  return isAt || Number(line.quantity) === 1 ? 'unitPrice' : null
}

function linesFor(figure: Figure, before: unknown): Line[] | null {
  const [only, ...others] = Array.isArray(before) ? (before as readonly Line[]) : []
  const part = only && others.length === 0 && !figure.isNth ? partOfLine(only, figure) : null
  if (!only || !part) return null
  return [{ ...only, [part]: part === 'unitPrice' ? figure.said.toFixed(2) : String(figure.said) }]
}

/** A sum as it is sent; one that is an object keeps what it counts for. */
function sumOf({ priced }: Field, { said, noun }: Figure, before: unknown): unknown {
  const amount = said.toFixed(2)
  if (noun !== null) return null
  return priced && typeof before === 'object' ? { ...before, amount } : amount
}

/** An amount, or a count of something. */
function numberFor(field: Field, figure: Figure, before: unknown): unknown {
  const { kind, isWhole, name } = field
  const { said, not, isNth, noun } = figure
  if (isNth || (not !== null && not !== Number(before))) return null
  if (kind === 'sum') return sumOf(field, figure, before)
  if (noun !== null && !names(name.replaceAll(/(?=[A-Z])/g, ' '), noun)) return null
  return kind === 'number' && (!isWhole || Number.isInteger(said)) ? said : null
}

function figureFor(field: Field, figure: Figure, before: unknown): unknown {
  const { kind } = field
  if (kind === 'time') return typeof before === 'string' ? hourFor(figure, before) : null
  if (kind === 'day') return typeof before === 'string' ? dayFor(figure, before) : null
  return kind === 'lines' ? linesFor(figure, before) : numberFor(field, figure, before)
}

/** What a number alone is said for, in this order where several things were set: "no, 11", "make that 26", "it was 50". */
const BY_FIGURE: readonly Field['kind'][] = ['sum', 'lines', 'time', 'number', 'day']

/** "No, 11, not 10": of what was set before, the one that the number can be said for. */
export function anotherFigure(
  { fields }: AskedAct,
  input: Readonly<Record<string, unknown>>,
  figure: Figure | null,
): Map<string, Meant> | null {
  if (!figure) return null
  for (const kind of BY_FIGURE) {
    const set = fields.filter((field) => field.kind === kind && field.name in input)
    const [only, ...others] = set.flatMap((field) => {
      const value = figureFor(field, figure, input[field.name])
      return value === null ? [] : [[field.name, value] as const]
    })
    if (only && others.length === 0) return new Map([[only[0], { kind: 'value', value: only[1] }]])
  }
  return null
}

/** "380" of what has no amount yet. */
export function firstFigure(
  { fields }: AskedAct,
  input: Readonly<Record<string, unknown>>,
  figure: Figure | null,
): Map<string, Meant> | null {
  const [sum, ...others] = fields.filter(({ kind, name }) => kind === 'sum' && !(name in input))
  if (!sum || others.length > 0 || !figure || figure.not !== null || figure.isNth || figure.noun !== null)
    return null
  const per = sum.priced?.per ?? null
  const before = { currency: null, ...(per !== null && { [per]: sum.priced?.usual }) }
  return new Map([[sum.name, { kind: 'value', value: sumOf(sum, figure, before) }]])
}
