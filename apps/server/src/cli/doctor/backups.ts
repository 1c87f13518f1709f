import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ok, reasonOf, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const NAME = 'backups'
const HOUR_MS = 3_600_000
/** One a day is the rule; a day and a half leaves room for a slow one. */
const OLD_MS = 36 * HOUR_MS

const ageText = (ms: number): string =>
  ms < 48 * HOUR_MS ? `${Math.floor(ms / HOUR_MS)} h old` : `${Math.floor(ms / HOUR_MS / 24)} days old`

/** Where backups are kept unless the operator names another folder. */
export const backupFolder = (stateDir: string, source: NodeJS.ProcessEnv): string =>
  source['HUB_BACKUP_TO'] || join(stateDir, 'backups')

/** How old the newest backup in the folder is; one that is whole has a manifest. */
export function backupsFinding(folder: string, now: number): Finding {
  const make = 'Make one and keep it on another machine: npm run hub -- backup'
  try {
    const times = existsSync(folder)
      ? readdirSync(folder)
          .map((name) => join(folder, name, 'manifest.json'))
          .filter((manifest) => existsSync(manifest))
          .map((manifest) => statSync(manifest).mtimeMs)
      : []
    if (times.length === 0) return warning(NAME, 'no backup yet', make)
    const age = Math.max(0, now - Math.max(...times))
    const found = `the newest is ${ageText(age)}`
    return age > OLD_MS ? warning(NAME, found, make) : ok(NAME, found)
  } catch (error) {
    return warning(NAME, `cannot be read: ${reasonOf(error)}`, 'Run this command as the owner of the folder.')
  }
}
