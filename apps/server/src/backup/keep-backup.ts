import { secretIdOf } from './manifest.ts'
import { openBackup } from './open-backup.ts'
import type { BackupPlace } from './places.ts'
import { takeBackup } from './take-backup.ts'
import type { BackupWish } from './take-backup.ts'

export interface KeptBackup {
  path: string
  takenAt: string
  tables: number
  rows: number
  files: number
  /** Named by a row that shows them, and not in the file store. */
  missingFiles: number
  /** Of all parts, packed. */
  bytes: number
  encrypted: boolean
  hasSecret: boolean
  /** Paths of older backups that went. */
  removed: string[]
}

export interface KeepWish extends Omit<BackupWish, 'to'> {
  readonly place: BackupPlace
  /** How many backups stay. */
  readonly keep: number
  /** Looks at the new one before an older one may go; throws where it is not good. */
  readonly verify?: (path: string) => Promise<unknown>
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

const MOST_LETTERS = 500

/** In one line, as it is kept with the backup; never empty, which would mean that it is under way. */
const reasonText = (error: unknown): string => {
  const said = error instanceof Error ? error.message : String(error)
  return said.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_LETTERS) || 'It gave no reason.'
}

/** Until it is known to be good the backup is marked, so that one whose verification failed or was cut is not taken for a good one later. */
async function verified(place: BackupPlace, path: string, verify: () => Promise<unknown>): Promise<void> {
  await place.note(path, '')
  try {
    await verify()
  } catch (error) {
    await place.note(path, reasonText(error)).catch(() => undefined)
    throw error
  }
  await place.note(path, null)
}

/** Takes a backup, reads back what was written, and only then lets go of the oldest beyond `keep`. */
export function keepBackup({ keep, verify, place, ...wish }: KeepWish): Promise<KeptBackup> {
  return place.withFolder(async (to) => {
    const taken = await takeBackup({ ...wish, to })
    const { manifest } = taken
    const backup = await openBackup(taken.path, wish.passphrase)
    await backup.checkParts(wish.onProgress)
    const path = await place.keep(taken)
    if (verify) await verified(place, path, () => verify(taken.path))
    const removed = await place.dropOld(secretIdOf(wish.secret), keep)
    return {
      path,
      takenAt: manifest.takenAt,
      tables: manifest.tables.length,
      rows: sum(manifest.tables.map(({ rows }) => rows)),
      files: manifest.files.count,
      missingFiles: manifest.files.missing,
      bytes: sum(manifest.parts.map(({ bytes }) => bytes)),
      encrypted: manifest.encryption !== null,
      hasSecret: manifest.hasSecret,
      removed,
    }
  })
}
