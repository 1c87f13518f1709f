import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../platform/data/canonical-json.ts'

const KEY_SIGNS = 300

/** Gives records their keys; each file is read with one of its own. */
export function recordKeys(
  keyFields: readonly string[],
): (raw: Record<string, unknown>) => string | { problem: string } {
  const seen = new Map<string, number>()
  if (keyFields.length > 0) return (raw) => keyFrom(raw, keyFields)
  // Rows that nothing tells apart are told by all they say, and the same row twice is two.
  return (raw) => {
    const hash = createHash('sha256').update(canonicalJson(raw)).digest('hex').slice(0, 24)
    const n = (seen.get(hash) ?? 0) + 1
    seen.set(hash, n)
    return n === 1 ? hash : `${hash}-${n}`
  }
}

const partOf = (raw: Record<string, unknown>, field: string): string | null => {
  const value = Object.hasOwn(raw, field) ? raw[field] : undefined
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value).trim()
  return text === '' ? null : text
}

function keyFrom(raw: Record<string, unknown>, keyFields: readonly string[]): string | { problem: string } {
  const parts = keyFields.map((field) => partOf(raw, field))
  const missing = parts.indexOf(null)
  if (missing !== -1) return { problem: `there is nothing in “${keyFields[missing] ?? ''}”` }
  const key = parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts)
  return key.length > KEY_SIGNS
    ? { problem: `“${keyFields.join(', ')}” is longer than ${KEY_SIGNS} signs` }
    : key
}
