/** A row of a file, or why it cannot be taken; `at` is its line, or its place in a list. */
export type ReadRow = { at: number } & ({ value: unknown } | { problem: string })
