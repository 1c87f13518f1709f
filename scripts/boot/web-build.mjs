import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Failure, say } from './failure.mjs'
import { withLock } from './lock.mjs'
import { runStep } from './run.mjs'
import { projectDir } from './state-dir.mjs'

export const webDir = join(projectDir, 'apps', 'web')
export const viteProgram = join(webDir, 'node_modules', 'vite', 'bin', 'vite.js')

/** What is built, each with its own arguments of Vite. The page of parts is no part of the app: only who develops has it. */
export const builds = {
  app: { what: 'the web app', args: ['build'], dist: join(webDir, 'dist') },
  parts: { what: 'the page of parts', args: ['build', 'parts'], dist: join(webDir, 'parts', 'dist') },
}

/** Everything they are made from. */
const SOURCES = [
  'apps/web',
  'packages/ui',
  'packages/api/src',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'tsconfig.leaf.json',
]
const SKIPPED = new Set(['node_modules', 'dist', '.turbo'])

/** Builds what is asked for when its sources changed since the last build. The stamp lies in the build itself. */
export async function ensureBuilt(build, program) {
  const { what, dist } = build
  const stampFile = join(dist, '.stamp')
  if (!existsSync(join(webDir, 'vite.config.ts')) || isFresh(stampFile)) return
  await withLock(
    // Beside what is built, whatever state folders those who build it have.
    join(webDir, 'node_modules', '.build.lock'),
    `Another start is building ${what}; waiting for it.`,
    async () => {
      if (isFresh(stampFile)) return
      say(`Building ${what}.`)
      await buildBeside(build, program)
    },
  )
}

/**
 * Puts a build in the place of the one before when it is whole: until then a hub that runs goes on serving what is there, and
 * where the build fails it keeps it.
 */
export async function buildBeside({ what, args, dist }, { node, env }) {
  // No folder of sources, and on the same disk.
  const next = join(webDir, 'node_modules', `.next-${args.join('-')}`)
  const into = ['--outDir', next, '--emptyOutDir', '--logLevel', 'warn']
  const code = await runStep(node, [viteProgram, ...args, ...into], {
    cwd: webDir,
    // Vite takes whatever is set here for what it builds; React for developers is three times as large.
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  })
  if (code !== 0) throw new Failure(`Building ${what} failed; the lines above say why.`)
  // Hashed afterwards: the build writes generated files next to the sources.
  writeFileSync(join(next, '.stamp'), sourceHash())
  const before = `${next}-before`
  rmSync(before, { recursive: true, force: true })
  if (existsSync(dist)) renameSync(dist, before)
  renameSync(next, dist)
  rmSync(before, { recursive: true, force: true })
}

function isFresh(stampFile) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceHash()
}

function sourceHash() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((source) => listFiles(join(projectDir, source))).filter(isSource)) {
    hash.update(`\n${relative(projectDir, file)}\n`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Of the API the browser gets the schema files and the shared rules, never the rest. */
function isSource(file) {
  if (/\.gen\.ts$|\.test\.tsx?$/.test(file)) return false
  const path = relative(projectDir, file).split(sep).join('/')
  return (
    !path.startsWith('packages/api/src/') ||
    path.endsWith('/schema.ts') ||
    path.startsWith('packages/api/src/shared/')
  )
}

function listFiles(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => listFiles(join(path, entry.name)))
}
