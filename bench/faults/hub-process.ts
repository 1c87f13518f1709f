import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
/** A first start makes a database; later ones take a second or two. */
const READY_MS = 90_000

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}

/** The hub as `npm start` runs it, in a process of its own that can be killed. */
export class HubProcess {
  readonly stateDir: string
  readonly origin: string
  readonly #env: NodeJS.ProcessEnv
  readonly #settings: Record<string, string> & { project?: string }
  readonly #project: string
  #child: ChildProcess | undefined

  /** `project` is the folder of the program, this one where none is named. */
  constructor(
    stateDir: string,
    port: number,
    { project = PROJECT, ...settings }: Record<string, string> & { project?: string },
  ) {
    this.stateDir = stateDir
    this.#settings = { project, ...settings }
    this.#project = project
    this.origin = `http://127.0.0.1:${port}`
    const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
    this.#env = {
      PATH,
      HOME,
      ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }),
      HUB_STATE_DIR: stateDir,
      PORT: String(port),
      HOST: 'localhost',
      NODE_ENV: 'development',
      ...settings,
    }
  }

  /** Another server with the same settings but these. */
  beside(port: number, settings: Record<string, string>): HubProcess {
    return new HubProcess(this.stateDir, port, { ...this.#settings, ...settings })
  }

  #program(file: string): string {
    return join(this.#project, 'apps/server/src', file)
  }

  /** True where it is another program than this one. */
  get isOther(): boolean {
    return this.#project !== PROJECT
  }

  /** What its command line prints, beside the running hub. */
  async command(words: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [this.#program('cli.ts'), ...words], {
      env: this.#env,
    })
    return stdout
  }

  /** The same, for one that is killed before it ends. */
  beginCommand(words: readonly string[]): ChildProcess {
    return spawn(process.execPath, [this.#program('cli.ts'), ...words], { env: this.#env, stdio: 'ignore' })
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** What it printed, for a message about a start that failed. */
  output(): string {
    return readFileSync(join(this.stateDir, 'hub.log'), 'utf8').slice(-2_000)
  }

  /** Starts it and waits until it can work. */
  async start(): Promise<void> {
    const log = openSync(join(this.stateDir, 'hub.log'), 'a')
    // The channel makes the hub end with us, whatever becomes of us.
    this.#child = spawn(process.execPath, [...process.execArgv, this.#program('main.ts')], {
      env: this.#env,
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    await this.untilReady()
  }

  /** A worker beside it, as `node apps/server/src/worker.ts` runs one on this database, once it works. */
  async startWorker(databaseUrl: string): Promise<ChildProcess> {
    const log = openSync(join(this.stateDir, 'hub.log'), 'a')
    const worker = spawn(process.execPath, [...process.execArgv, this.#program('worker.ts')], {
      env: { ...this.#env, DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'pipe', log],
    })
    closeSync(log)
    const said = worker.stdout ? once(worker.stdout, 'data') : once(worker, 'spawn')
    await Promise.race([said, once(worker, 'exit')])
    if (worker.exitCode !== null) throw new Error(`A worker ended by itself.\n${this.output()}`)
    return worker
  }

  async isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.origin}/health/ready`, { signal: AbortSignal.timeout(3_000) })
      await response.body?.cancel()
      return response.ok
    } catch {
      return false
    }
  }

  /** Returns how long it took, in milliseconds. */
  async untilReady(): Promise<number> {
    const begin = performance.now()
    while (!(await this.isReady())) {
      if (!this.isRunning) throw new Error(`The hub ended by itself.\n${this.output()}`)
      if (performance.now() - begin > READY_MS)
        throw new Error(`The hub is not ready after ${READY_MS / 1000} s.\n${this.output()}`)
      await sleep(20)
    }
    return performance.now() - begin
  }

  /** As a power cut does: no signal handler runs. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child || !this.isRunning) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  /** Process id of its PostgreSQL; undefined while none is ready. */
  postgresPid(): number | undefined {
    try {
      const lines = readFileSync(join(this.stateDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')
      return lines[7]?.trim() === 'ready' ? Number(lines[0]) : undefined
    } catch {
      return undefined
    }
  }

  /** Resident memory in MB; undefined where the system does not tell. */
  residentMb(): number | undefined {
    try {
      const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1]
      return kb === undefined ? undefined : Number(kb) / 1024
    } catch {
      return undefined
    }
  }
}
