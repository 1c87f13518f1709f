// Which functions the tests ran, as Vitest's provider asks V8 for it, but not how often nor which parts of them: counting each
// branch keeps V8 from optimizing, and what computes (the assistant that learns) took three times as long.
import { join } from 'node:path'
import v8 from '@vitest/coverage-v8'

/**
 * Vitest turns the compile cache off for whatever is counted, since V8 keeps no positions in it. Programs and threads that tests
 * start are not counted: with it they start as in the product, and find what the assistant learnt. Nothing of the project is
 * imported for it, because a page's tests have no address of a file to find it by.
 */
function cacheForPrograms() {
  const { HUB_STATE_DIR } = process.env
  if (HUB_STATE_DIR === undefined) return
  delete process.env.NODE_DISABLE_COMPILE_CACHE
  process.env.NODE_COMPILE_CACHE = join(HUB_STATE_DIR, 'ncc')
}

const provider = {
  // The session is v8's own property: a test that resets its modules has this file read anew, but never that one.
  async startCoverage(options) {
    cacheForPrograms()
    // Starting it again has V8 forget all that it optimized.
    if (v8.session && options.isolate === false) return
    await v8.startCoverage(options)
    await v8.session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false })
  },
  takeCoverage: (options) => v8.takeCoverage(options),
  stopCoverage: (options) => v8.stopCoverage(options),
  getProvider: () => v8.getProvider(),
}

export default provider
