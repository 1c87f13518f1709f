import { types } from 'pg'
import type { CustomTypesConfig } from 'pg'

const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182
const TIMESTAMPTZ_ARRAY = 1185

/** bigint columns hold money and counters; a value JavaScript cannot hold exactly is an error, never a rounded number. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database returned ${text}, which is beyond the safe integer range.`)
  return value
}

/**
 * `2026-11-20 08:24:26.649123+00` becomes `2026-11-20T08:24:26.649123Z`. A JavaScript Date would cut the
 * microseconds, and keyset pages over rows of one millisecond would then lose rows.
 */
function isoInstant(text: string): string {
  const iso = text.replace(' ', 'T')
  return iso.endsWith('+00') ? `${iso.slice(0, -3)}Z` : iso.replace(/([+-]\d\d)$/, '$1:00')
}

const asText = (text: string): string => text

// pg parses `{a,"b",NULL}` as text[]; its elements are then read like the scalar type. The type list of pg
// knows no array types, though its registry does, so the id has to pass as a plain number.
const TEXT_ARRAY: number = 1009
const parseTextArray: (text: string) => (string | null)[] = types.getTypeParser(TEXT_ARRAY)

const arrayOf =
  <T>(element: (text: string) => T) =>
  (text: string): (T | null)[] =>
    parseTextArray(text).map((item) => (item === null ? null : element(item)))

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, safeInteger],
  [INT8_ARRAY, arrayOf(safeInteger)],
  [DATE, asText],
  [DATE_ARRAY, arrayOf(asText)],
  [TIMESTAMPTZ, isoInstant],
  [TIMESTAMPTZ_ARRAY, arrayOf(isoInstant)],
])

/** How values of the database reach the program: instants and days as ISO text, bigint as a checked number. */
export const wireTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    const parser = format === 'binary' ? undefined : parsers.get(oid)
    return parser ?? types.getTypeParser(oid, format ?? 'text')
  },
}
