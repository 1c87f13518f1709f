import type { ObservedLibrary } from '../observation/observation.ts'
import { advisories } from './advisories.ts'
import type { LibrarySigns, Sign } from './advisories.ts'
import { endsWithin } from './time-limit.ts'

/** A script of a page as it was read. */
export interface SeenScript {
  /** Its own address, or that of the page it stands in. */
  url: string
  /** Null where it could not be read. */
  text: string | null
  /** SHA-1 of the whole file; a text without it stands in the page, whose address says nothing of it. */
  sha1?: string
}

/** Whole bundles; what is longer is looked at as far. */
const MOST_SIGNS = 2_000_000
const MOST_SIGNS_OF_ADDRESS = 2_048
/** Honest scripts take a tenth of it. One that takes longer is made to, and is looked at no further. */
const LONGEST_MS = 200
const MOST_VERSIONS = 3
const MOST_LIBRARIES = 30

/** Some patterns look for the beginning of such a run at each of its signs, which takes time by its square. */
const RUN = /[!*\s/]{40,}/g

/** The patterns know only the line ends of Unix. */
const readable = (text: string): string =>
  text
    .slice(0, MOST_SIGNS)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(RUN, (run) => run.slice(0, 20) + run.slice(-20))

/** What follows a version in a file name and is no part of it: the kind of the build, and the fingerprint of the file. */
const BUILD =
  /[.-](?:min|slim|prod|production|bundle|dist|pack|packed|umd|esm|module|debug)(?:[.-].*)?$|[.-](?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}$/

const plain = (version: string): string => version.replace(BUILD, '').replace(/[.\-_]+$/, '')

const composed = ({ version }: Sign, match: readonly (string | undefined)[]): string =>
  version.replaceAll(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '')

/** The versions that the signs tell, in the order of the signs. */
function versionsIn(signs: readonly Sign[], text: string): string[] {
  const versions = new Set<string>()
  for (const sign of signs)
    for (const match of text.matchAll(sign.pattern)) {
      const version = plain(composed(sign, match))
      if (/^\d/.test(version)) versions.add(version)
      if (versions.size === MOST_VERSIONS) return [...versions]
    }
  return [...versions]
}

type Found = Pick<ObservedLibrary, 'version' | 'by'>
const foundBy =
  (by: ObservedLibrary['by']) =>
  (version: string): Found => ({ version, by })

/** What the address alone tells; a query is the server's own business. */
function outside({ file, address }: LibrarySigns, url: string): Found[] {
  const path = url.slice(0, MOST_SIGNS_OF_ADDRESS).split(/[?#]/, 1)[0] ?? ''
  const [named] = versionsIn(file, path.split('/').at(-1) ?? '')
  if (named !== undefined) return [{ version: named, by: 'file' }]
  return versionsIn(address, path).slice(0, 1).map(foundBy('address'))
}

function inside({ content, hashes }: LibrarySigns, text: string, sha1: string | undefined): Found[] {
  const hashed = sha1 === undefined ? undefined : hashes.get(sha1)
  return hashed === undefined
    ? versionsIn(content, text).map(foundBy('content'))
    : [{ version: hashed, by: 'hash' }]
}

/** With those signs of the content alone that can fit: to look for the others would take most of the time. */
const within = (text: string) => (signs: LibrarySigns) => ({
  ...signs,
  content: signs.content.filter(({ literal }) => text.includes(literal)),
})

/**
 * The libraries in a script, each version once. What its text says, or the hash of it, counts before what its file name says, and that
 * before the rest of its address. A bundle may hold several versions of a library.
 */
export function librariesIn({ url, text, sha1 }: SeenScript): ObservedLibrary[] {
  const { signs } = advisories()
  const found = new Map<string, Found[]>()
  const keep = (name: string, all: Found[]) => all.length > 0 && found.set(name, all)
  const standsInPage = text !== null && sha1 === undefined
  const looked = text === null ? null : readable(text)
  const possible = looked === null ? [] : signs.map(within(looked))
  endsWithin(LONGEST_MS, () => {
    if (!standsInPage) for (const one of signs) keep(one.name, outside(one, url))
    for (const one of possible) keep(one.name, inside(one, looked ?? '', sha1))
  })
  const libraries = [...found].flatMap(([name, all]) => all.map((one) => ({ name, ...one, from: url })))
  return libraries.slice(0, MOST_LIBRARIES)
}
