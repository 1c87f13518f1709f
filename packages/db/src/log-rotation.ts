import { copyFileSync, existsSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs'

/** A server on a full disk writes 10 MB in a minute; together the log and what is kept of it stay below 50 MB. */
const LIMIT_BYTES = 10_000_000
const LIMIT_AGE_MS = 7 * 24 * 3_600_000
const KEPT = 4

/** When a log was last begun anew: its newest kept part ended then. */
function begunAt(log: string): number {
  return existsSync(`${log}.1`) ? statSync(`${log}.1`).mtimeMs : statSync(log).birthtimeMs
}

const isDue = (log: string): boolean => {
  const { size } = statSync(log)
  return size > LIMIT_BYTES || (size > 0 && Date.now() - begunAt(log) > LIMIT_AGE_MS)
}

/**
 * Sets the log aside once it is large or old: `.1` is the newest part, `.4` the oldest that is kept. The file is copied and
 * emptied, because the server goes on writing to the end of the file it has open, whoever started it. Where the disk has no
 * room for the copy the log is emptied all the same: it must never be what fills the disk. Returns whether it was due.
 */
export function rotateLog(log: string): boolean {
  try {
    if (!isDue(log)) return false
    const copy = `${log}.copy-${process.pid}`
    // First, so that there is room for the copy even on a full disk.
    rmSync(`${log}.${KEPT}`, { force: true })
    const isCopied = copied(log, copy)
    // Another process that uses the same server may have been faster.
    if (!isDue(log)) {
      rmSync(copy, { force: true })
      return false
    }
    truncateSync(log, 0)
    if (isCopied) {
      for (let part = KEPT - 1; part >= 1; part -= 1)
        if (existsSync(`${log}.${part}`)) renameSync(`${log}.${part}`, `${log}.${part + 1}`)
      renameSync(copy, `${log}.1`)
    }
    return true
  } catch {
    // No log yet, or not ours to write: nothing to set aside.
    return false
  }
}

function copied(log: string, copy: string): boolean {
  try {
    copyFileSync(log, copy)
    return true
  } catch {
    rmSync(copy, { force: true })
    return false
  }
}
