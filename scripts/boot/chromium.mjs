import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Failure, say } from './failure.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium on this machine; root on Debian gets the package installed when there is none. */
export function ensureChromium() {
  const found = process.env.HUB_CHROMIUM || findProgram(NAMES)
  if (found) return found
  if (process.getuid?.() === 0 && findProgram(['apt-get'])) {
    say('Installing Chromium from the Debian package.')
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'])
    const installed = findProgram(NAMES)
    if (installed) return installed
  }
  throw new Failure('The end-to-end tests need Chromium; install it, or set HUB_CHROMIUM to its path.')
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Failure(`apt-get ${args[0]} failed; the lines above say why.`)
}

function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
