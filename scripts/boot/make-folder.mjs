import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const at = (path) => statSync(path, { throwIfNoEntry: false })

/** packages/db/src/make-folder.ts for the time before anything is installed; its test runs both. */
export function makeFolder(path, mode) {
  if (at(path)?.isDirectory()) return
  if (!at(dirname(path))) makeFolder(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (!at(path)?.isDirectory()) throw error
  }
}
