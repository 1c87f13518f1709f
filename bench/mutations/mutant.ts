/** One critical line, broken on purpose. */
export interface Mutant {
  name: string
  /** What the line keeps from happening. */
  guards: string
  file: string
  /** Part of one line, found exactly once in the file. */
  search: string
  replace: string
  /** The test files of which at least one must fail. */
  tests: string[]
}

export const API = 'packages/api/src'
export const DB = 'packages/db/src'
