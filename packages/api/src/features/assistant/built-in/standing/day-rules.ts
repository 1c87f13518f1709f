import { endOfMonth, firstOfMonth, monday } from '../../../../reading/calendar.ts'

const DAY = /^\d{4}-\d\d-\d\d$/
const DAY_MS = 86_400_000
const MONTHS = [0, 1, -1, 2, -2, 3, -3]

const apart = (day: string, from: string) => Math.round((Date.parse(day) - Date.parse(from)) / DAY_MS)
const isSame = (values: readonly number[]) => values.every((value) => value === values[0])

const plus = (from: string, days: number) => (days === 0 ? from : `addDays(${from}, ${days})`)

type From = (base: (day: string) => string) => readonly number[]

/** By the first or last day of the month it is in, or of one before or after it. */
function monthRule(from: From): string | null {
  for (const months of MONTHS) {
    const ends = from((day) => endOfMonth(day, months))
    if (isSame(ends) && ends[0] === 0) return `endOfMonth(today, ${months})`
    const firsts = from((day) => firstOfMonth(day, months))
    const [days = -1] = firsts
    if (isSame(firsts) && days >= 0) return plus(`firstOfMonth(today, ${months})`, days)
  }
  return null
}

/** The same words, said on several days, meant these days: the rule behind them, as a text of a workflow. Null where there is none. */
function ruleOf(days: readonly string[], saidOn: readonly string[]): string | null {
  const from: From = (base) => days.map((day, at) => apart(day, base(saidOn[at] ?? day)))
  const [[sinceToday = 0, ...today], [sinceMonday = 0, ...week]] = [from((day) => day), from(monday)]
  if (isSame([sinceToday, ...today])) return `{{ ${plus('today', sinceToday)} }}`
  if (isSame([sinceMonday, ...week])) return `{{ ${plus('mondayOf(today)', sinceMonday)} }}`
  const rule = monthRule(from)
  if (rule !== null) return `{{ ${rule} }}`
  const [only = null, ...others] = new Set(days)
  return others.length === 0 ? only : null
}

type Input = Readonly<Record<string, unknown>>

export const hasDays = (inputs: readonly Input[]): boolean =>
  inputs.some((input) => Object.values(input).some((value) => typeof value === 'string' && DAY.test(value)))

/** An input with its days as rules. Null where one has none, or the input is another one on another day. */
export function withRules(
  inputs: readonly Input[],
  saidOn: readonly string[],
): Record<string, unknown> | null {
  const [first = {}, ...others] = inputs
  const made: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(first)) {
    const all = [value, ...others.map((input) => input[name])]
    if (all.every((one) => typeof one === 'string' && DAY.test(one))) {
      const rule = ruleOf(all as string[], saidOn)
      if (rule === null) return null
      made[name] = rule
    } else if (all.every((one) => JSON.stringify(one) === JSON.stringify(value))) made[name] = value
    else return null
  }
  return others.every((input) => Object.keys(input).length === Object.keys(first).length) ? made : null
}
