import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The tests whose outcome PostgreSQL decides: the database, the tenant wall, the ledger, writes and events. */
const DATABASE_TESTS = [
  'packages/db/src/**/*.test.ts',
  'packages/api/src/stranger.test.ts',
  'packages/api/src/features/{audit,credits}/**/*.test.ts',
  'packages/api/src/modules/ops/tasks/tasks.test.ts',
  'packages/api/src/platform/{data/write,events/outbox,events/sweeps}.test.ts',
]

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    pool: 'threads',
    experimental: { viteModuleRunner: false, nodeLoader: false },
    isolate: false,
    // As for all tests: they wait more than they compute.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // As for all tests: the assistant learns first, and a busy machine takes its time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    allowOnly: false,
    include: DATABASE_TESTS,
    // It is about starting the PostgreSQL that comes with the install, whichever one this run uses.
    exclude: ['packages/db/src/embedded.test.ts'],
    globalSetup: fileURLToPath(new URL('vitest.setup.ts', import.meta.url)),
    reporters: ['default', ['json', { outputFile: 'test-results/postgres-16.json' }]],
  },
})
