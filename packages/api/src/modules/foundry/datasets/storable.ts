/* What JSON columns and people's eyes can take of a record of somebody else. */

const DEEPEST = 20
/** A longer record is a file, not a row. */
export const LARGEST_RECORD = 256 * 1024

/** U+0000 and halves of surrogate pairs, which PostgreSQL refuses, as signs that can be seen. */
const storableText = (text: string): string => text.replaceAll('\u0000', '\u2400').toWellFormed()

function storableAt(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) throw new RangeError('too deep')
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map((part) => storableAt(part, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [storableText(name), storableAt(part, depth + 1)]),
  )
}

/** The record as it can be stored, or why it cannot, in words. */
export function storable(value: unknown): { raw: Record<string, unknown> } | { problem: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'it is no object' }
  try {
    const raw = storableAt(value, 0) as Record<string, unknown> // an object stays one
    if (JSON.stringify(raw).length > LARGEST_RECORD) return { problem: 'it is longer than 256 kB' }
    return { raw }
  } catch (error) {
    if (error instanceof RangeError) return { problem: `it goes more than ${DEEPEST} levels deep` }
    throw error
  }
}
