import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '@hub/api/server'
import { resolveStateDir } from '@hub/db/embedded'
import { processEnv } from './env.ts'

export interface Versions {
  hub: string
  node: string
  /** Programs of the built-in PostgreSQL in the state folder; empty before its first start. */
  builtInPostgres: string[]
}

/** What is installed here, without asking anything that runs. */
export function versionsHere(): Versions {
  const bin = join(resolveStateDir(processEnv()), 'bin')
  return { hub: version, node: process.versions.node, builtInPostgres: programsIn(bin) }
}

export const versionLines = ({ hub, node, builtInPostgres }: Versions): string =>
  [`Smart AI Hub ${hub}`, `Node ${node}`, ...builtInPostgres.map((one) => `built-in PostgreSQL ${one}`)].join(
    '\n',
  )

function programsIn(bin: string): string[] {
  try {
    return readdirSync(bin).flatMap((name) => /^pg-(\d[\w.]*(?:-[a-z]+\.\d+)?)$/.exec(name)?.[1] ?? [])
  } catch {
    return []
  }
}
