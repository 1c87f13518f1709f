import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

const ci = Boolean(process.env['CI'])

/** Small files with much to do. Without a record of times the largest files come first, and one of these alone would be last. */
const SLOW =
  /assistant\/built-in\/(?:everyday|score|many-acts|travel|books|prices|websites|workshop)\.test\.ts$/

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.test(moduleId)
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))]
  }
}

export default defineConfig({
  test: {
    pool: 'threads',
    // A worker waits for two fifths of its time, for PostgreSQL, for programs it started and for what may not happen: three on
    // two cores keep both busy. Vitest takes no share above 100 %.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // The assistant learns its acts when it is first asked, which takes a core twenty seconds, and one that others use as well two minutes.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Nothing waits longer than it must; a machine with other work may take more than the usual second.
    expect: { poll: { timeout: 5_000 } },
    sequence: { sequencer: SlowFirst },
    allowOnly: !ci,
    reporters: ci ? ['default', ['json', { outputFile: 'test-results/vitest.json' }]] : ['default'],
    coverage: {
      enabled: ci,
      provider: 'custom',
      customProviderModule: new URL('scripts/coverage.mjs', import.meta.url).pathname,
      include: ['{apps,packages}/*/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.*', '**/*.gen.ts'],
      reporter: ['text-summary', 'json-summary'],
      reportOnFailure: true,
      reportsDirectory: 'test-results/coverage',
    },
    projects: [
      // First, because the files that no test loads are read by the rules of the first project, and JSX is among them.
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'jsdom',
          isolate: false,
          setupFiles: './packages/ui/src/testing-page.ts',
          include: ['{apps/web,packages/ui}/src/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // Node runs the server's sources as they are, here as in the product.
          experimental: { viteModuleRunner: false, nodeLoader: false },
          // What they import is most of what many of them cost, and what the assistant learnt is read once a worker.
          isolate: false,
          include: ['{apps/{mcp,server},packages/{api,db}}/src/**/*.test.ts'],
          globalSetup: './vitest.setup.ts',
        },
      },
    ],
  },
})
