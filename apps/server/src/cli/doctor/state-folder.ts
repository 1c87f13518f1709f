import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { leftoversIn, makeStateFolder, olderDatabases, sweepLeftovers } from '@hub/db/embedded'
import { failure, ok, reasonOf, warning } from './finding.ts'
import type { Finding } from './finding.ts'
import { openEntries } from './private-entries.ts'

const FOLDER = 'state folder'
const RIGHTS = 'rights'
const LEFTOVERS = 'leftovers'

/** Whether the folder is there and ours to write. */
export function folderFinding(stateDir: string): Finding {
  if (!existsSync(stateDir))
    return warning(
      FOLDER,
      `${stateDir} is not there yet`,
      'Start the hub once, or run doctor --fix to make it.',
    )
  const found = statSync(stateDir)
  if (!found.isDirectory())
    return failure(FOLDER, `${stateDir} is not a folder`, 'Name a folder in HUB_STATE_DIR.')
  if ((found.mode & 0o022) !== 0)
    return failure(
      FOLDER,
      `${stateDir} can be written by other users`,
      'Run doctor --fix, or take their right to write away: chmod go-w.',
    )
  const refusal = refusalOf(stateDir)
  if (refusal === 'EROFS')
    return failure(FOLDER, `${stateDir} is on a read-only disk`, 'Mount the disk for writing.')
  const me = process.getuid?.() ?? found.uid
  const owned = `${stateDir} belongs to user ${found.uid}, this is user ${me}`
  const asOwner = 'Run the hub and this command as the owner of the folder.'
  if (refusal !== null) return failure(FOLDER, owned, asOwner)
  return found.uid === me ? ok(FOLDER, stateDir) : warning(FOLDER, owned, asOwner)
}

/** Why we may not work in a folder: the code of the system, or null where we may. */
function refusalOf(folder: string): string | null {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
}

/** Whether what is private in it is closed to others. */
export function rightsFinding(stateDir: string): Finding {
  try {
    const open = openEntries(stateDir)
    if (open.length === 0) return ok(RIGHTS, 'what is private is closed to other users')
    const list = open.map(({ name, rights }) => `${name} (${rights})`).join(', ')
    return failure(
      RIGHTS,
      `other users can reach ${list}`,
      'Run doctor --fix; where others had access, make new secrets.',
    )
  } catch (error) {
    return warning(
      RIGHTS,
      `cannot be read: ${reasonOf(error)}`,
      'Run this command as the owner of the folder.',
    )
  }
}

/** What killed starts and uploads left there, and databases that a newer one took the place of. */
export function leftoversFinding(stateDir: string): Finding {
  const found = leftoversIn(stateDir)
  const [older] = olderDatabases(stateDir)
  if (older !== undefined)
    return warning(
      LEFTOVERS,
      `${older} is the database of an earlier PostgreSQL, which nothing reads any more`,
      'See that everything is in the newer one, then move this folder to where you keep old copies.',
    )
  return found.length === 0
    ? ok(LEFTOVERS, 'none')
    : warning(
        LEFTOVERS,
        `${found.length} of starts or uploads that were killed, such as ${basename(found[0] ?? '')}`,
        'Run doctor --fix, or start the hub: both take them away.',
      )
}

/** Mends what is safe to mend without asking, and says in past tense what was done. */
export function mendFolder(stateDir: string, { keepsFiles }: { keepsFiles: boolean }): string[] {
  const done: string[] = []
  if (!existsSync(stateDir)) {
    makeStateFolder(stateDir)
    done.push(`Made the folder ${stateDir}.`)
  }
  const { mode } = statSync(stateDir)
  if ((mode & 0o022) !== 0) {
    chmodSync(stateDir, mode & 0o755)
    done.push('Took from other users the right to write in the state folder.')
  }
  const files = join(stateDir, 'files')
  if (keepsFiles && !existsSync(files)) {
    mkdirSync(files, { mode: 0o700 })
    done.push('Made the folder for files.')
  }
  for (const { path, name, mode: closed } of openEntries(stateDir)) {
    chmodSync(path, closed)
    done.push(`Closed ${name} to other users.`)
  }
  for (const path of sweepLeftovers(stateDir)) done.push(`Removed ${relative(stateDir, path)}.`)
  return done
}
