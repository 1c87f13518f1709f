import type { ObservedLibrary } from '../observation/observation.ts'
import { advisories } from './advisories.ts'
import type { LibrarySigns } from './advisories.ts'

/** A script of a page as it was read. */
export interface SeenScript {
  /** Its own address, or that of the page it stands in. */
  url: string
  /** Null where it could not be read. */
  text: string | null
  /** SHA-1 of the whole file; without it the script stands in the page, whose address says nothing of it. */
  sha1?: string
}

/** Signs stand at the head of a library; of a bundle as much is looked at as takes no time. */
const MOST_SIGNS = 1_000_000
/** Those patterns look far ahead from each place. */
const MOST_SIGNS_OF_COMPOSED = 64_000
const MOST_SIGNS_OF_ADDRESS = 2_048
/** Some patterns of the data look for the beginning of such a run at each of its signs, which takes time by its square. */
const RUN = /[!*\s/]{40,}/g
const withoutRuns = (text: string): string => text.replaceAll(RUN, (run) => run.slice(0, 20) + run.slice(-20))

const SHORTEST_LITERAL = 3
const MOST_PLACES = 5
const BEFORE = 1_000
const AFTER = 3_000

/** What ends a version in a file name and is no part of it. */
const ENDING = /[.-](?:min|slim|prod|production|bundle|pack|umd|esm|module)$/

const versionIn = (patterns: readonly RegExp[], text: string): string | null => {
  for (const pattern of patterns) {
    const version = pattern.exec(text)?.[1]
    if (version !== undefined) return version.replace(ENDING, '').replace(/[.\-_]+$/, '')
  }
  return null
}

function composedIn(signs: LibrarySigns['composed'], text: string): string | null {
  for (const { pattern, version } of signs) {
    const [found] = pattern.exec(text) ?? []
    if (found !== undefined) return found.replace(pattern, version)
  }
  return null
}

/**
 * The parts of a text about what every match holds. Some patterns look far ahead from each place at which they might begin, so none is
 * tried on more than a little at once.
 */
function placesOf(text: string, literal: string): string[] {
  if (literal.length < SHORTEST_LITERAL) return [text]
  const places: string[] = []
  let at = text.indexOf(literal)
  while (at >= 0 && places.length < MOST_PLACES) {
    places.push(text.slice(Math.max(0, at - BEFORE), at + AFTER))
    at = text.indexOf(literal, at + AFTER)
  }
  return places
}

function insideOf({ content, composed }: LibrarySigns, looked: string): string | null {
  for (const { pattern, literal } of content)
    for (const part of placesOf(looked, literal)) {
      const version = versionIn([pattern], part)
      if (version !== null) return version
    }
  return composedIn(composed, looked.slice(0, MOST_SIGNS_OF_COMPOSED))
}

type Found = Pick<ObservedLibrary, 'version' | 'by'>

function look(signs: LibrarySigns, script: SeenScript): Found | null {
  const { address, file, hashes } = signs
  const { url, text, sha1 } = script
  const hashed = sha1 === undefined ? undefined : hashes.get(sha1)
  if (hashed !== undefined) return { version: hashed, by: 'hash' }
  const inside = text === null ? null : insideOf(signs, text)
  if (inside !== null) return { version: inside, by: 'content' }
  const isOfPage = text !== null && sha1 === undefined
  if (isOfPage) return null
  const short = url.slice(0, MOST_SIGNS_OF_ADDRESS)
  const name = (short.split(/[?#]/, 1)[0] ?? '').split('/').at(-1) ?? ''
  const named = versionIn(file, name)
  if (named !== null) return { version: named, by: 'file' }
  const addressed = versionIn(address, short)
  return addressed === null ? null : { version: addressed, by: 'address' }
}

/** The libraries in a script, by the hash of the file, its text, its name and its address; where these disagree the first counts. */
export function librariesIn(seen: SeenScript): ObservedLibrary[] {
  const script = { ...seen, text: seen.text === null ? null : withoutRuns(seen.text.slice(0, MOST_SIGNS)) }
  return advisories().signs.flatMap((signs) => {
    const found = look(signs, script)
    return found === null ? [] : [{ name: signs.name, ...found, from: script.url }]
  })
}
