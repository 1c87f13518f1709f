import { chmodSync, closeSync, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { AdvisedError } from './advised-error.ts'
import type { Advice } from './advised-error.ts'
import { freeBytes, roomText } from './free-bytes.ts'
import { sweepLeftovers } from './leftovers.ts'
import { makeFolder } from './make-folder.ts'

/** Enough that the first bytes of a server's lock and log would fit as well. */
const PROBE = Buffer.alloc(64 * 1024)
/** The programs, an empty database and its first log. */
const FIRST_START_BYTES = 200 * 1024 ** 2

/** Something about the state folder that only the operator can mend. */
export class StateFolderError extends AdvisedError {
  override readonly name = 'StateFolderError'
}

const owner = (path: string): string => {
  try {
    return `user ${statSync(path).uid}`
  } catch {
    return 'another user'
  }
}

/** What a file system answers → what it means for the hub and what to do. */
const REASONS: Record<string, (path: string) => Advice> = {
  EROFS: (path) => ({
    found: `The state folder ${path} is on a disk that is mounted read-only`,
    next: 'Mount it for writing, or set HUB_STATE_DIR to a folder that can be written.',
  }),
  EACCES: (path) => ({
    found: `The state folder ${path} belongs to ${owner(path)} and this user (${process.getuid?.() ?? 'unknown'}) may not write there`,
    next: 'Start the hub as its owner, give the folder to this user, or set HUB_STATE_DIR.',
  }),
  ENOSPC: (path) => ({
    found: `The disk of the state folder ${path} is full (${roomText(path)})`,
    next: 'Make room and start again; nothing that was saved is lost.',
  }),
  ENOTDIR: (path) => ({
    found: `HUB_STATE_DIR names ${path}, which is not a folder`,
    next: 'Name a folder.',
  }),
}
const SAME: Record<string, string> = { EPERM: 'EACCES', EDQUOT: 'ENOSPC', EEXIST: 'ENOTDIR' }

/** The same error in words where it comes from the file system; anything else as it is. */
export function inWords(error: unknown, stateDir: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = REASONS[SAME[code] ?? code]
  return words ? new StateFolderError(words(stateDir), { cause: error }) : error
}

/** Runs what works in the folder. Throws a StateFolderError where the file system refuses it. */
export function withWords<R>(path: string, work: () => R): R {
  try {
    return work()
  } catch (error) {
    throw inWords(error, path)
  }
}

/** Makes the folder where it is missing. Throws a StateFolderError. */
export function makeStateFolder(path: string): void {
  if (existsSync(path)) return
  try {
    makeFolder(path)
    // The umask must not keep the database's own user out; what is secret inside carries its own rights.
    if (process.getuid?.() === 0) chmodSync(path, 0o755)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'EROFS' || code === 'ENOSPC' || code === 'ENOTDIR') throw inWords(cause, path)
    throw new StateFolderError(
      {
        found: `The state folder ${path} cannot be created by this user`,
        next: 'Set HUB_STATE_DIR to a folder that can.',
      },
      { cause },
    )
  }
}

/** Writes a little and takes it away again. Throws a StateFolderError that says why that is not possible. */
export function checkWritable(path: string): void {
  const probe = join(path, `.probe-${process.pid}`)
  withWords(path, () => {
    const file = openSync(probe, 'w', 0o600)
    try {
      if (writeSync(file, PROBE) < PROBE.length)
        throw Object.assign(new Error('The disk takes no more.'), { code: 'ENOSPC' })
    } finally {
      closeSync(file)
      rmSync(probe, { force: true })
    }
  })
}

/** Throws a StateFolderError where a first start would end in its middle for want of space. */
export function checkFirstRoom(path: string): void {
  if (freeBytes(path) < FIRST_START_BYTES)
    throw new StateFolderError({
      found: `The disk of the state folder ${path} has too little room for a first start (${roomText(path)}, ${FIRST_START_BYTES / 1024 ** 2} MiB are needed)`,
      next: 'Make room, or set HUB_STATE_DIR to another disk.',
    })
}

/** Makes the folder, proves that it can be written, and takes away what killed starts left there. Throws a StateFolderError. */
export function prepareStateFolder(path: string): void {
  makeStateFolder(path)
  checkWritable(path)
  sweepLeftovers(path)
}
