import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestHub } from './start-hub.ts'

const program = fileURLToPath(new URL('./worker-program.ts', import.meta.url))

/** Workers as processes of their own, which a test may kill. */
export class WorkerProcesses {
  readonly #running = new Set<ChildProcess>()

  /** Starts one on the database of a hub; it writes what it prints into this file. What follows are the program's own words. */
  async start(hub: TestHub, printed = '/dev/null', ...words: string[]): Promise<ChildProcess> {
    const { appUrl, systemUrl } = hub.database
    const worker = spawn(process.execPath, [program, appUrl, systemUrl, printed, ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#running.add(worker)
    await once(worker.stdout, 'data')
    return worker
  }

  /** One of another release of the hub. */
  startOf(release: string, hub: TestHub): Promise<ChildProcess> {
    return this.start(hub, '/dev/null', '', '', release)
  }

  get areGone(): boolean {
    return [...this.#running].every(isGone)
  }

  /** Waits until it is gone. */
  async end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    this.#running.delete(worker)
    if (isGone(worker)) return
    const gone = once(worker, 'exit')
    worker.kill(signal)
    await gone
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => this.end(worker, 'SIGKILL')))
  }
}

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null
