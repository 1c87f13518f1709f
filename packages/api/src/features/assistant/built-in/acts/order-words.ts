import { spokenValue } from '../../../../reading/choices.ts'

const LEADS = [
  'by',
  'by their',
  'by the',
  'in order of',
  'in order of the',
  'in order of their',
  'in the order of',
  'in the order of the',
  'in the order of their',
  'sorted by',
  'ordered by',
  'sort by',
]
/** So many of them are learnt from; the others are heard alone. */
const TAUGHT = 4
const DAYS = ['day', 'days', 'date', 'dates']

/** With what comes first: "the newest at the top". */
const FIRST = ['first', 'at the top', 'on top', 'to begin with']

const foremost = (words: readonly string[]): string[] =>
  words.flatMap((word) => FIRST.map((where) => `${word} ${where}`))

const BY_TIME: Readonly<Record<string, readonly string[]>> = {
  newest: [
    ...foremost(['newest', 'latest', 'most recent']),
    'added last',
    'last added',
    'most recently added',
  ],
  oldest: foremost(['oldest']),
}
const A_TO_Z = ['alphabetically', 'in alphabetical order', 'alphabetical', 'a to z', 'from a to z', 'a-z']
const BY_LETTER: Readonly<Record<string, readonly string[]>> = { name: A_TO_Z, title: A_TO_Z }

interface Order {
  value: string
  /** What else the list can be asked for. */
  fields: readonly string[]
}

/** By the name of a column alone nothing is sorted: "with the tag finance" says no order. */
export const taughtOrders = (value: string): string[] =>
  LEADS.slice(0, TAUGHT).map((lead) => `${lead} ${spokenValue(value)}`)

/** How people ask for the order of a list: "by name", "in order of their due dates", "earliest first" of what has a day. */
export function orderWords({ value, fields }: Order): string[] {
  const spoken = spokenValue(value)
  const isDay = fields.includes(`${value}From`)
  const names = isDay ? [spoken, ...DAYS.map((day) => `${spoken} ${day}`), ...DAYS] : [spoken]
  const early = isDay ? ['earliest', 'soonest'] : []
  return [
    ...names.flatMap((name) => LEADS.map((lead) => `${lead} ${name}`)),
    ...(BY_TIME[value] ?? BY_LETTER[value] ?? []),
    ...foremost(early.flatMap((word) => [word, ...names.map((name) => `${word} ${name}`)])),
  ]
}
