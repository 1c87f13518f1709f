/*
 * What an entry of the audit log says, after the name of who did it: "moved {task}[ to {place}]".
 *
 * {task} is the record the entry names by this key, {person:user} one that it names by another key than its kind has. What
 * is no record stands as it is. {network|an address} says what stands where there is no name. What is between brackets
 * stands there only where all of it is known; words alone, as in "made [the key ]{apiKey}", only before a name. Words that
 * begin with a record are a sentence of their own where nobody is known to have done it: "{user} signed in".
 */

export interface Placeholder {
  /** The key in the entry. */
  key: string
  /** The key by which the kind of record is declared. */
  target: string
  /** What stands there where nothing is named: "a request". */
  otherwise: string | null
}

export type VerbPiece = string | Placeholder

export interface VerbGroup {
  pieces: readonly VerbPiece[]
  isOptional: boolean
}

const PLACEHOLDER = /\{(\w+)(?::(\w+))?(?:\|([^{}|[\]]+))?\}/

function piecesOf(text: string): VerbPiece[] {
  const found = PLACEHOLDER.exec(text)
  if (!found) return text === '' ? [] : [text]
  const [whole, key = '', target = key, otherwise = null] = found
  const before = text.slice(0, found.index)
  return [
    ...(before === '' ? [] : [before]),
    { key, target, otherwise },
    ...piecesOf(text.slice(found.index + whole.length)),
  ]
}

/** The words in the order they stand. */
const groupsOf = (verb: string): VerbGroup[] =>
  verb
    .split(/(\[[^\]]*\])/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('[')
        ? { pieces: piecesOf(part.slice(1, -1)), isOptional: true }
        : { pieces: piecesOf(part), isOptional: false },
    )

/** The words, and apart from them the record they begin with where nobody else is named. */
export function ledWords(verb: string): { lead: Placeholder | null; groups: VerbGroup[] } {
  const [first, ...others] = groupsOf(verb)
  const [lead, ...rest] = first?.pieces ?? []
  if (!first || first.isOptional || lead === undefined || typeof lead === 'string')
    return { lead: null, groups: first ? [first, ...others] : [] }
  return { lead, groups: [{ ...first, pieces: rest }, ...others] }
}

/** Whether brackets and braces are as they should be, and there are words at all. */
export const isVerb = (verb: string): boolean =>
  /\w/.test(verb) &&
  !/[[\]{}]/.test(verb.replaceAll(new RegExp(PLACEHOLDER, 'g'), 'a').replaceAll(/\[([^[\]]+)\]/g, '$1'))
