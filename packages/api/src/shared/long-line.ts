/** The number of the first line of a text that is longer than so many signs; null where none is. */
export function longLine(text: string, mostSigns: number): number | null {
  const end = text.includes('\n') ? '\n' : '\r'
  let line = 1
  for (let from = 0; from < text.length; line += 1) {
    const found = text.indexOf(end, from)
    const to = found === -1 ? text.length : found
    if (to - from > mostSigns) return line
    from = to + 1
  }
  return null
}
