import { isAhead } from '../../backup/backup-folder.ts'
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

const MAKE = 'Make one and keep it on another machine: npm run hub -- backup'

const MAKE_ANOTHER =
  'Mend what it names, make another (npm run hub -- backup), and try that: npm run hub -- restore --verify --from …'

interface Newest {
  takenAt: number | undefined
  doubt: string | null
  to: string
}

function ageFinding({ takenAt, doubt, to }: Newest, now: number): Finding {
  if (takenAt === undefined)
    return warning(
      NAME,
      'no whole backup of this hub yet',
      `Looked in ${to}; HUB_BACKUP_TO says where backups are kept. ${MAKE}`,
    )
  if (isAhead(new Date(takenAt), new Date(now)))
    return warning(NAME, 'the newest is dated after today', `Set the clock of this machine. ${MAKE}`)
  if (doubt) return warning(NAME, `the newest could not be verified: ${doubt}`, MAKE_ANOTHER)
  const age = Math.max(0, now - takenAt)
  const found = `the newest is ${ageText(age)}`
  return age > OLD_MS ? warning(NAME, found, MAKE) : ok(NAME, found)
}

/**
 * How old the newest whole backup of this hub is, where the settings say that they are kept. Each says it by its manifest, which
 * is in plain also where the backup is encrypted, so that no passphrase is needed. When its files were written tells nothing: a
 * copy of an old backup is as old as that.
 */
export async function findBackups(env: Env | undefined): Promise<Finding> {
  // Without its secret nobody can tell the hub's own backups from those of another one.
  if (!env)
    return warning(NAME, 'not looked at: the settings are wrong', 'Correct them and run doctor again.')
  const { to } = env.backup
  const isBucket = namesBucket(to)
  try {
    const place = backupPlaceAt(to, { env, onProgress: () => undefined })
    const newest = await place.newest(secretIdOf(env.secret))
    const takenAt = newest && new Date(newest.manifest.takenAt).getTime()
    return ageFinding({ takenAt, doubt: newest?.doubt ?? null, to }, Date.now())
  } catch (error) {
    return warning(
      NAME,
      `${to} cannot be read: ${reasonOf(error)}`,
      isBucket
        ? 'Correct the settings of HUB_BACKUP_S3_…, or see whether the store runs.'
        : 'Run this command as the owner of the folder, or name another one in HUB_BACKUP_TO.',
    )
  }
}
