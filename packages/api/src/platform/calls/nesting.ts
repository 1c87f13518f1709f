/** Deeper than any input that a schema describes; what walks an input by calling itself ends well before its stack does. */
const DEEPEST = 64

/** Whether a value that came from outside is nested deeper than anything here is. Goes by levels, so no depth is too much for it. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length === 0) return false
  }
  return true
}
