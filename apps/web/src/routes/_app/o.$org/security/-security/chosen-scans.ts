import { listOf } from '../../../../../search-params.ts'
import type { ScansSearch } from './security-search.ts'

/** Two are compared; more are not. */
export const COMPARED = 2

export const chosenScans = ({ scan }: ScansSearch): string[] => listOf(scan).slice(0, COMPARED)

/** With one more or one less; a third takes the place of the one that was chosen first. */
export function withScan(chosen: readonly string[], id: string): string | string[] | undefined {
  const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-COMPARED)
  return next.length > 1 ? next : next[0]
}
