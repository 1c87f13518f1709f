import type { Check, PartResult, Severity } from '../checks/check.ts'
import { gradeOf } from '../headers/score.ts'
import { pageOf } from '../observation/observation.ts'
import type { Observation, ObservedLibrary, ReadScript } from '../observation/observation.ts'
import { advisories } from './advisories.ts'
import type { Advisory } from './advisories.ts'
import { holesOf, mendedIn } from './holes.ts'
import { firstSentence, oneLine } from './library-words.ts'

const PART = 'libraries'
const BEST = 100

/** Ours: one grave hole costs a grade, and so do two smaller ones. */
const weights: Readonly<Record<Severity, number>> = { high: -30, medium: -20, low: -10 }

const severityOf: Readonly<Record<Advisory['severity'], Severity>> = {
  critical: 'high',
  high: 'high',
  medium: 'medium',
  low: 'low',
  none: 'low',
}
const GRAVITY: readonly Advisory['severity'][] = ['critical', 'high', 'medium', 'low', 'none']

interface Use {
  library: ObservedLibrary
  holes: readonly Advisory[]
}

const MOST_LINES = 10
const MOST_IDENTIFIERS = 4

/** The first few, and how many more there are. */
const few = (lines: readonly string[], most: number): string[] =>
  lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more`] : [...lines]

/** Scripts of the site itself by their path, as its owner knows them. */
function placeOf(from: string, host: string): string {
  const url = URL.canParse(from) ? new URL(from) : null
  return oneLine(url?.host === host ? url.pathname : from)
}

const linesOf = (uses: readonly Use[], host: string): string[] => {
  const lines = uses.map(({ library: { name, version, from }, holes }) => {
    const known = [...new Set(holes.flatMap(({ identifiers }) => identifiers))]
    return [`${name} ${version} in ${placeOf(from, host)}`, ...few(known, MOST_IDENTIFIERS)].join(', ')
  })
  return few([...new Set(lines)], MOST_LINES)
}

type Plain = Omit<Check, 'key' | 'part' | 'severity' | 'points' | 'evidence'> & Partial<Check>
const checkOf = (name: string, check: Plain): Check => ({
  key: `${PART}.${name}`,
  part: PART,
  severity: 'low',
  points: 0,
  evidence: [],
  ...check,
})

function failed(name: string, uses: readonly Use[], host: string): Check {
  const holes = uses.flatMap((use) => use.holes)
  const [worst] = holes.toSorted((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity))
  const severity = severityOf[worst?.severity ?? 'low']
  const versions = uses.map(({ library }) => library.version)
  const mended = mendedIn(name, versions)
  const cause =
    worst === undefined || worst.summary === ''
      ? 'Its hole is public, and programs look for it on every website.'
      : `Known of it: ${firstSentence(worst.summary)}`
  const way = mended === null ? 'No version without a hole is known: replace it.' : `Mended in ${mended}.`
  return checkOf(name, {
    state: 'failed',
    severity,
    result: 'vulnerable',
    points: weights[severity],
    title: 'A script library has a known hole',
    about: `${cause} ${way}`,
    evidence: linesOf(uses, host),
  })
}

const passed = (name: string, uses: readonly Use[], host: string): Check =>
  checkOf(name, {
    state: 'passed',
    result: 'fine',
    title: `No hole of ${name} is known`,
    about: `Nothing to do. This is what was known on ${advisories().dataVersion}.`,
    evidence: linesOf(uses, host),
  })

const unread = ({ url, error }: ReadScript): Check =>
  checkOf(`unread.${oneLine(url)}`, {
    state: 'unknown',
    result: 'unread',
    title: 'A script could not be read',
    about: 'What it holds is not known. It is read again by the next scan.',
    evidence: [oneLine(`${url}: ${error ?? ''}`)],
  })

const absent: Check = checkOf('reachable', {
  state: 'unknown',
  result: 'unreachable',
  title: 'The page could not be looked at',
  about: 'Nothing answered at its address, so nobody can say which libraries it loads.',
})

/** That there is nothing to judge is good as well. */
const nothing = (hasScripts: boolean): Check =>
  checkOf('none', {
    state: 'passed',
    result: 'none',
    title: hasScripts
      ? 'No known library is in the scripts of the page'
      : 'The page loads no script libraries',
    about: 'Nothing to do.',
  })

/** Whether the scripts of the page hold libraries with holes that are publicly known, by the data of RetireJS. */
export function libraryChecks(observation: Observation): PartResult {
  if (pageOf(observation) === null) return { part: PART, score: null, grade: null, checks: [absent] }
  const { host, libraries, scripts } = observation
  const known = [...Map.groupBy(libraries, ({ name }) => name)].map(([name, all]) => {
    const uses = all.map((library) => ({ library, holes: holesOf(name, library.version) }))
    const faulty = uses.filter(({ holes }) => holes.length > 0)
    return faulty.length > 0 ? failed(name, faulty, host) : passed(name, uses, host)
  })
  const unknown = scripts.filter(({ error }) => error !== null).map(unread)
  // Of long addresses only the beginning is in the key.
  const checks = [...new Map([...known, ...unknown].map((check) => [check.key, check])).values()]
  if (checks.length === 0) checks.push(nothing(scripts.length > 0))
  if (checks.every(({ state }) => state === 'unknown'))
    return { part: PART, score: null, grade: null, checks }
  const score = Math.max(0, BEST + checks.reduce((sum, { points }) => sum + points, 0))
  return { part: PART, score, grade: gradeOf(score), checks }
}
