import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a browser is given to write in; it is removed when the browser ends, unless this process was killed before. */
const FOLDERS = /^(?:playwright_chromiumdev_profile|playwright-artifacts)-\w{6}$/
/** A page takes less than a minute. */
const OLD_MS = 24 * 3_600_000

/** Removes what browsers of processes that were killed left in the folder for temporary files. What is not ours to remove stays. */
export async function sweepBrowserLeftovers(folder: string): Promise<void> {
  const before = Date.now() - OLD_MS
  for (const name of await readdir(folder).catch(() => [])) {
    if (!FOLDERS.test(name)) continue
    const path = join(folder, name)
    const written = await stat(path).catch(() => null)
    if (written && written.mtimeMs < before)
      await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}
