/** The name of a field in words: `dueOn` is "due on". */
export const spokenName = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim()
