import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const READY_MS = 10_000

/** False where the machine has no nats-server (Debian package nats-server). */
export const hasNatsServer = (): boolean => spawnSync('nats-server', ['--version']).status === 0

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}

/** A real nats-server with JetStream that can be broken on purpose; its store outlives a kill. */
export class NatsServer {
  readonly url: string
  readonly #port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'hub-nats-'))
  #child: ChildProcess | undefined

  constructor(port: number) {
    this.#port = port
    this.url = `nats://hub:s%23cret@127.0.0.1:${port}`
  }

  /** Starts it, again after `kill` on the same port, and waits until it listens. */
  async start(): Promise<void> {
    const options = ['-a', '127.0.0.1', '-p', String(this.#port), '-js', '-sd', this.#folder]
    this.#child = spawn('nats-server', [...options, '--user', 'hub', '--pass', 's#cret'], { stdio: 'ignore' })
    const until = Date.now() + READY_MS
    while (!(await this.#listens())) {
      if (Date.now() > until) throw new Error('nats-server does not answer.')
      await sleep(20)
    }
  }

  #listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.#port, '127.0.0.1')
      const end = (isUp: boolean) => {
        socket.destroy()
        resolve(isUp)
      }
      socket.once('data', () => end(true)).once('error', () => end(false))
    })
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  async stop(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** A running nats-server on a free port. */
export async function startNatsServer(): Promise<NatsServer> {
  const server = new NatsServer(await freePort())
  await server.start()
  return server
}
