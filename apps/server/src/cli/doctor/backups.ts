import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { namesBucket } from '../../backup/bucket-address.ts'
import { backupPlaceAt } from '../../backup/hub-backups.ts'
import { secretIdOf } from '../../backup/manifest.ts'
import type { Env } from '../../env.ts'
import { ok, reasonOf, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const NAME = 'backups'
const HOUR_MS = 3_600_000
/** One a day is the rule; a day and a half leaves room for a slow one. */
const OLD_MS = 36 * HOUR_MS

const ageText = (ms: number): string =>
  ms < 48 * HOUR_MS ? `${Math.floor(ms / HOUR_MS)} h old` : `${Math.floor(ms / HOUR_MS / 24)} days old`

/** Where backups are kept unless the operator names another place. */
export const backupFolder = (stateDir: string, source: NodeJS.ProcessEnv): string =>
  source['HUB_BACKUP_TO'] || join(stateDir, 'backups')

const MAKE = 'Make one and keep it on another machine: npm run hub -- backup'

function ageFinding(takenAt: number | undefined, now: number): Finding {
  if (takenAt === undefined) return warning(NAME, 'no backup yet', MAKE)
  const age = Math.max(0, now - takenAt)
  const found = `the newest is ${ageText(age)}`
  return age > OLD_MS ? warning(NAME, found, MAKE) : ok(NAME, found)
}

/** How old the newest backup in the folder is; one that is whole has a manifest. */
function backupsFinding(folder: string, now: number): Finding {
  try {
    const times = existsSync(folder)
      ? readdirSync(folder)
          .map((name) => join(folder, name, 'manifest.json'))
          .filter((manifest) => existsSync(manifest))
          .map((manifest) => statSync(manifest).mtimeMs)
      : []
    return ageFinding(times.length === 0 ? undefined : Math.max(...times), now)
  } catch (error) {
    return warning(NAME, `cannot be read: ${reasonOf(error)}`, 'Run this command as the owner of the folder.')
  }
}

/** How old the newest whole backup of this hub in its bucket is. */
async function bucketFinding(env: Env, now: number): Promise<Finding> {
  try {
    const place = backupPlaceAt(env.backup.to, { env, onProgress: () => undefined })
    const newest = await place.newest(secretIdOf(env.secret))
    return ageFinding(newest && new Date(newest.manifest.takenAt).getTime(), now)
  } catch (error) {
    return warning(
      NAME,
      `${env.backup.to} cannot be read: ${reasonOf(error)}`,
      'Correct the settings of HUB_BACKUP_S3_…, or see whether the store runs.',
    )
  }
}

/** Backups where the settings say that they are. A folder can be looked at without them. */
export async function findBackups(env: Env | undefined, folder: string): Promise<Finding> {
  const now = Date.now()
  if (!namesBucket(folder)) return backupsFinding(folder, now)
  if (env) return bucketFinding(env, now)
  return warning(NAME, 'not looked at: the settings are wrong', 'Correct them and run doctor again.')
}
