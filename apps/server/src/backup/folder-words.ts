import { BackupRefusal } from '@hub/db/backup'

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'There is no room left',
  EDQUOT: 'There is no room left',
  EACCES: 'This user may not write',
  EPERM: 'This user may not write',
  EROFS: 'Nothing can be written',
  ENOENT: 'No folder can be made',
  ENOTDIR: 'A file is in the way',
  EEXIST: 'A file is in the way',
}

/** What the folder did not take, in a sentence; null for anything else. */
export function folderFault(error: unknown, folder: string): string | null {
  const words = error instanceof Error && 'code' in error ? WORDS[String(error.code)] : undefined
  return words === undefined ? null : `${words} in ${folder}.`
}

/** What the folder did not take, in words; anything else as it is. */
export function folderRefusal(error: unknown, folder: string): unknown {
  const words = folderFault(error, folder)
  if (words === null) return error
  return new BackupRefusal(
    `${words} Make room, or name another folder with --to (on the way to a bucket and from there: HUB_STATE_DIR).`,
    { cause: error },
  )
}
