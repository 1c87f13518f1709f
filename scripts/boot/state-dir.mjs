import { createHash } from 'node:crypto'
import { realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top folder of the project, with links resolved. */
export const projectDir = realpathSync(fileURLToPath(new URL('../..', import.meta.url)))

/** The rule of packages/db/src/state-dir.ts for the time before anything is installed; a test holds the two equal. */
export function resolveStateDir(source = process.env, project = projectDir) {
  if (source.HUB_STATE_DIR) return resolve(project, source.HUB_STATE_DIR)
  if (process.getuid?.() === 0 && !othersCanEnter(project)) {
    return join('/var/lib/smart-ai-hub', createHash('sha256').update(project).digest('hex').slice(0, 12))
  }
  return join(project, '.state')
}

function othersCanEnter(path) {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}
