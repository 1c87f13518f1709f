import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Findings } from './fault.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const MIGRATIONS = ['packages/db/src/migrations', 'packages/api/src/modules/*/migrations']
/** Packages of the program that runs; what only builds or tests it is left out. */
const PACKAGES = ['apps/server', 'apps/mcp', 'packages/api', 'packages/db']

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8', maxBuffer: 2 ** 26 }).trim()

const digest = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

/** A program of before, in a folder of its own. */
export interface LastRelease {
  commit: string
  folder: string
}

/** More commits in a row are not left in halves. */
const MOST_HALVES = 20

/** The commits up to the one before the newest migration, the newest first; up to the last where a change is not committed yet. */
function commitsBefore(): string[] {
  const paths = MIGRATIONS.map((one) => `:(glob)${one}/**`)
  const isOpen = git('status', '--porcelain', '--', ...paths) !== ''
  const newest = isOpen ? '' : git('log', '-1', '--format=%H', '--', ...paths)
  if (!isOpen && newest === '') throw new Error('The history holds no migration.')
  return git('rev-list', `--max-count=${MOST_HALVES}`, isOpen ? 'HEAD' : `${newest}^`).split('\n')
}

const IMPORTED = /\bfrom '(\.{1,2}\/[^']+\.ts)'/g

/** False where a file is imported that only a later commit brought: nobody could have released that. */
const isWhole = (folder: string): boolean =>
  globSync(
    PACKAGES.map((one) => `${one}/src/**/*.ts`),
    { cwd: folder },
  ).every((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(IMPORTED)].every(([, path = '']) =>
      existsSync(join(folder, dirname(file), path)),
    ),
  )

/** The newest of them that is whole, in a folder of its own. */
function unpackWhole(commits: readonly string[]): LastRelease {
  for (const commit of commits) {
    const folder = mkdtempSync(join(tmpdir(), 'hub-last-release-'))
    const archive = execFileSync('git', ['archive', commit, ...PACKAGES], {
      cwd: PROJECT,
      maxBuffer: 2 ** 30,
    })
    execFileSync('tar', ['-x', '-C', folder], { input: archive })
    if (isWhole(folder)) return { commit, folder }
    rmSync(folder, { recursive: true })
  }
  throw new Error('No commit before the newest migration has all its files, so nothing was tried.')
}

/** The installed packages, by links of their own: `@hub/db` of the copy is the copy's. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(PROJECT, 'node_modules/.pnpm'), join(folder, 'node_modules/.pnpm'))
  for (const name of PACKAGES) {
    const from = join(PROJECT, name, 'node_modules')
    if (!existsSync(from) || !existsSync(join(folder, name))) continue
    for (const link of globSync(['*', '@*/*'], { cwd: from })) {
      if (link.startsWith('@') && !link.includes('/')) continue
      mkdirSync(dirname(join(folder, name, 'node_modules', link)), { recursive: true })
      symlinkSync(readlinkSync(join(from, link)), join(folder, name, 'node_modules', link))
    }
  }
}

/**
 * The program as it was before the newest migration. Throws an Error in words where the history does not reach so far, as in
 * an archive or a shallow clone, or where that program needs other packages than are installed.
 */
function unpackLastRelease(): LastRelease {
  let commits: string[]
  try {
    commits = commitsBefore()
  } catch (cause) {
    throw new Error(
      'The history of the project does not reach back to the release before, so nothing was tried. Use a full clone.',
      { cause },
    )
  }
  const { commit, folder } = unpackWhole(commits)
  const lock = git('show', `${commit}:pnpm-lock.yaml`)
  if (digest(lock) !== digest(readFileSync(join(PROJECT, 'pnpm-lock.yaml'), 'utf8').trim())) {
    rmSync(folder, { recursive: true })
    throw new Error(
      `The release before (${commit.slice(0, 8)}) needs other packages than are installed, so nothing was tried.`,
    )
  }
  linkPackages(folder)
  return { commit, folder }
}

/** Without it nothing is proven, which is a failure and says why. */
export function lastReleaseAtHand(findings: Findings): LastRelease | null {
  try {
    return unpackLastRelease()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    findings.check('the release before is at hand', false, why)
    return null
  }
}
