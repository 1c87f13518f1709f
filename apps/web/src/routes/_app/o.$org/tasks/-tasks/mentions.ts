/** Somebody who can be named. */
export interface Named {
  id: string
  name: string
}

/** What is being typed after an @: a beginning of a name, with where the @ stands. */
export interface Typed {
  at: number
  words: string
}

/** An @ that begins a word, and what follows it up to the caret: at most two words, for names have two. */
const BEGUN = /(?:^|\s)@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u

export function typedName(text: string, caret: number): Typed | null {
  const [, words] = BEGUN.exec(text.slice(0, caret)) ?? []
  return words === undefined ? null : { at: caret - words.length - 1, words }
}

const MOST = 6

/** Those whose name, or any part of it, begins with what was typed. */
export function namedLike<Person extends Named>(people: readonly Person[], words: string): Person[] {
  const typed = words.toLocaleLowerCase()
  const begins = ({ name }: Named) => {
    const lower = name.toLocaleLowerCase()
    return lower.startsWith(typed) || lower.split(' ').some((part) => part.startsWith(typed))
  }
  return people.filter(begins).slice(0, MOST)
}

/** The text with the name in the place of what was typed, and where the caret stands then. */
export function withName(
  text: string,
  { at, words }: Typed,
  { name }: Named,
): { text: string; caret: number } {
  const before = `${text.slice(0, at)}@${name} `
  return { text: before + text.slice(at + 1 + words.length).trimStart(), caret: before.length }
}

/**
 * Whom a text names. Of "Iris" and "Iris Bell" the longer name counts where it stands; of two who are called the same the one
 * that was picked.
 */
export function namedIn(text: string, people: readonly Named[], picked: ReadonlySet<string>): string[] {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length)
  const found = new Set<string>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const rest = text.slice(at + 1)
    const longest = byLength.find(({ name }) => rest.startsWith(name))
    const same = byLength.filter(({ name }) => name === longest?.name)
    const meant = same.find(({ id }) => picked.has(id)) ?? same[0]
    if (meant) found.add(meant.id)
  }
  return [...found].slice(0, 20)
}
