import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'

/** The instant a calendar day begins where the organization is, or `later` days after it. */
export const startOfDay = (day: string, timeZone: string, later = 0): RawBuilder<string> =>
  sql<string>`((${day}::date + ${later}::int)::timestamp at time zone ${timeZone})`

/** Case-insensitive "contains", with the phrase taken literally. */
export const containing = (phrase: string, text: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`position(lower(${phrase}) in lower(${text})) > 0`

/** The same of a text that lives in the program: titles of procedures do. */
export const holds = (text: string, phrase: string): boolean =>
  text.toLowerCase().includes(phrase.toLowerCase())
