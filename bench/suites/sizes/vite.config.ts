import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import web from '../../../apps/web/vite.config.ts'
import { measure } from '../../../apps/web/vite/budgets.ts'

const outDir = process.env['HUB_BENCH_OUT']
if (outDir === undefined) throw new Error('HUB_BENCH_OUT must name a folder.')

/** The product's own build with one more plugin, which writes the weights that the build checks against its budgets. */
export default {
  ...web,
  build: { ...web.build, outDir, emptyOutDir: true },
  plugins: [
    {
      name: 'hub-bench-weights',
      apply: 'build',
      generateBundle(_options: unknown, bundle: Parameters<typeof measure>[0]) {
        writeFileSync(join(outDir, '..', 'weights.json'), JSON.stringify(measure(bundle)))
      },
    },
    ...(web.plugins ?? []),
  ],
}
