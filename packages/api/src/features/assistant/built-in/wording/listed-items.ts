import { isValue } from './facts-told.ts'
import { mended } from './misspelled.ts'
import type { World } from '../understand/types.ts'

const JOINTS: readonly RegExp[] = [
  /\s*[;\n]+\s*(?:and\s+)?/i,
  /,\s+(?:and\s+)?/i,
  /,\s+(?:and\s+)?|\s+and\s+/i,
]

/** "1. wash the van 2) lock up" */
const NUMBERED = /(?:^|\s+)\(?[1-9][.)]\s+/

/** "Due Friday", "for Jonas" is said of what stands before it. */
const HANGING =
  /^(?:due|by|for|on|at|before|until|till|tag|tagged|#|urgent|high|low|both|all|each|no rush)\b/i
/** "All for Friday", "both due Monday" is said of each. */
const OF_ALL =
  /\s*[,;.]\s+(?:and )?(?:all|both|each)(?: of (?:them|these))?(?: (?:is|are))?(?: due)?\s+(?=\S)/i

/** Parts of which each is something to be done; what is said of one hangs on it. */
function gathered(parts: readonly string[], world: World): string[] {
  const items: string[] = []
  for (const part of parts) {
    const last = items.length - 1
    if (last >= 0 && (HANGING.test(part) || isValue(part, world))) items[last] = `${items[last]}, ${part}`
    else items.push(part)
  }
  return items
}

/** What a list holds; null where it is not as many as were announced. */
export function itemsOf(list: string, count: number | 'some', world: World): string[] | null {
  const [text = '', ofAll] = mended(list)
    .replace(/[\s.!]+$/, '')
    .split(OF_ALL)
  for (const joint of [NUMBERED, ...JOINTS]) {
    const parts = text
      .split(joint)
      .map((part) => part.replace(/[\s;,]+$/, ''))
      .filter((part) => /\p{L}/u.test(part))
    const items = gathered(parts, world)
    // Of some that are not counted, "milk and eggs" is one.
    const isAll = count === 'some' ? items.length > 1 && joint !== JOINTS.at(-1) : items.length === count
    if (isAll) return items.map((item) => (ofAll === undefined ? item : `${item}, ${ofAll}`))
  }
  return count === 'some' ? [list] : null
}
