import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '../../packages/db/src/embedded.ts'

const program = (name: string) => fileURLToPath(new URL(`../../apps/server/src/${name}.ts`, import.meta.url))
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_COMPILE_CACHE'] as const

export interface OwnHub {
  origin: string
  /** The link that makes the first administrator. */
  setupLink: string
  /** A process that does the work of this hub; the server does none. */
  startWorker(): Promise<ChildProcess>
  stop(): Promise<void>
}

/** Waits until a process says this. Throws where it ends before. */
async function saying(child: ChildProcess, what: RegExp): Promise<string> {
  let said = ''
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
    if (what.test(said)) resolve(said)
  })
  child.once('exit', () => reject(new Error(`It ended with: ${said}`)))
  return promise
}

/** Ends a process without a word, as a machine that loses its power does. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** A hub for one test: a server, and workers as processes of their own, on one database that outlives each of them. */
export async function startOwnHub(settings: Readonly<Record<string, string>>): Promise<OwnHub> {
  const home = await mkdtemp(join(tmpdir(), 'hub-own-'))
  // PostgreSQL runs as another user when root runs the tests.
  const stateDir = join(home, 'state')
  await mkdir(stateDir, { mode: 0o755 })
  await chmod(home, 0o755)
  const database = await startEmbedded({ stateDir, test: true })
  const secret = randomBytes(32).toString('base64url')
  const running = new Set<ChildProcess>()
  const run = (name: string, more: Readonly<Record<string, string>>) => {
    const child = spawn(process.execPath, [program(name)], {
      env: {
        ...Object.fromEntries(inherited.map((key) => [key, process.env[key]])),
        DATABASE_URL: database.adminUrl,
        HUB_STATE_DIR: stateDir,
        HUB_SECRET: secret,
        ALLOW_PRIVATE_UPSTREAMS: 'true',
        ...settings,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.add(child)
    return child
  }
  const banner = await saying(run('main', { PORT: '0', RUN_JOBS: 'false' }), /\/setup\?token=\S+/)
  const setupLink = /\S+\/setup\?token=\S+/.exec(banner)?.[0] ?? ''
  return {
    origin: new URL(setupLink).origin,
    setupLink,
    async startWorker() {
      const worker = run('worker', {})
      await saying(worker, /runs jobs/)
      return worker
    },
    async stop() {
      await Promise.all([...running].map(kill))
      await database.stop()
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
