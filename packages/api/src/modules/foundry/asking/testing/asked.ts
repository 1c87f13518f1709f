/**
 * A question as somebody types it, beside plain SQL with the right answer; several where it can fairly be read in several ways;
 * null where nothing in the data answers it and saying so is right.
 *
 * A first column is what is listed or grouped by, further ones are figures the question asks for; a question for one figure
 * alone has that alone. An answer may show more figures beside. Money is its number of euros, averages are rounded to cents.
 */
export interface Asked {
  ask: string
  plain: string | readonly string[] | null
  /** The order of the rows was asked for as well. */
  isOrdered?: true
}
