import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '@hub/api/server'
import { projectDir, resolveStateDir } from '@hub/db/embedded'
import { z } from 'zod'
import { processEnv } from './env.ts'

export interface Versions {
  hub: string
  /** What the program was made of; a clone with files that were changed since ends with `-dirty`. Null where nothing says so. */
  commit: string | null
  node: string
  /** Programs of the built-in PostgreSQL in the state folder; empty before its first start. */
  builtInPostgres: string[]
}

/** What is installed here, without asking anything that runs. */
export function versionsHere(): Versions {
  const bin = join(resolveStateDir(processEnv()), 'bin')
  return {
    hub: version,
    commit: commitOf(projectDir),
    node: process.versions.node,
    builtInPostgres: programsIn(bin),
  }
}

export const versionLines = ({ hub, commit, node, builtInPostgres }: Versions): string =>
  [
    `Smart AI Hub ${hub}${commit === null ? '' : ` (${commit})`}`,
    `Node ${node}`,
    ...builtInPostgres.map((one) => `built-in PostgreSQL ${one}`),
  ].join('\n')

const Manifest = z.object({ commit: z.string().optional() })

/** A folder that runs says it in its manifest, a clone by its history. */
export function commitOf(project: string): string | null {
  const manifest: unknown = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const { commit } = Manifest.parse(manifest)
  if (commit !== undefined) return commit
  // Of a folder within another project, Git would tell that one's.
  if (!existsSync(join(project, '.git'))) return null
  try {
    return execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*', '--abbrev=10'], {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return null
  }
}

function programsIn(bin: string): string[] {
  try {
    return readdirSync(bin).flatMap((name) => /^pg-(\d[\w.]*(?:-[a-z]+\.\d+)?)$/.exec(name)?.[1] ?? [])
  } catch {
    return []
  }
}
