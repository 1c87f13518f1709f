import { z } from 'zod'
import { line, prose } from '../../../shared/text.ts'
import type { Form, FormField } from '../definition/schema.ts'

/** What somebody typed, by name of the question. */
export type Typed = ReadonlyMap<string, string>

export interface ReadAnswers {
  values: Record<string, unknown>
  /** What is wrong, by name of the question; nothing where all is well. */
  wrong: ReadonlyMap<string, string>
}

const LONGEST = { text: 200, long_text: 4_000 } as const

export const mostLetters = ({ type, maxLength }: FormField): number | null =>
  type === 'text' || type === 'long_text' ? (maxLength ?? LONGEST[type]) : null

type Read = { value: unknown } | { wrong: string }

/** By the rule for every text of people: what a step would refuse later, when nobody can mend it any more, is refused here. */
function textOf(typed: string, field: FormField): Read {
  const most = mostLetters(field) ?? LONGEST.text
  if (typed.length > most) return { wrong: `Use at most ${most} letters.` }
  const read = (field.type === 'long_text' ? prose(most) : line(most)).safeParse(typed)
  return read.success ? { value: read.data } : { wrong: read.error.issues[0]?.message ?? 'Use plain text.' }
}

const NUMBER = /^[+-]?\d{1,15}(?:[.,]\d{1,9})?$/
/** A thousand to one reader, and one to another. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/

function numberOf(typed: string): Read {
  if (AMBIGUOUS.test(typed))
    return { wrong: 'Write it without a sign for the thousands, such as 1250 or 1250.50.' }
  return NUMBER.test(typed) ? { value: Number(typed.replace(',', '.')) } : { wrong: 'Write a number.' }
}

const readers: Readonly<Record<FormField['type'], (typed: string, field: FormField) => Read>> = {
  text: textOf,
  long_text: textOf,
  number: numberOf,
  choice: (typed, { choices }) =>
    choices.includes(typed) ? { value: typed } : { wrong: 'Choose one of the answers.' },
  date: (typed) => (z.iso.date().safeParse(typed).success ? { value: typed } : { wrong: 'Choose a day.' }),
  email: (typed) =>
    z.email().max(254).safeParse(typed).success
      ? { value: typed }
      : { wrong: 'Write an e-mail address such as name@example.com.' },
  yes_no: (typed) => ({ value: typed === 'yes' }),
}

function answerOf(typed: string, field: FormField): Read {
  if (typed !== '') return readers[field.type](typed, field)
  if (field.type === 'yes_no') return field.isRequired ? { wrong: 'Tick this to go on.' } : { value: false }
  if (field.isRequired) return { wrong: 'Fill this in.' }
  // A step takes an empty text where it takes a text; there is no such number, day or address.
  return { value: field.type === 'text' || field.type === 'long_text' ? '' : null }
}

/** What was typed, held against the questions; nothing that was not asked is taken. */
export function readAnswers({ fields }: Form, typed: Typed): ReadAnswers {
  const values: Record<string, unknown> = {}
  const wrong = new Map<string, string>()
  for (const field of fields) {
    const answer = answerOf((typed.get(field.name) ?? '').trim(), field)
    if ('wrong' in answer) wrong.set(field.name, answer.wrong)
    else values[field.name] = answer.value
  }
  return { values, wrong }
}
