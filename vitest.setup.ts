import { startTestCluster } from '@hub/db/embedded'
import { prepareTemplate } from '@hub/db/testing'
import type { TestProject } from 'vitest/node'

/** Runs once before all tests: one PostgreSQL for the whole run, and the migrated database every test file copies. */
export function setup(project: TestProject): Promise<() => Promise<void>> {
  return provideCluster(project)
}

export async function provideCluster(
  project: TestProject,
  options?: Parameters<typeof startTestCluster>[0],
): Promise<() => Promise<void>> {
  const cluster = await startTestCluster(options)
  try {
    project.provide('adminUrl', cluster.adminUrl)
    project.provide('templateName', await prepareTemplate(cluster.adminUrl))
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return () => cluster.stop()
}
