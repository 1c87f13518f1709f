import { z } from 'zod'

const withoutNul = (value: string) => !value.includes('\u0000')

/** One line of text a person typed; trimmed. PostgreSQL text cannot hold U+0000, so it is refused here. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((value) => withoutNul(value) && !/[\r\n]/.test(value), 'Use one line of plain text.')

/** Text of several lines; kept as typed except for surrounding white space. */
export const prose = (max: number) =>
  z.string().trim().max(max).refine(withoutNul, 'This holds a character that cannot be stored.')

/** A search phrase for list filters. */
export const searchPhrase = line(200)
