import { createHash } from 'node:crypto'
import { realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top folder of the project, with links resolved. */
export const projectDir = realpathSync(fileURLToPath(new URL('../../..', import.meta.url)))

/**
 * The one place that decides where the hub keeps its state (database, secrets, caches).
 * `HUB_STATE_DIR` wins; a relative value counts from the project. PostgreSQL refuses to run as
 * root, so below a folder that others cannot enter root's state goes to /var/lib instead.
 * scripts/boot/state-dir.mjs repeats this rule for the time before the install, and a test holds the two equal.
 */
export function resolveStateDir(source: NodeJS.ProcessEnv = process.env, project = projectDir): string {
  if (source['HUB_STATE_DIR']) return resolve(project, source['HUB_STATE_DIR'])
  if (process.getuid?.() === 0 && !othersCanEnter(project)) {
    return join('/var/lib/smart-ai-hub', projectKey(project))
  }
  return join(project, '.state')
}

/** Short stable name of a project folder, used where several copies of the project share one parent folder. */
export function projectKey(project = projectDir): string {
  return createHash('sha256').update(project).digest('hex').slice(0, 12)
}

/** True when every folder from `path` up to the root may be entered by any user. */
export function othersCanEnter(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}
