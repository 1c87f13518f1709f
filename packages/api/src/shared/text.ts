import { z } from 'zod'

/** JSON columns refuse half a surrogate pair as text columns refuse U+0000. */
const isStorable = (value: string) => !value.includes('\u0000') && value.isWellFormed()

/**
 * Line and paragraph ends, control characters (terminals and mail headers act on them), and the marks that turn the order
 * of reading round, with which a request would show a person something else than it says.
 */
const DISORDERLY = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u
/** A cell pasted from a sheet brings a tab along. */
const isOneLine = (value: string) => !DISORDERLY.test(value.replaceAll('\t', ' '))

/** One line of text a person typed; trimmed. What PostgreSQL cannot hold is refused here. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((value) => isStorable(value) && isOneLine(value), 'Use one line of plain text.')

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
  z.string().trim().max(max).refine(isStorable, 'This holds a character that cannot be stored.')

/** A search phrase for list filters. */
export const searchPhrase = line(200)
