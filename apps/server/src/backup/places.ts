import { resolve } from 'node:path'
import { backupsIn, dropOld, noteDoubt } from './backup-folder.ts'
import type { FoundBackup, PlacedBackup } from './backup-folder.ts'

/** Where the backups of a hub stay: a folder, or a bucket. */
export interface BackupPlace {
  /** As the operator names it. */
  readonly name: string
  /** Gives the folder to take a backup in. What is to stay of it is kept before the work ends. */
  withFolder<R>(work: (folder: string) => Promise<R>): Promise<R>
  /** Keeps what was taken there, and answers where it now is. */
  keep(taken: FoundBackup): Promise<string>
  /** The newest whole backup of the hub with this secret. */
  newest(secretId: string): Promise<PlacedBackup | undefined>
  /** Keeps with the backup, for every process and later start, what speaks against it; null takes that away. */
  note(path: string, doubt: PlacedBackup['doubt']): Promise<void>
  /** Takes away whole backups beyond the newest `keep`; damaged ones are not counted and not touched. Answers where they were. */
  dropOld(secretId: string, keep: number): Promise<string[]>
}

export function folderPlace(name: string): BackupPlace {
  const folder = resolve(name)
  return {
    name: folder,
    withFolder: (work) => work(folder),
    // It was taken in the folder that it stays in.
    keep: async ({ path }) => path,
    newest: async (secretId) => (await backupsIn(folder, secretId))[0],
    note: noteDoubt,
    dropOld: (secretId, keep) => dropOld(folder, secretId, keep),
  }
}
