import { storableJson } from '../../../platform/records/storable-json.ts'

/* What JSON columns and people's eyes can take of a record of somebody else. */

const DEEPEST = 20
/** A longer record is a file, not a row. */
export const LARGEST_RECORD = 256 * 1024

/** The record as it can be stored, or why it cannot, in words. */
export function storable(value: unknown): { raw: Record<string, unknown> } | { problem: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'it is no object' }
  try {
    const raw = storableJson(value, DEEPEST) as Record<string, unknown> // an object stays one
    if (JSON.stringify(raw).length > LARGEST_RECORD) return { problem: 'it is longer than 256 kB' }
    return { raw }
  } catch (error) {
    if (error instanceof RangeError) return { problem: `it goes more than ${DEEPEST} levels deep` }
    throw error
  }
}
