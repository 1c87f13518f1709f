const ELSEWHERE = 'set HUB_STATE_DIR to a folder'

const words = {
  EACCES: `this user may not. Give them the right, or ${ELSEWHERE} of theirs`,
  EPERM: `this user may not. Give them the right, or ${ELSEWHERE} of theirs`,
  EROFS: `the disk is mounted read-only. Mount it for writing, or ${ELSEWHERE} on another`,
  ENOSPC: `the disk is full. Make room, or ${ELSEWHERE} on another`,
  EDQUOT: `this user has used up their room on the disk. Make room, or ${ELSEWHERE} on another`,
  ENOTDIR: `a file stands where a folder should be. Move it, or ${ELSEWHERE} elsewhere`,
  EEXIST: `a file stands where it should be. Move it, or ${ELSEWHERE} elsewhere`,
}

/** Why a folder could not be made, and what mends it: who may write there is only one of the reasons. */
export function folderWords(path, { code, message }) {
  const why = words[code] ?? `${message}. Mend that, or ${ELSEWHERE} that can be made`
  return `The state folder ${path} cannot be created: ${why}.`
}
