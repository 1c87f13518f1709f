import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError, knownPublicUrl } from '@hub/api/server'
import { isHub } from '../ask-health.ts'
import { loadEnv } from '../env.ts'
import { eventually } from './web-client.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
/** A first start makes a database; later ones take a second. */
const START_MS = 90_000
const STOP_MS = 20_000

/** The hub the tour visits. */
export interface Target {
  origin: string
  /** Environment in which the command line finds the same hub; undefined for a hub elsewhere. */
  cliEnv: NodeJS.ProcessEnv | undefined
  /** Made for the tour and gone after it. */
  isTemporary: boolean
  /** For people: which hub this is. */
  description: string
  stop(): Promise<void>
}

async function startTemporary(source: NodeJS.ProcessEnv): Promise<Target> {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-tour-'))
  const { DATABASE_URL: _db, HUB_SECRET: _secret, PUBLIC_URL: _url, SMTP_URL: _smtp, ...rest } = source
  const env = { ...rest, HUB_STATE_DIR: stateDir, PORT: '0', HOST: 'localhost', NODE_ENV: 'development' }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let complaints = ''
  child.stderr?.on('data', (part: Buffer) => void (complaints += part.toString()))
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    // The database outlives the hub for a moment and would write into a folder that is being removed.
    await eventually(async () => globSync('*/postmaster.pid', { cwd: stateDir }).length === 0 || undefined, {
      forMs: STOP_MS,
      what: 'The end of the temporary database',
    })
    rmSync(stateDir, { recursive: true, force: true })
  }
  try {
    const origin = await eventually(
      async () => {
        if (child.exitCode !== null) throw new Error(`The temporary hub did not start. ${complaints.trim()}`)
        const url = knownPublicUrl(stateDir)
        return url !== undefined && (await isHub(url)) ? url : undefined
      },
      { forMs: START_MS, what: 'The temporary hub' },
    )
    return { origin, cliEnv: env, isTemporary: true, description: 'a temporary hub, gone afterwards', stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The hub of `url`, else the one that runs on this machine, else a temporary one. */
export async function findTarget(url: string | undefined, source: NodeJS.ProcessEnv): Promise<Target> {
  const running = { isTemporary: false, stop: () => Promise.resolve() }
  if (url !== undefined) {
    const { origin } = new URL(url)
    if (!(await isHub(origin))) throw new AppError('UNAVAILABLE', { message: `No hub answers at ${origin}.` })
    const { stateDir } = loadEnv(source)
    const isHere = knownPublicUrl(stateDir) === origin
    return { ...running, origin, cliEnv: isHere ? source : undefined, description: 'a running hub' }
  }
  const known = knownPublicUrl(loadEnv(source).stateDir)
  if (known !== undefined && (await isHub(known)))
    return { ...running, origin: known, cliEnv: source, description: 'the hub that runs here' }
  return startTemporary(source)
}
