import type { DatabaseInspection } from '@hub/db'
import { failure, ok, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const SECOND_MS = 1_000

const few = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')

function serverFinding({ version, isSupported }: DatabaseInspection, description: string): Finding {
  const name = 'database'
  return isSupported
    ? ok(name, `${description}, version ${version}`)
    : failure(name, `${description} has version ${version}`, 'Move to PostgreSQL 16 or newer.')
}

function rolesFinding({ missingRoles, tooStrong, lockedOut, tableFault }: DatabaseInspection): Finding {
  const name = 'roles'
  if (tooStrong !== null)
    return failure(name, tooStrong, 'Take these rights from hub_app and hub_system before the next start.')
  if (lockedOut.length > 0)
    return failure(
      name,
      `${few(lockedOut)} has another password than this HUB_SECRET makes`,
      'Set the HUB_SECRET with which the database was made.',
    )
  if (missingRoles.length > 0)
    return failure(
      name,
      `${few(missingRoles)} missing`,
      'Start the hub with a login that may create roles; it makes them.',
    )
  return tableFault === null
    ? ok(name, 'as they should be, and organizations are kept apart')
    : failure(
        name,
        tableFault,
        'Undo what was changed by hand in the database, or restore a backup; stop the hub until then.',
      )
}

function migrationsFinding({ migrations }: DatabaseInspection): Finding {
  const name = 'migrations'
  if (migrations === null)
    return warning(name, 'none has run yet', 'Start the hub; the first start runs them.')
  const { applied, pending, unknown } = migrations
  if (unknown.length > 0)
    return failure(
      name,
      `a newer version ran ${few(unknown)}`,
      'Start that version, or restore a backup made before it.',
    )
  return pending.length > 0
    ? warning(
        name,
        `${pending.length} to run: ${few(pending)}`,
        'Make a backup, then start the hub, or run doctor --fix --migrate.',
      )
    : ok(name, `all ${applied} have run`)
}

function clockFinding({ clockAheadMs }: DatabaseInspection): Finding {
  const name = 'clock'
  const seconds = Math.round(Math.abs(clockAheadMs) / SECOND_MS)
  if (seconds < 2) return ok(name, 'the same as the database')
  const found = `the database is ${seconds} s ${clockAheadMs > 0 ? 'ahead' : 'behind'}`
  const next = 'Set both clocks by NTP (timedatectl set-ntp true).'
  return seconds > 60 ? failure(name, found, next) : warning(name, found, next)
}

const unfinished = failure(
  'restore',
  'a restore into this database is under way, or was stopped in its middle',
  'Wait for it, or run it again: npm run hub -- restore --from …',
)

/** What a look at the database says of its parts. */
export const databaseFindings = (inspection: DatabaseInspection, description: string): Finding[] => [
  serverFinding(inspection, description),
  ...(inspection.isUnfinished ? [unfinished] : [rolesFinding(inspection), migrationsFinding(inspection)]),
  clockFinding(inspection),
]

/** Whether the tables can be read as this program knows them. */
export const isReadable = ({
  isUnfinished,
  migrations,
  lockedOut,
  missingRoles,
}: DatabaseInspection): boolean =>
  !isUnfinished &&
  migrations !== null &&
  migrations.unknown.length === 0 &&
  lockedOut.length === 0 &&
  missingRoles.length === 0
