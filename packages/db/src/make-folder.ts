import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const at = (path: string) => statSync(path, { throwIfNoEntry: false })

/**
 * Makes a folder and those above it that are missing. Throws what the system says. Node's own `recursive` never comes back where
 * a folder cannot be made although the one above is there, as in /proc.
 */
export function makeFolder(path: string, mode?: number): void {
  if (at(path)?.isDirectory()) return
  if (!at(dirname(path))) makeFolder(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    // Another process was quicker.
    if (!at(path)?.isDirectory()) throw error
  }
}
