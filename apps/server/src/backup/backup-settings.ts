import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'

/** Shorter ones are tried out faster than a backup is lost. */
const SHORTEST_PASSPHRASE = 16
const KEEP = 7

/** Where backups go, when, and how many stay. */
export const backupFields = {
  HUB_BACKUP_TO: z
    .string()
    .refine(isAbsolute, { error: 'must be the full path of a folder, such as /mnt/backups' })
    .optional(),
  HUB_BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 02:30')
    .optional(),
  HUB_BACKUP_KEEP: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .default(KEEP),
  HUB_BACKUP_PASSPHRASE: z
    .string()
    .trim()
    .min(SHORTEST_PASSPHRASE, `must be at least ${SHORTEST_PASSPHRASE} characters`)
    .optional(),
}

export interface BackupSettings {
  /** Full path of the folder that holds all backups. */
  readonly to: string
  /** Time of day on this machine, `HH:MM`; undefined takes none by itself. */
  readonly at: string | undefined
  /** How many stay, the newest first. */
  readonly keep: number
  /** Set, every backup is encrypted by it. */
  readonly passphrase: string | undefined
}

/** Backups go into the state folder unless another folder is named. */
export function backupOf(
  settings: z.infer<z.ZodObject<typeof backupFields>>,
  stateDir: string,
): BackupSettings {
  return {
    to: resolve(settings.HUB_BACKUP_TO ?? join(stateDir, 'backups')),
    at: settings.HUB_BACKUP_AT,
    keep: settings.HUB_BACKUP_KEEP,
    passphrase: settings.HUB_BACKUP_PASSPHRASE,
  }
}
