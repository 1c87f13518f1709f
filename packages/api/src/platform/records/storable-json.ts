/** U+0000 and halves of surrogate pairs, which PostgreSQL refuses, as signs that can be seen. */
const storableText = (text: string): string => text.replaceAll('\u0000', '\u2400').toWellFormed()

/** What somebody else said in JSON as a column can take it. Throws a RangeError where it is deeper than that. */
export function storableJson(value: unknown, deepest = 100): unknown {
  if (deepest < 0) throw new RangeError('too deep')
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map((part) => storableJson(part, deepest - 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [storableText(name), storableJson(part, deepest - 1)]),
  )
}
