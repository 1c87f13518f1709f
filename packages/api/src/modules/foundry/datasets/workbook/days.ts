/** Numbers of formats that are days or times in every Excel (ECMA-376, 18.8.30). */
const BUILT_IN = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
])

/** What of a format is no part of a day; one without an end goes to the end, so that no part is looked at twice. */
const ASIDE = /"[^"]*(?:"|$)|\\.|_.|\*.|\[[^\]]*(?:\]|$)|general/gis
/** Hours, minutes and seconds that count on, in brackets. */
const ELAPSED = /^\[(?:h+|m+|s+)\]$/i

/** Whether a format shows its number as a day or a time: "dd/mm/yyyy", and no "d" in quotes or brackets. */
export const isDayCode = (code: string): boolean =>
  /[dmyhs]/i.test(code.replaceAll(ASIDE, (part) => (ELAPSED.test(part) ? part : '')))

export const isBuiltInDay = (id: number): boolean => BUILT_IN.has(id)

const DAY_MS = 86_400_000
/** Day 0 of the two ways in which workbooks count days. */
const SINCE_1900 = Date.UTC(1899, 11, 30)
const SINCE_1904 = Date.UTC(1904, 0, 1)
/** Excel takes 1900 for a leap year: before this its days are one off. */
const FIRST_OF_MARCH_1900 = 61
const LAST_DAY = 2_958_465

/** "2026-11-25", with its time where there is one; null for what is no day. */
export function dayText(serial: number, isSince1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_DAY + 1) return null
  const base = isSince1904 ? SINCE_1904 : SINCE_1900
  const moved = !isSince1904 && serial < FIRST_OF_MARCH_1900 ? serial + 1 : serial
  const at = new Date(base + Math.round((moved * DAY_MS) / 1_000) * 1_000).toISOString()
  const [day = '', time = ''] = at.slice(0, 19).split('T')
  if (serial < 1) return time
  return time === '00:00:00' ? day : `${day}T${time}`
}
