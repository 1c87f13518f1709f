import { spawnSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Part } from '../../apps/web/vite/budgets.ts'
import type { Figure, Suite } from './suite.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const web = join(project, 'apps', 'web')
const BLOCK_BYTES = 512
const MB = 1_000_000

/** Why one part weighs more than a page may; told while it does. */
const FINDING =
  'Most of it is the part with the dialogs, which every page fetches as soon as it has nothing else to do, and which the check of the build therefore counts as there.'

/** What a folder takes on the disk; a file with several names counts once. */
function diskBytes(folder: string, seen: Set<number> = new Set()): number {
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const { ino, blocks } = lstatSync(path)
    if (!seen.has(ino)) bytes += blocks * BLOCK_BYTES
    seen.add(ino)
    if (entry.isDirectory()) bytes += diskBytes(path, seen)
  }
  return bytes
}

/** Packages that the product itself installs; heavy tools of e2e and bench come with their own commands. */
function modulesMb(): number {
  const parts = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(project, group)).map((name) => join(project, group, name)),
  )
  const folders = [project, ...parts].map((part) => join(part, 'node_modules'))
  const seen = new Set<number>()
  return folders.reduce((sum, folder) => sum + diskBytes(folder, seen), 0) / MB
}

/** Builds the web app into a folder that is thrown away and returns what its parts weigh. */
function webParts(): Part[] {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-web-'))
  try {
    const config = fileURLToPath(new URL('sizes/vite.config.ts', import.meta.url))
    const args = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--config', config]
    const { stderr } = spawnSync(process.execPath, args, {
      cwd: web,
      env: { ...process.env, NODE_ENV: 'production', HUB_BENCH_OUT: join(folder, 'dist') },
      encoding: 'utf8',
    })
    try {
      // A build that its budgets stopped has been weighed all the same. Our own plugin wrote the file.
      return JSON.parse(readFileSync(join(folder, 'weights.json'), 'utf8')) as Part[]
    } catch (cause) {
      throw new Error(`The web app could not be built: ${stderr}`, { cause })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function heaviest(parts: readonly Part[], kind: Part['kind']): Part {
  const [first] = parts.filter((part) => part.kind === kind).toSorted((a, b) => b.kb - a.kb)
  if (!first) throw new Error(`The build has no ${kind}.`)
  return first
}

function partFigure(
  parts: readonly Part[],
  kind: Part['kind'],
  of: { what: string; atMost: number; finding?: string },
): Figure {
  const { kb, name } = heaviest(parts, kind)
  const count = parts.filter((part) => part.kind === kind).length
  const note = kind === 'entry' ? 'with its static imports, gzip' : `${name}, of ${count}; gzip`
  const { what, atMost, finding } = of
  return { what, value: kb, unit: 'kB', budget: { atMost }, note, ...(finding !== undefined && { finding }) }
}

export const sizes: Suite = {
  name: 'sizes',
  about: 'what an install takes on the disk, and what a browser loads',
  async run({ say }) {
    const modules = modulesMb()
    say('building the web app')
    const parts = webParts()
    return [
      {
        what: 'node_modules of the product',
        value: modules,
        unit: 'MB',
        budget: { atMost: 1_100 },
        note: 'disk blocks, of files with several names one; without e2e and bench',
      },
      partFigure(parts, 'entry', { what: 'JavaScript before anything shows', atMost: 140 }),
      partFigure(parts, 'route', { what: 'heaviest lazy part', atMost: 60, finding: FINDING }),
      partFigure(parts, 'css', { what: 'heaviest stylesheet', atMost: 20 }),
    ]
  },
}
