import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a start writes before it is whole, with the number of its process. */
const DRAFTS = [
  /^hub\.secret\.(?<pid>\d+)$/,
  /^\.probe-(?<pid>\d+)$/,
  /^pg\d+\.(?:init|pw)-(?<pid>\d+)-[0-9a-f]{8}$/,
  /^pg\d+\.log\.copy-(?<pid>\d+)$/,
  /^backup\.draft-(?<pid>\d+)-\w{6}$/,
]
const PROGRAM_DRAFT = /^pg-.+\.copy-(?<pid>\d+)-[0-9a-f]{8}$/
/** A file of a person takes seconds to arrive; an hour later nobody writes it any more. */
const FILE_DRAFT_MS = 3_600_000

/**
 * What a start or an upload that was killed has left in a state folder: drafts under names of their own, which nothing
 * reads. Those of processes that still run are not among them.
 */
export function leftoversIn(stateDir: string): string[] {
  return [
    ...drafts(stateDir, DRAFTS),
    ...drafts(join(stateDir, 'bin'), [PROGRAM_DRAFT]),
    ...fileDrafts(join(stateDir, 'files')),
  ]
}

/** Removes them, and says which. One that cannot be removed stays; it is in nobody's way. */
export function sweepLeftovers(stateDir: string): string[] {
  return leftoversIn(stateDir).filter((path) => {
    try {
      // A set-up whose hub was killed may still be writing for a moment.
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      return true
    } catch {
      return false
    }
  })
}

function names(folder: string): string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : []
  } catch {
    return []
  }
}

const drafts = (folder: string, patterns: readonly RegExp[]): string[] =>
  names(folder).flatMap((name) => {
    const pid = patterns.map((one) => one.exec(name)?.groups?.['pid']).find((found) => found !== undefined)
    const path = join(folder, name)
    return pid !== undefined && isAbandoned(Number(pid), path) ? [path] : []
  })

const fileDrafts = (folder: string): string[] =>
  names(folder).flatMap((kind) =>
    names(join(folder, kind))
      .filter((name) => name.endsWith('.part'))
      .map((name) => join(folder, kind, name))
      .filter((path) => changedAt(path) < Date.now() - FILE_DRAFT_MS),
  )

/** In a container every start has the same number, so a draft of ours may be that of the process before us. */
function isAbandoned(pid: number, path: string): boolean {
  if (pid === process.pid) return changedAt(path) < Date.now() - process.uptime() * 1_000
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

function changedAt(path: string): number {
  try {
    return statSync(path).mtimeMs
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
