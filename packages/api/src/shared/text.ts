import { z } from 'zod'
import { hiddenIn } from './hidden-characters.ts'

/** JSON columns refuse half a surrogate pair as text columns refuse U+0000. */
const isStorable = (value: string) => !value.includes('\u0000') && value.isWellFormed()

/** Line and paragraph ends, and control characters: terminals and mail headers act on them. */
const DISORDERLY = /[\p{Cc}\p{Zl}\p{Zp}]/u
/** A cell pasted from a sheet brings a tab along. */
const isOneLine = (value: string) => !DISORDERLY.test(value.replaceAll('\t', ' '))

/** Control characters beside those that end a line or a cell. */
const CONTROL = /(?![\t-\r\u0085])\p{Cc}/u

/** Counts letters as people do. */
const letters = new Intl.Segmenter()

function refuseHidden(value: string, ctx: z.core.$RefinementCtx<string>): void {
  const found = hiddenIn(value)
  if (found === null) return
  const place = Array.from(letters.segment(value.slice(0, found.at))).length + 1
  ctx.addIssue({
    code: 'custom',
    message: `Take out the character at place ${place}: it is invisible (${found.code}) and hides what the text says.`,
  })
}

/** Whatever is too long is looked at no further. */
const first = { abort: true } as const

/** One line of text a person typed; trimmed. What PostgreSQL cannot hold is refused here. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max, first)
    .refine((value) => isStorable(value) && isOneLine(value), 'Use one line of plain text.')
    .superRefine(refuseHidden)

/** What mail programs and readers take for an address: a scheme, a name with an ending, a mailbox, four numbers. */
const ADDRESS = /:\/\/|\bwww\b|\S@\S|[\p{L}\p{N}]\.\p{L}{2}|\d(\.\d{1,3}){3}/iu

/** Whether a text holds a web or mail address, also in wide signs or with invisible ones in between. */
export const holdsAddress = (text: string): boolean =>
  ADDRESS.test(
    text
      .normalize('NFKC')
      .replaceAll('。', '.')
      .replace(/\p{Cf}/gu, ''),
  )

/** Text of several lines; kept as typed except for surrounding white space. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .max(max, first)
    .refine(
      (value) => isStorable(value) && !CONTROL.test(value),
      'This holds a character that cannot be stored.',
    )
    .superRefine(refuseHidden)

/** A search phrase for list filters. */
export const searchPhrase = line(200)
