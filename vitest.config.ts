import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'
import longFiles from './vitest.long.json' with { type: 'json' }

const ci = Boolean(process.env['CI'])

/** Files that take half a minute and more, the longest first; their names say nothing of it, and neither does their size. */
const LONG = longFiles.map((name) => join(import.meta.dirname, name))
const gone = LONG.filter((file) => !existsSync(file))
if (gone.length > 0) throw new Error(`vitest.long.json names what is not there: ${gone.join(', ')}`)
/** What many others wait for, or what is long and tried by each commit all the same. */
const FIRST =
  /assistant\/built-in\/(?:everyday|score|travel|books|prices|websites)\.test\.ts$|stranger\.test\.ts$/

class LongFirst extends BaseSequencer {
  /** `--shard=1/3` leaves out two thirds of the long files, and no other. */
  override shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index, count } = this.ctx.config.shard ?? { index: 1, count: 1 }
    const isTurn = (at: number) => at === -1 || at % count === index - 1
    return Promise.resolve(files.filter(({ moduleId }) => isTurn(LONG.indexOf(moduleId))))
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => FIRST.test(moduleId) || LONG.includes(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
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
    sequence: { sequencer: LongFirst },
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
