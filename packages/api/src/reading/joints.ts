import { isWord, setOf } from './scan.ts'
import type { Scan } from './scan.ts'

/** Between the two ends of a stretch. */
export const between = setOf('to and until till til through thru - –')

const including = setOf('up on right through to until till and including inclusive')
const LONGEST_JOINT = 5

/** "To", "up to and including", "through to" between two ends: the place behind it, or null. */
export function behindJoint(scan: Scan, at: number): number | null {
  let next = at
  while (next < at + LONGEST_JOINT && isWord(scan, next, including)) next += 1
  const isSaid = scan.tokens.slice(at, next).some(({ word }) => between.has(word) && word !== 'and')
  if (isSaid) return next
  return isWord(scan, at, between) ? at + 1 : null
}
