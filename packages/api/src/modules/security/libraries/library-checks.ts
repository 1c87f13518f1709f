import type { Check, PartResult, Severity } from '../checks/check.ts'
import { gradeOf } from '../headers/score.ts'
import type { Observation, ObservedLibrary, ReadScript } from '../observation/observation.ts'
import { advisories } from './advisories.ts'
import type { Advisory } from './advisories.ts'
import { compareVersions } from './versions.ts'

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
const ORDER: readonly Severity[] = ['high', 'medium', 'low']

const isIn =
  (version: string) =>
  ({ atOrAbove, below }: Advisory): boolean =>
    (atOrAbove === null || compareVersions(version, atOrAbove) >= 0) &&
    (below === null || compareVersions(version, below) < 0)

const holesOf = ({ name, version }: ObservedLibrary): Advisory[] =>
  (advisories().holes.get(name) ?? []).filter(isIn(version))

/** The first version in which none of these holes is left; null where one has no end. */
function mendedIn(holes: readonly Advisory[]): string | null {
  const ends = holes.map(({ below }) => below)
  if (ends.includes(null)) return null
  return (
    ends
      .flatMap((end) => end ?? [])
      .toSorted(compareVersions)
      .at(-1) ?? null
  )
}

interface Matter {
  name: string
  uses: { library: ObservedLibrary; holes: Advisory[] }[]
}

const MOST_IDENTIFIERS = 4

function lineOf({ library: { name, version, from }, holes }: Matter['uses'][number]): string {
  const known = [...new Set(holes.flatMap(({ identifiers }) => identifiers))]
  const more = known.length > MOST_IDENTIFIERS ? [`${known.length - MOST_IDENTIFIERS} more`] : []
  return [`${name} ${version} in ${from}`, ...known.slice(0, MOST_IDENTIFIERS), ...more].join(', ')
}

function failed({ name, uses }: Matter): Check {
  const holes = uses.flatMap((use) => use.holes)
  const severity = ORDER.find((one) => holes.some((hole) => severityOf[hole.severity] === one)) ?? 'low'
  const worst = holes.find((hole) => severityOf[hole.severity] === severity)
  const mended = mendedIn(holes)
  const cause = worst?.summary
    ? `Known of it: ${worst.summary.replace(/[.\s]+$/, '')}.`
    : 'Its hole is public, and programs look for it on every website.'
  return {
    key: `${PART}.${name}`,
    part: PART,
    state: 'failed',
    severity,
    result: 'vulnerable',
    points: weights[severity],
    title: 'A script library has a known hole',
    about: `${cause} ${mended === null ? 'No version of it without a hole is known.' : `Mended in ${name} ${mended}.`}`,
    evidence: uses.map(lineOf),
  }
}

const passed = ({ name, uses }: Matter): Check => ({
  key: `${PART}.${name}`,
  part: PART,
  state: 'passed',
  severity: 'low',
  result: 'fine',
  points: 0,
  title: `No hole of ${name} is known`,
  about: 'Nothing to do.',
  evidence: uses.map(({ library: { version, from } }) => `${name} ${version} in ${from}`),
})

const unread = ({ url, error }: ReadScript): Check => ({
  key: `${PART}.unread.${url}`,
  part: PART,
  state: 'unknown',
  severity: 'low',
  result: 'unread',
  points: 0,
  title: 'A script could not be read',
  about: 'Which library it holds is not known. It is read again by the next scan.',
  evidence: [`${url}: ${error ?? ''}`],
})

const nothing: Check = {
  key: `${PART}.none`,
  part: PART,
  state: 'passed',
  severity: 'low',
  result: 'none',
  points: 0,
  title: 'The page loads no script library that is known',
  about: 'Nothing to do.',
  evidence: [],
}

/** Whether the scripts of the page hold libraries with holes that are publicly known, by the data of RetireJS. */
export function libraryChecks({ libraries, scripts }: Observation): PartResult {
  const matters = [...Map.groupBy(libraries, ({ name }) => name)].map(([name, all]) => ({
    name,
    uses: all.map((library) => ({ library, holes: holesOf(library) })),
  }))
  const checks = matters.map((matter) => {
    const uses = matter.uses.filter(({ holes }) => holes.length > 0)
    return uses.length > 0 ? failed({ ...matter, uses }) : passed(matter)
  })
  // What could not be read is not known twice where its address gave it away.
  const unknown = scripts.filter(({ error }) => error !== null).map(unread)
  const all = [...(checks.length === 0 && unknown.length === 0 ? [nothing] : checks), ...unknown]
  if (all.every(({ state }) => state === 'unknown'))
    return { part: PART, score: null, grade: null, checks: all }
  const score = Math.max(0, BEST + checks.reduce((sum, { points }) => sum + points, 0))
  return { part: PART, score, grade: gradeOf(score), checks: all }
}
