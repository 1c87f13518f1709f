import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { openRedis } from '../platform/events/redis.ts'
import type { SharedRedis } from '../platform/events/redis.ts'

const READY_MS = 5_000

/** False where the machine has no redis-server (Debian package redis-server). */
export const hasRedisServer = (): boolean => spawnSync('redis-server', ['--version']).status === 0

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}

/** A real redis-server that keeps nothing on disk and can be broken on purpose. */
export class RedisServer {
  readonly url: string
  readonly #port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'hub-redis-'))
  readonly #password: string | undefined
  #child: ChildProcess | undefined

  constructor(port: number, password?: string) {
    this.#port = port
    this.#password = password
    this.url = `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`
  }

  /** Starts it, again after `kill` on the same port, and waits until it answers. */
  async start(): Promise<void> {
    const keepNothing = ['--save', '', '--appendonly', 'no', '--dir', this.#folder]
    const secret = this.#password === undefined ? [] : ['--requirepass', this.#password]
    const options = ['--port', String(this.#port), '--bind', '127.0.0.1', ...keepNothing, ...secret]
    this.#child = spawn('redis-server', options, { stdio: 'ignore' })
    const until = Date.now() + READY_MS
    while (!(await this.#answers())) {
      if (Date.now() > until) throw new Error('redis-server does not answer.')
      await sleep(20)
    }
  }

  async #answers(): Promise<boolean> {
    return this.ask((client) => client.ping()).then(
      () => true,
      () => false,
    )
  }

  /** One command over a connection of its own. */
  async ask<T>(work: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: null, connectTimeout: 500 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return await work(client)
    } finally {
      client.disconnect()
    }
  }

  flush(): Promise<unknown> {
    return this.ask((client) => client.flushall())
  }

  /** It stays reachable and says nothing. */
  pause(): void {
    this.#child?.kill('SIGSTOP')
  }

  resume(): void {
    this.#child?.kill('SIGCONT')
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

/** A running redis-server on a free port. */
export async function startRedisServer(password?: string): Promise<RedisServer> {
  const server = new RedisServer(await freePort(), password)
  await server.start()
  return server
}

/** The connection of one server to it, once it is up; the caller closes it. */
export async function connectRedis({ url }: RedisServer, keyPrefix = 'hub:'): Promise<SharedRedis> {
  const redis = openRedis({ url, keyPrefix, log: pino({ level: 'silent' }) })
  const until = Date.now() + READY_MS
  while (redis.state === 'down') {
    if (Date.now() > until) throw new Error('There is no connection to redis-server.')
    await sleep(5)
  }
  return redis
}
