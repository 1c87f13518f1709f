import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeFolder } from './bench-database.ts'
import { withCleanup } from './cleanup.ts'
import { describeSpread, spreadOf } from './measure.ts'
import { timeNpmStart } from './start/npm-start.ts'
import type { Figure, Suite } from './suite.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const SECOND = 1_000
type Say = (line: string) => void

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-start-'))
  // PostgreSQL may run as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  return folder
}

async function warm(starts: number, say: Say): Promise<Figure> {
  const folder = newFolder()
  const start = () => timeNpmStart({ project, stateDir: join(folder, 'state') })
  return withCleanup(
    () => removeFolder(folder),
    async () => {
      // Makes the database and, where the sources have changed, the web app.
      await start()
      const times: number[] = []
      while (times.length < starts) {
        times.push((await start()) / SECOND)
        say(`warm start ${times.length} of ${starts}`)
      }
      const all = spreadOf(times)
      return {
        what: 'warm: npm start to the first page',
        value: all.median,
        unit: 's',
        budget: { atMost: 2 },
        note: `built web app, existing state folder; ${describeSpread(all)}`,
      }
    },
  )
}

function run(command: string, args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
  return stdout
}

/** The environment of somebody who has just been given this machine; which registry to ask is the machine's matter. */
function emptyHome(home: string): NodeJS.ProcessEnv {
  const { PATH, LANG, HTTP_PROXY, HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, NODE_EXTRA_CA_CERTS } = process.env
  const registry = run('npm', ['config', 'get', 'registry'], { cwd: project }).trim()
  const kept = { PATH, LANG, HTTP_PROXY, HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, NODE_EXTRA_CA_CERTS }
  const given = Object.entries(kept).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), HOME: home, npm_config_registry: registry }
}

/** The project's own folder first in the path would lend its programs to the clone. */
const withoutOwnPrograms = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  PATH: (env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.startsWith(project))
    .join(':'),
})

/** A clone of the last commit in a home without caches: downloads first, then everything else that a first start does. */
async function cold(say: Say): Promise<Figure[]> {
  const folder = newFolder()
  const clone = join(folder, 'clone')
  const home = join(folder, 'home')
  mkdirSync(home)
  return withCleanup(
    () => removeFolder(folder),
    async () => {
      run('git', ['clone', '--quiet', '--no-hardlinks', project, clone], { cwd: folder })
      const env = withoutOwnPrograms(emptyHome(home))
      const { packageManager } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as {
        packageManager: string
      }
      say('cold: downloading every package')
      const begin = performance.now()
      run('npx', ['--yes', packageManager, 'fetch', '--frozen-lockfile'], { cwd: clone, env })
      const download = (performance.now() - begin) / SECOND
      // A download also unpacks; the start is to do that again.
      rmSync(join(clone, 'node_modules'), { recursive: true, force: true })
      say('cold: first start')
      let installed = 0
      const heard = (line: string, ms: number) => {
        if (line.includes('Building the web app')) installed = ms / SECOND
      }
      const total =
        (await timeNpmStart({ project: clone, stateDir: join(folder, 'state'), env, heard })) / SECOND
      const once = 'fresh clone, empty home, one run'
      return [
        {
          what: 'cold, after the download: npm start to the first page',
          value: total,
          unit: 's',
          budget: { atMost: 30 },
          note: `${once}; packages in place after ${installed.toFixed(1)} s, then web build, database, start`,
        },
        {
          what: 'cold: download of all packages',
          value: download,
          unit: 's',
          note: `${once}; depends on the line`,
        },
      ]
    },
  )
}

export const start: Suite = {
  name: 'start',
  about: 'from a command to the first page',
  async run({ quick, say }) {
    const first = await warm(quick ? 2 : 5, say)
    return quick ? [first] : [first, ...(await cold(say))]
  },
}
