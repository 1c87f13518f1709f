import { BackupRefusal } from '@hub/db/backup'

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'There is no room left',
  EDQUOT: 'There is no room left',
  EACCES: 'This user may not write',
  EPERM: 'This user may not write',
  EROFS: 'Nothing can be written',
  ENOTDIR: 'A file is in the way',
}

/** What the folder did not take, in words; anything else as it is. */
export function folderRefusal(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = WORDS[code]
  if (words === undefined) return error
  return new BackupRefusal(
    `${words} in ${folder}. Make room, or name another folder with --to (on the way to a bucket and from there: HUB_STATE_DIR).`,
    { cause: error },
  )
}
