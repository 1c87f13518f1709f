import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { literalOf } from './literal.ts'

/** A known hole of a library: in which versions, how grave, and as what it is known. */
export interface Advisory {
  atOrAbove: string | null
  below: string | null
  severity: 'critical' | 'high' | 'medium' | 'low' | 'none'
  /** Such as CVE-2020-11022. */
  identifiers: readonly string[]
  summary: string
}

/** A pattern and what stands in every text it fits. */
export interface Sign {
  pattern: RegExp
  literal: string
}

/** How a library is recognised; the first group of each pattern is the version. */
export interface LibrarySigns {
  name: string
  address: readonly RegExp[]
  file: readonly RegExp[]
  content: readonly Sign[]
  /** Where the version is put together from several groups, such as `$1.$2`. */
  composed: readonly { pattern: RegExp; version: string }[]
  /** Versions by the SHA-1 of the whole file. */
  hashes: ReadonlyMap<string, string>
}

export interface Advisories {
  signs: readonly LibrarySigns[]
  holes: ReadonlyMap<string, readonly Advisory[]>
}

const Severity = z.enum(['critical', 'high', 'medium', 'low', 'none'])
const patterns = z.array(z.string()).optional()
const Library = z.object({
  vulnerabilities: z
    .array(
      z.object({
        atOrAbove: z.string().optional(),
        below: z.string().optional(),
        severity: Severity.default('medium'),
        identifiers: z
          .object({
            summary: z.string().optional(),
            CVE: z.array(z.string()).optional(),
            githubID: z.string().optional(),
          })
          .default({}),
      }),
    )
    .default([]),
  extractors: z
    .object({
      uri: patterns,
      filename: patterns,
      filecontent: patterns,
      filecontentreplace: patterns,
      hashes: z.record(z.string(), z.string()).optional(),
    })
    .default({}),
})
/** What is looked at of the format `jsrepository-v5`. */
const Repository = z.record(z.string(), Library)

/** What the data writes where a version stands. */
const VERSION = '§§version§§'
const VERSION_PATTERN = '[0-9][0-9.a-z_\\-]{0,30}'
/** A word of the data that no page has: its own test. */
const EXAMPLE = 'retire-example'
const MOST_SIGNS = 300

const own = new URL('./data/jsrepository-v5.json', import.meta.url)

/** The day of the data that comes with the hub, as its source says. */
export const DATA_DAY = '2026-08-22'

const withVersion = (pattern: string): string => pattern.replaceAll(VERSION, VERSION_PATTERN)

function signOf(text: string): Sign {
  const pattern = new RegExp(withVersion(text))
  return { pattern, literal: literalOf(pattern) }
}

/** Written as `/pattern/version/`. */
function composedOf(text: string): LibrarySigns['composed'][number] {
  const inner = text.slice(1, -1)
  const at = inner.lastIndexOf('/')
  return { pattern: new RegExp(withVersion(inner.slice(0, at))), version: inner.slice(at + 1) }
}

const clean = (text: string): string =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MOST_SIGNS)

type Known = z.infer<typeof Library>['vulnerabilities'][number]

function advisoryOf({ atOrAbove, below, severity, identifiers }: Known): Advisory {
  const { CVE = [], githubID, summary = '' } = identifiers
  const known = CVE.length > 0 ? CVE : githubID === undefined ? [] : [githubID]
  return {
    atOrAbove: atOrAbove ?? null,
    below: below ?? null,
    severity,
    identifiers: known.map(clean),
    summary: clean(summary),
  }
}

/** Reads data of the format `jsrepository-v5`. Throws where the file is none. */
export function loadAdvisories(path: string | URL = own): Advisories {
  const read = Repository.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new Error(`${String(path)} is no file of the format jsrepository-v5.`)
  const libraries = Object.entries(read.data).filter(([name]) => name !== EXAMPLE)
  return {
    signs: libraries.map(([name, { extractors }]) => ({
      name,
      address: (extractors.uri ?? []).map((one) => new RegExp(withVersion(one))),
      file: (extractors.filename ?? []).map((one) => new RegExp(`^${withVersion(one)}$`)),
      content: (extractors.filecontent ?? []).map(signOf),
      composed: (extractors.filecontentreplace ?? []).map(composedOf),
      hashes: new Map(Object.entries(extractors.hashes ?? {})),
    })),
    holes: new Map(libraries.map(([name, { vulnerabilities }]) => [name, vulnerabilities.map(advisoryOf)])),
  }
}

let loaded: Advisories | undefined

/** The data that comes with the hub, read when it is first needed. */
export const advisories = (): Advisories => (loaded ??= loadAdvisories())
