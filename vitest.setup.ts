import { globSync } from 'node:fs'
import { startTestCluster } from '@hub/db/embedded'
import { prepareTemplate } from '@hub/db/testing'
import type { TestProject } from 'vitest/node'
import { rankerOf } from './packages/api/src/features/assistant/built-in/ranking/hub-ranker.ts'
import { modules } from './packages/api/src/modules/index.ts'
import { hub } from './packages/api/src/testing/bare-hub.ts'

/** What decides which tables of modules the template holds. */
const files = globSync('packages/api/src/modules/**/{migrations/**/*,tables}.ts', {
  cwd: import.meta.dirname,
})

/**
 * Runs once before all tests: one PostgreSQL for the whole run, and the migrated database every test file copies. Where they are
 * counted, which is a run of all files, several ask the assistant at once: it has learnt before they begin.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [stop] = await Promise.all([
    provideCluster(project),
    project.vitest.config.coverage.enabled && rankerOf(hub),
  ])
  return stop
}

export async function provideCluster(
  project: TestProject,
  options?: Parameters<typeof startTestCluster>[0],
): Promise<() => Promise<void>> {
  const cluster = await startTestCluster(options)
  try {
    project.provide('adminUrl', cluster.adminUrl)
    project.provide('templateName', await prepareTemplate(cluster.adminUrl, { modules, files }))
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return () => cluster.stop()
}
