import { createHash } from 'node:crypto'
import { canonicalJson } from '../data/canonical-json.ts'

/** Tells whether two records say the same, in whatever order their fields stand (SHA-256, 32 bytes). */
export const recordHash = (raw: unknown): Buffer => createHash('sha256').update(canonicalJson(raw)).digest()
