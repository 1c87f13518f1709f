import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { literalOf } from './literal.ts'

/** A known hole of a library: in which versions, how grave, and as what it is known. */
export interface Advisory {
  atOrAbove: string | null
  /** The first version without it; null where there is none. */
  below: string | null
  /** Versions between that do not have it. */
  excludes: readonly string[]
  severity: 'critical' | 'high' | 'medium' | 'low' | 'none'
  /** Such as CVE-2020-11022. */
  identifiers: readonly string[]
  summary: string
}

/** A pattern, and how its groups make up the version. */
export interface Sign {
  pattern: RegExp
  /** Stands in every text that the pattern fits; empty where there is nothing such. */
  literal: string
  /** Such as `$1`, or `$1.$2`. */
  version: string
}

/** How a library is recognised. */
export interface LibrarySigns {
  name: string
  address: readonly Sign[]
  /** Of the last part of the address, from its beginning to its end. */
  file: readonly Sign[]
  content: readonly Sign[]
  /** Versions by the SHA-1 of the whole file. */
  hashes: ReadonlyMap<string, string>
}

export interface Advisories {
  /** The day of the data. */
  dataVersion: string
  signs: readonly LibrarySigns[]
  holes: ReadonlyMap<string, readonly Advisory[]>
}

const patterns = z.array(z.string().min(1)).default([])
const Library = z.object({
  vulnerabilities: z.array(
    z.object({
      atOrAbove: z.string().optional(),
      below: z.string().optional(),
      excludes: z.array(z.string()).default([]),
      severity: z.enum(['critical', 'high', 'medium', 'low', 'none']).default('medium'),
      identifiers: z
        .object({
          summary: z.string().default(''),
          CVE: z.array(z.string()).default([]),
          githubID: z.string().optional(),
        })
        .prefault({}),
    }),
  ),
  extractors: z.object({
    uri: patterns,
    filename: patterns,
    filecontent: patterns,
    filecontentreplace: patterns,
    hashes: z.record(z.string(), z.string()).default({}),
  }),
})
type Library = z.infer<typeof Library>
/** What is looked at of the format `jsrepository-v5`. What needs a browser or a parser (`func`, `ast`) is not. */
const Repository = z.record(z.string(), Library)

/** What the data writes where a version stands. */
const VERSION = '§§version§§'
/** As RetireJS reads it, but no version is longer: some patterns would try each part of a long word. */
const VERSION_PATTERN = '[0-9][0-9.a-z_\\-]{1,30}'
/** A test of the data itself, and addresses that RetireJS leaves out. */
const NO_LIBRARIES: ReadonlySet<string> = new Set(['retire-example', 'dont check'])
/** The data writes such a number where no version is without the hole. */
const ENDLESS = /(?:^|\.)999(?:\.|$)/
const MOST_SIGNS = 500

const own = new URL('./data/jsrepository-v5.json', import.meta.url)
/** As `data/SOURCE.md` says. */
const OWN_DAY = '2026-08-22'

const wrong = (path: string | URL, why: string) =>
  new Error(`${String(path)} holds no data of the format jsrepository-v5: ${why}`)

const clean = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, MOST_SIGNS)

function signOf(text: string, version = '$1'): Sign {
  const pattern = new RegExp(text.replaceAll(VERSION, VERSION_PATTERN), 'g')
  return { pattern, literal: literalOf(pattern), version }
}

/** Written as `/pattern/version/`. */
function composedOf(text: string): Sign {
  const inner = text.slice(1, -1)
  const at = inner.lastIndexOf('/')
  return signOf(inner.slice(0, at), inner.slice(at + 1))
}

const signsOf = (name: string, { extractors }: Library): LibrarySigns => ({
  name,
  address: extractors.uri.map((one) => signOf(one)),
  file: extractors.filename.map((one) => signOf(`^(?:${one})$`)),
  content: [
    ...extractors.filecontent.map((one) => signOf(one)),
    ...extractors.filecontentreplace.map(composedOf),
  ],
  hashes: new Map(Object.entries(extractors.hashes)),
})

function advisoryOf({
  atOrAbove,
  below,
  identifiers,
  ...rest
}: Library['vulnerabilities'][number]): Advisory {
  const { CVE, githubID, summary } = identifiers
  const known = CVE.length > 0 || githubID === undefined ? CVE : [githubID]
  return {
    ...rest,
    atOrAbove: atOrAbove ?? null,
    below: below ?? null,
    identifiers: known.map(clean),
    summary: clean(summary),
  }
}

/** Whether the data says so of a hole that is never mended. */
export const isEndless = ({ below }: Advisory): boolean => below === null || ENDLESS.test(below)

function read(path: string | URL): z.infer<typeof Repository> {
  const text = readFileSync(path, 'utf8')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw wrong(path, 'it is no JSON.')
  }
  const { success, data, error } = Repository.safeParse(json)
  if (!success) {
    const [first] = error.issues
    throw wrong(path, `at “${first?.path.join('.') ?? ''}”: ${first?.message ?? ''}.`)
  }
  if (Object.keys(data).length === 0) throw wrong(path, 'it names no libraries.')
  return data
}

/** Reads data of the format `jsrepository-v5`, which is of that day. Throws where the file is not there or is none, and says why. */
export function loadAdvisories(path: string | URL = own, dataVersion: string = OWN_DAY): Advisories {
  const libraries = Object.entries(read(path)).filter(([name]) => !NO_LIBRARIES.has(name))
  const signs = libraries.map(([name, library]) => {
    try {
      return signsOf(name, library)
    } catch (error) {
      throw wrong(path, `a pattern of ${name} cannot be used. ${error instanceof Error ? error.message : ''}`)
    }
  })
  const holes = libraries.map(([name, library]) => [name, library.vulnerabilities.map(advisoryOf)] as const)
  return { dataVersion, signs, holes: new Map(holes) }
}

let loaded: Advisories | undefined

/** The data that comes with the hub, read when it is first needed. */
export const advisories = (): Advisories => (loaded ??= loadAdvisories())
