/** Longer words are cut: nobody's name is longer, and hostile ones cost no more than others. */
const LONGEST = 40

/**
 * How many keys went wrong between two words: one too many, one missing, another one, or two neighbours exchanged.
 * Gives up beyond `most` and answers `most + 1`. Libraries for this count an exchange, the commonest error, as two.
 */
export function typingErrors(said: string, meant: string, most: number): number {
  const a = said.slice(0, LONGEST)
  const b = meant.slice(0, LONGEST)
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let errors = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        errors = Math.min(errors, at(before, j - 2) + 1)
      next.push(errors)
      least = Math.min(least, errors)
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return Math.min(at(row, b.length), most + 1)
}

const at = (row: readonly number[], index: number) => row[index] ?? LONGEST

/** Errors that a word of this length may hold and still be taken for another: short words differ by one letter. */
export function errorsAllowed(length: number): number {
  if (length < 4) return 0
  return length < 8 ? 1 : 2
}
