import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { asAccount } from './embedded-account.ts'
import { adminUrl, logTail } from './embedded-cluster.ts'
import { StartProgress } from './embedded-progress.ts'
import type { StartOptions } from './embedded-progress.ts'
import type { ChildProcess } from 'node:child_process'
import type { Cluster } from './embedded-cluster.ts'

/**
 * Runs the server and ends it (fast shutdown) when stdin, the read end of the hold pipe, reports that no
 * process holds the pipe any more: nobody can be killed so hard that the server stays behind. The reader
 * outlives a killed guard. The guard ends when the server ends, so a dead server is noticed at once.
 */
const GUARD = [
  'exec 3<&0',
  '"$0" "$@" </dev/null 3<&- & server=$!',
  'trap "" INT TERM HUP',
  '{ read _ <&3; kill -INT $server; } 2>/dev/null & reader=$!',
  'wait $server; status=$?',
  'kill -9 $reader 2>/dev/null',
  'exit $status',
].join('\n')

/** A server that answers, and our hold on it. */
export interface Running {
  port: number
  pid: number
  /** True when another process had started it. */
  attached: boolean
  /** The guard, when we started the server. */
  guard: ChildProcess | undefined
  /** Lets go of the server; it ends when nobody else holds it. */
  release(): void
}

/**
 * Attaches to the server of this cluster, or starts it. Loops, because several processes may try at once and
 * because a killed server leaves locks behind for a moment. `port` 0 takes any free one.
 */
export async function ensureServer(
  cluster: Cluster,
  port: number,
  options: StartOptions = {},
): Promise<Running> {
  const progress = new StartProgress(cluster, options)
  let strayPolls = 0
  while (!progress.isOver) {
    const lock = readLock(cluster)
    if (!lock) {
      const started = await startServer(cluster, port || (await freePort()), progress)
      if (started) return started
      await sleep(200)
      continue
    }
    if (!isOurServer(cluster, lock.pid)) {
      removeStaleLock(cluster, lock)
      continue
    }
    const attached = await attachServer(cluster, lock)
    if (attached) return attached
    if (!lock.ready) progress.look()
    // A server that is ready but that no guard watches has lost its guard: end it and start one of our own.
    strayPolls = lock.ready ? strayPolls + 1 : 0
    if (strayPolls > 20) signalServer(lock.pid)
    await sleep(50)
  }
  throw new Error(
    `PostgreSQL did not become ready within ${Math.round(progress.waitedMs / 1_000)} s. Its last words:\n${logTail(cluster)}`,
  )
}

/** Attaches to a running server without ever starting one. */
export async function attachServer(cluster: Cluster, lock = readLock(cluster)): Promise<Running | undefined> {
  if (!lock?.ready || !isOurServer(cluster, lock.pid)) return undefined
  const hold = openHold(cluster)
  if (hold === undefined) return undefined
  if (!(await answers(adminUrl(cluster, lock.port)))) {
    hold.release()
    return undefined
  }
  return { port: lock.port, pid: lock.pid, attached: true, guard: undefined, release: hold.release }
}

/** Whether a server of this cluster runs, ready or not. */
export function isServed(cluster: Cluster): boolean {
  const lock = readLock(cluster)
  return lock !== undefined && isOurServer(cluster, lock.pid)
}

/** Waits until the server has ended, or returns early when another process still holds it. */
export async function serverEnded(cluster: Cluster, pid: number): Promise<void> {
  const begin = Date.now()
  while (isOurServer(cluster, pid)) {
    const waited = Date.now() - begin
    if (waited > 150 && isGuarded(cluster)) return
    // The guard and its reader are both gone, so nobody passes our wish on.
    if (waited > 1_000 && waited < 1_050) signalServer(pid)
    if (waited > 15_000) return
    await sleep(10)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

interface Lock {
  pid: number
  port: number
  ready: boolean
  text: string
}

/** PostgreSQL's own lock file: line 1 its process, line 4 its port, line 8 its state. */
function readLock(cluster: Cluster): Lock | undefined {
  try {
    const text = readFileSync(join(cluster.dataDir, 'postmaster.pid'), 'utf8')
    const lines = text.split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready', text }
  } catch {
    return undefined
  }
}

/**
 * Whether this process is the server of this data folder: its number may by now belong to another program, to
 * the server of another folder, or to the remains of a process that nobody has waited for.
 */
export function isOurServer(cluster: Cluster, pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false
  if (process.platform === 'win32') return true
  try {
    const command = commandLine(pid)
    // The guard names the folder too.
    return command.includes(cluster.dataDir) && !command.startsWith('/bin/sh')
  } catch {
    return false
  }
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
}

function removeStaleLock(cluster: Cluster, lock: Lock): void {
  // Read again: another start may have replaced it since.
  if (readLock(cluster)?.text === lock.text) rmSync(join(cluster.dataDir, 'postmaster.pid'), { force: true })
}

async function startServer(
  cluster: Cluster,
  port: number,
  progress: StartProgress,
): Promise<Running | undefined> {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    // How far it has come after a crash, so that a start knows whether it moves.
    'log_startup_progress_interval=5s',
    'unix_socket_directories=',
    ...cluster.settings,
  ]
  const serverArgs = ['-D', cluster.dataDir, ...settings.flatMap((setting) => ['-c', setting])]
  progress.tried()
  const { guard, release } = spawnGuard(cluster, serverArgs)
  let ended = false
  guard.once('exit', () => (ended = true))
  guard.once('error', () => (ended = true))
  while (!ended && !progress.isOver) {
    progress.look()
    const lock = readLock(cluster)
    if (lock?.ready && lock.port === port && isOurServer(cluster, lock.pid)) {
      return { port, pid: lock.pid, attached: false, guard, release }
    }
    await sleep(10)
  }
  release()
  if (ended) progress.failed()
  return undefined
}

function spawnGuard(cluster: Cluster, serverArgs: string[]): { guard: ChildProcess; release: () => void } {
  const server = asAccount(cluster.account, join(cluster.bin, 'postgres'), serverArgs)
  const log = openSync(cluster.logFile, 'a', 0o600)
  // Its own session: Ctrl-C must not reach the server before the hub has closed its connections.
  const options = { ...server.options, detached: true }
  try {
    if (process.platform === 'win32') {
      const guard = spawn(server.command, server.args, { ...options, stdio: ['ignore', log, log] })
      guard.unref()
      return { guard, release: () => void guard.kill() }
    }
    const pipe = openPipe(cluster.holdFile)
    const guard = spawn('/bin/sh', ['-c', GUARD, server.command, ...server.args], {
      ...options,
      stdio: [pipe.readEnd, log, log],
    })
    closeSync(pipe.readEnd)
    guard.unref()
    return { guard, release: once(() => closeSync(pipe.writeEnd)) }
  } finally {
    closeSync(log)
  }
}

/** Opening one end of a named pipe waits for the other; opening it for both at first avoids the wait. */
function openPipe(path: string): { readEnd: number; writeEnd: number } {
  const both = openSync(path, constants.O_RDWR)
  const readEnd = openSync(path, constants.O_RDONLY)
  const writeEnd = openSync(path, constants.O_WRONLY)
  closeSync(both)
  return { readEnd, writeEnd }
}

/** Joins those who hold the server; undefined when no guard listens, that is while it shuts down. */
function openHold(cluster: Cluster): { release: () => void } | undefined {
  if (process.platform === 'win32') return { release: () => undefined }
  try {
    const file = openSync(cluster.holdFile, constants.O_WRONLY | constants.O_NONBLOCK)
    return { release: once(() => closeSync(file)) }
  } catch {
    return undefined
  }
}

/** Whether somebody will end the server when the last process lets go of it. */
export function isGuarded(cluster: Cluster): boolean {
  const hold = openHold(cluster)
  hold?.release()
  return hold !== undefined
}

/** Fast shutdown: open transactions are rolled back, nothing that was committed is lost. */
function signalServer(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // It has ended by itself.
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    action()
  }
}
