import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { READY } from './child.ts'
import type { Answer } from './child.ts'

export interface ChildOptions {
  args?: string[]
  env?: Record<string, string>
  /** For Node itself, such as `--cpu-prof`. */
  execArgv?: string[]
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

/**
 * V8 makes a process small that has been idle for some seconds, and throws compiled code away with the rest. Ours wait that
 * long for their turn, and would be measured while they compile again, which no server under load does.
 */
const AWAKE = ['--no-memory-reducer']

/** `BENCH_CPU_PROFILE=<folder>` leaves a profile of every child there, for finding where the time goes. */
function profileArgs(): string[] {
  const folder = process.env['BENCH_CPU_PROFILE']
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}

/** A program measured on its own, with our own options for Node: what the parent spends on making load is not counted. */
export class MeasuredChild<Ready = unknown> {
  readonly ready: Ready
  readonly pid: number
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #lastId: number = READY

  private constructor(child: ChildProcess, ready: Ready) {
    this.#child = child
    this.ready = ready
    this.pid = child.pid ?? 0
    child.on('message', ({ id, result, error }: Answer) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error === undefined) waiting?.resolve(result)
      else waiting?.reject(new Error(error))
    })
    child.on('exit', (code, signal) => {
      const gone = new Error(`The child ended by itself (${signal ?? code}).`)
      for (const { reject } of this.#waiting.values()) reject(gone)
      this.#waiting.clear()
    })
  }

  /** `file` is a URL beside the suite; it calls `serveParent`. The type is what that file gives it. */
  static async start<Ready = unknown>(
    file: URL,
    { args = [], env, execArgv = [] }: ChildOptions = {},
  ): Promise<MeasuredChild<Ready>> {
    const child = fork(fileURLToPath(file), args, {
      execArgv: [...process.execArgv, ...AWAKE, ...profileArgs(), ...execArgv],
      env: { ...process.env, NODE_ENV: 'production', ...env },
      serialization: 'advanced',
    })
    const ended = new AbortController()
    child.once('exit', (code) => ended.abort(new Error(`${fileURLToPath(file)} ended at start (${code}).`)))
    const messages: unknown[] = await once(child, 'message', { signal: ended.signal }).catch(() => {
      throw ended.signal.reason
    })
    const [first] = messages as [Answer] // serveParent's first message
    return new MeasuredChild(child, first.result as Ready) // the file and the suite agree on it
  }

  ask<R = unknown>(name: string, argument?: unknown): Promise<R> {
    const id = (this.#lastId += 1)
    return new Promise<R>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as R), reject }) // the handler's own type
      this.#child.send({ id, name, argument })
    })
  }

  /** Microseconds of CPU, user and system, since its start. */
  cpu(): Promise<number> {
    return this.ask<number>('cpu')
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exited = once(this.#child, 'exit')
    this.#child.disconnect()
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 5_000)
    await exited
    clearTimeout(late)
  }
}
