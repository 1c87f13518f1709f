import { Script, createContext } from 'node:vm'

let task: () => void = () => undefined
const script = new Script('begin()')
const context = createContext({ begin: () => task() })

const isBrokenOff = (error: unknown): boolean =>
  error instanceof RangeError ||
  (typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')

/**
 * Whether the work came to its end within so many milliseconds; what it did until then stays. A pattern that looks for its end without end
 * can be broken off in no other way, and one that remembers too many places breaks off by itself. What else is thrown is thrown.
 */
export function endsWithin(milliseconds: number, work: () => void): boolean {
  task = work
  try {
    script.runInContext(context, { timeout: milliseconds })
    return true
  } catch (error) {
    if (isBrokenOff(error)) return false
    throw error
  } finally {
    task = () => undefined
  }
}
