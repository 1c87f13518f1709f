import { BASE_62_DIGITS, generateKeyBetween } from 'fractional-indexing'

/*
 * Where a task stands in its column of the board: a key, and smaller is higher. Between any two keys there is another
 * one, so a move writes one row. Tasks that come to a column by themselves stand on top, and need no look at what is
 * there: their key counts down with the clock.
 */

const WIDTH = 8
const MOST = BASE_62_DIGITS.length ** WIDTH - 1

/** The key of what comes to the top of a column now: under every key of an earlier moment. */
export function topRank(now: Date, id: string): string {
  let rest = MOST - now.getTime()
  let digits = ''
  while (digits.length < WIDTH) {
    digits = BASE_62_DIGITS.charAt(rest % BASE_62_DIGITS.length) + digits
    rest = Math.floor(rest / BASE_62_DIGITS.length)
  }
  // S begins the keys whose whole part has eight digits and stands above all that were given before there were such.
  return `S${digits}${tailOf(id)}`
}

/** A key between these two; null is the top or the bottom of the column. Two people who put tasks there at once get two. */
export function rankBetween(above: string | null, below: string | null, id: string): string {
  const key = generateKeyBetween(above, below)
  const own = `${key}${tailOf(id)}`
  // The key may be how `below` begins, and then leaves no room for more digits between the two.
  return below === null || own < below ? own : rankBetween(above, key, id)
}

/** Some digits of the task's own id; a key does not end in zero. */
const tailOf = (id: string): string => `${id.replaceAll('-', '').slice(-6)}V`
