/** What is known of a watch before a look, in whole minor units of its currency. */
export interface Before {
  line: bigint
  price: bigint | null
  lowest: bigint | null
  isBelow: boolean
}

/** What a look brought: the cheapest price, nothing for sale, or no answer that could be compared. */
export type Seen = { kind: 'price'; minor: bigint } | { kind: 'none' } | { kind: 'unknown'; note: string }

export interface After {
  price: bigint | null
  lowest: bigint | null
  isBelow: boolean
  note: string
  /** Whether the price differs from the one before, so that it is a step of the chart. */
  isNew: boolean
  /** Whether the line was crossed, and so somebody is told. */
  crossed: 'below' | 'above' | null
}

const NONE = 'Nothing is offered for these days at the moment.'

const lower = (one: bigint | null, other: bigint): bigint => (one === null || other < one ? other : one)

/** Whether a price is below a line, and whether that is news. What is not for sale is not below one. */
export function againstLine(
  { price, isBelow }: Pick<Before, 'price' | 'isBelow'>,
  line: bigint,
): Pick<After, 'isBelow' | 'crossed'> {
  const isNowBelow = price !== null && price < line
  return { isBelow: isNowBelow, crossed: isNowBelow === isBelow ? null : isNowBelow ? 'below' : 'above' }
}

/**
 * What a look means for what is known. Where nobody answered, nothing is known anew, and so nothing was crossed.
 */
export function judgeLook(before: Before, seen: Seen): After {
  const { line, price, lowest, isBelow } = before
  if (seen.kind === 'unknown') return { price, lowest, isBelow, note: seen.note, isNew: false, crossed: null }
  const now = seen.kind === 'price' ? seen.minor : null
  return {
    price: now,
    lowest: now === null ? lowest : lower(lowest, now),
    ...againstLine({ price: now, isBelow }, line),
    note: now === null ? NONE : '',
    isNew: now !== price,
  }
}
