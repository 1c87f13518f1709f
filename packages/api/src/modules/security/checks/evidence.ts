const MOST_LINES = 12
const MOST_SIGNS = 1_024

/** What is shown of what was seen: a name server or a certificate may say as much as it likes. */
export const shownOf = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => line !== '')
    .slice(0, MOST_LINES)
    .map((line) => line.slice(0, MOST_SIGNS))
