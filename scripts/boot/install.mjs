import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Failure, say } from './failure.mjs'
import { withLock } from './lock.mjs'
import { projectDir } from './state-dir.mjs'

const WINDOWS = process.platform === 'win32'
const BIN = join(projectDir, 'node_modules', '.bin')
const NODE_MAJOR = 24

/** What npm may hand down to pnpm; its other settings mean something else there. */
const KEPT_SETTINGS =
  /^npm_config_(cache|registry|cafile|proxy|https_proxy|http_proxy|noproxy|no_proxy|strict_ssl)$/i

/** The environment of everything the project starts: its own programs first, no telemetry, one state folder. */
export function buildEnvironment(stateDir) {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^npm_config_/i.test(name) && !KEPT_SETTINGS.test(name)) delete env[name]
  }
  env.PATH = [BIN, env.PATH, dirname(process.execPath)].filter(Boolean).join(delimiter)
  env.HUB_STATE_DIR = stateDir
  env.NODE_COMPILE_CACHE = join(stateDir, 'ncc')
  env.TURBO_TELEMETRY_DISABLED = '1'
  env.DO_NOT_TRACK = '1'
  if (!homeIsWritable()) {
    // npm and pnpm keep caches in the home folder; without one they live in the state folder.
    env.npm_config_cache = join(stateDir, 'npm-cache')
    env.XDG_CACHE_HOME = join(stateDir, 'cache')
    env.XDG_DATA_HOME = join(stateDir, 'share')
    env.XDG_STATE_HOME = join(stateDir, 'xdg-state')
    env.HOME = join(stateDir, 'home')
    mkdirSync(env.HOME, { recursive: true })
  }
  return env
}

/** Installs what the lockfile says, unless that is what the last install did. `folder` may carry its own lockfile. */
export async function ensureInstalled(stateDir, env, folder = projectDir) {
  const stampFile = join(folder, 'node_modules', '.boot-stamp')
  const stamp = manifestHash(folder)
  if (readStamp(stampFile) === stamp) return
  const name = folder === projectDir ? 'install' : `install-${folder.slice(projectDir.length + 1)}`
  await withLock(
    join(stateDir, `${name}.lock`),
    'Another start is installing the packages; waiting for it.',
    () => {
      if (readStamp(stampFile) === stamp) return
      say('Installing the packages the lockfile names; only the first time takes long.')
      runInstaller(folder, env)
      writeFileSync(stampFile, stamp)
    },
  )
}

/**
 * Installs what runs into a copy of the sources. Out of the store that the first install filled, and as copies: whoever changes
 * or owns the folder changes nothing there. Install scripts are not run; what they would fetch is no part of the lockfile.
 */
export function installProduction(folder, env) {
  runInstaller(folder, env, [
    '--prod',
    '--prefer-offline',
    '--ignore-scripts',
    '--package-import-method=copy',
  ])
}

/** The Node that runs the project: this one when it is new enough, else the one the install brought. */
export function projectNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath
  const installed = join(BIN, 'node')
  if (existsSync(installed)) return installed
  throw oldNode()
}

/** Fails early, before a long install, where the install cannot bring a Node that runs here. */
export function checkPlatform() {
  const newEnough = Number(process.versions.node.split('.')[0]) >= NODE_MAJOR
  if (!newEnough && !(isGlibcLinux() && ['x64', 'arm64'].includes(process.arch))) throw oldNode()
}

/** Fails where no PostgreSQL can be started and none is named. */
export function checkDatabasePossible() {
  if (process.platform === 'linux' && !isGlibcLinux() && !process.env.DATABASE_URL) {
    throw new Failure(
      'The built-in PostgreSQL needs a Linux with glibc, which this one (Alpine?) has not; set DATABASE_URL to a PostgreSQL 16 or newer.',
    )
  }
}

function oldNode() {
  return new Failure(
    `Smart AI Hub needs Node ${NODE_MAJOR} or newer here; this is ${process.version}. Only on Linux with glibc it brings its own.`,
  )
}

function isGlibcLinux() {
  return (
    process.platform === 'linux' &&
    ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'].some((loader) => existsSync(loader))
  )
}

function homeIsWritable() {
  try {
    accessSync(homedir(), constants.W_OK)
    return true
  } catch {
    return false
  }
}

function runInstaller(folder, env, options = []) {
  const args = ['install', '--frozen-lockfile', '--reporter=append-only', ...options]
  const local = join(BIN, WINDOWS ? 'pnpm.cmd' : 'pnpm')
  const { packageManager } = readJson(join(projectDir, 'package.json'))
  const [command, commandArgs] = existsSync(local)
    ? [local, args]
    : ['npx', ['--yes', packageManager, ...args]]
  const result = spawnSync(command, commandArgs, {
    cwd: folder,
    env,
    stdio: ['ignore', 2, 2],
    shell: WINDOWS,
  })
  if (result.error) throw new Failure(`${command} could not be started: ${result.error.message}`)
  if (result.status !== 0)
    throw new Failure('The packages could not be installed; the lines above say why. Nothing was started.')
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function manifestHash(folder) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of manifests(folder)) {
    hash.update(`\n${file.slice(folder.length)}\n`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

function manifests(folder) {
  const own = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'].map((name) => join(folder, name))
  const parts =
    folder === projectDir ? ['apps', 'packages'].flatMap((group) => subfolders(join(folder, group))) : []
  return [...own, ...parts.map((part) => join(part, 'package.json'))].filter((file) => existsSync(file))
}

function subfolders(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort()
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
