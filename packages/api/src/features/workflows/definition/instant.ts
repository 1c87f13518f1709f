/** A day, or an instant with its zone. What else a Date would guess at depends on where the server stands. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/

export const instantIn = (text: string): Date | null => {
  const date = new Date(INSTANT.test(text) ? text : Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}
