import { Script, createContext } from 'node:vm'

/** Far more than what people write takes; other people's requests wait for as long. */
const LONGEST_MS = 250

let task: (() => void) | null = null
const script = new Script('begin()')
const context = createContext({ begin: () => task?.() })

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/** Whether it came to its end in time. What it throws is thrown. */
function ends(work: () => void): boolean {
  task = work
  try {
    script.runInContext(context, { timeout: LONGEST_MS })
    return true
  } catch (error) {
    if (isTimeout(error)) return false
    throw error
  } finally {
    task = null
  }
}

/**
 * The answer of `work`, or null where it takes too long and is broken off: loops in loops over long lists, and patterns that
 * look for their end without end, would hold up the whole process. A process that was only asleep is let to try once more.
 */
export function inTime<Value>(work: () => Value): { value: Value } | null {
  let answer: { value: Value } | null = null
  const once = () => {
    answer = { value: work() }
  }
  return ends(once) || ends(once) ? answer : null
}
