import { advisories, isEndless } from './advisories.ts'
import type { Advisory } from './advisories.ts'
import { compareVersions } from './versions.ts'

const isIn =
  (version: string) =>
  ({ atOrAbove, below, excludes }: Advisory): boolean =>
    !excludes.includes(version) &&
    (atOrAbove === null || compareVersions(version, atOrAbove) >= 0) &&
    (below === null || compareVersions(version, below) < 0)

const knownOf = (name: string): readonly Advisory[] => advisories().holes.get(name) ?? []

/** The known holes of a library in that version. */
export const holesOf = (name: string, version: string): Advisory[] => knownOf(name).filter(isIn(version))

/** The data names the first pre-release as often as the release itself; people are to take the release. */
const releaseOf = (version: string): string => version.replace(/[-.]?[a-z].*$/i, '')

/** The next version after all of these in which no hole is known; null where the data names none. */
export function mendedIn(name: string, versions: readonly string[]): string | null {
  const ends = knownOf(name).flatMap((hole) => (isEndless(hole) ? [] : releaseOf(hole.below ?? '')))
  const later = [...new Set(ends)].filter((end) =>
    versions.every((version) => compareVersions(version, end) < 0),
  )
  return later.toSorted(compareVersions).find((end) => holesOf(name, end).length === 0) ?? null
}
