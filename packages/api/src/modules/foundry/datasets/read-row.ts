/** A row of a file, or why it cannot be taken; `at` is the row that a spreadsheet shows it as, or its place in a list. */
export type ReadRow = { at: number } & (
  | { value: unknown }
  | { problem: string; /** It is no row of its own. */ isAside?: true }
)
