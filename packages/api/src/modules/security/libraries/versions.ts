type Piece = number | string

const MOST_PIECES = 20

/** Numbers and words; `1.9.0b1` has five of them. */
const piecesOf = (version: string): Piece[] =>
  version
    .toLowerCase()
    .split(/[.\-_+]|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/)
    .filter((piece) => piece !== '')
    .slice(0, MOST_PIECES)
    .map((piece) => (/^\d{1,15}$/.test(piece) ? Number(piece) : piece))

function comparePieces(one: Piece | undefined, other: Piece | undefined): number {
  // What goes on with a number is later than what ends there; what goes on with a word is earlier.
  if (one === undefined || other === undefined) {
    const more = one ?? other
    const isLater = typeof more === 'number' ? Math.sign(more) : -1
    return one === undefined ? -isLater : isLater
  }
  if (typeof one === 'number' && typeof other === 'number') return Math.sign(one - other)
  if (typeof one === 'number') return 1
  if (typeof other === 'number') return -1
  return one < other ? -1 : one > other ? 1 : 0
}

/**
 * Negative where the one version is before the other, zero where both are the same. As the data of RetireJS means it, a pre-release such
 * as `-rc1` or `b1` is before the version without it, and what is missing counts as zero.
 */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [piecesOf(one), piecesOf(other)]
  for (let at = 0; at < Math.max(first.length, second.length); at += 1) {
    const order = comparePieces(first[at], second[at])
    if (order !== 0) return order
  }
  return 0
}
