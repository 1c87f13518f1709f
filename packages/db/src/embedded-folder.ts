import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Advice } from './advised-error.ts'
import { StateFolderError } from './state-folder.ts'

const FORM = /^pg(?<major>\d+)$/
const AGAIN =
  'Copy the folder again while the hub is stopped, or restore a backup with another HUB_STATE_DIR (docs/backup.md).'

/** Whether the built-in database was ever made in this folder, by whatever version. */
export const hasDataFolder = (dataHome: string): boolean =>
  existsSync(dataHome) && readdirSync(dataHome).some((name) => FORM.test(name))

const versionOf = (folder: string): string | undefined => {
  const file = join(folder, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/** Databases that another PostgreSQL made here, which this one does not read. */
const databasesOfOthers = (dataHome: string, major: string): string[] =>
  readdirSync(dataHome)
    .filter((name) => FORM.test(name) && name !== `pg${major}`)
    .map((name) => join(dataHome, name))
    .filter((folder) => versionOf(folder) !== undefined)

/** Databases of earlier PostgreSQLs beside the newest one. */
export function olderDatabases(dataHome: string): string[] {
  const majors = readdirSync(dataHome).flatMap((name) => FORM.exec(name)?.groups?.['major'] ?? [])
  return databasesOfOthers(dataHome, String(Math.max(...majors.map(Number))))
}

/**
 * Throws a StateFolderError where a start would not find the data that is there: it would end, or make an empty database beside
 * one that nobody reads any more.
 */
export function checkMajor(dataHome: string, major: string): void {
  const dataDir = join(dataHome, `pg${major}`)
  const madeBy = versionOf(dataDir)
  if (madeBy === major) return
  if (madeBy !== undefined) throw new StateFolderError(otherAdvice(dataDir, madeBy, major))
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new StateFolderError({
      found: `${dataDir} is no whole database: PG_VERSION is not in it`,
      next: AGAIN,
    })
  const [other] = databasesOfOthers(dataHome, major)
  if (other !== undefined) throw new StateFolderError(otherAdvice(other, versionOf(other) ?? '', major))
}

const otherAdvice = (folder: string, madeBy: string, major: string): Advice => ({
  found: `The database in ${folder} was made by PostgreSQL ${madeBy}, and this version of the hub brings PostgreSQL ${major}, which cannot read it`,
  next: 'Start the version of the hub that made it, take a backup, and restore that with this one and another HUB_STATE_DIR (docs/backup.md).',
})

/** Of the superuser; a part of the data folder. Throws a StateFolderError. */
export function passwordIn(dataDir: string): string {
  const file = join(dataDir, 'hub.secret')
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new StateFolderError(
      { found: `The password of the built-in database cannot be read from ${file}`, next: AGAIN },
      { cause },
    )
  }
}
