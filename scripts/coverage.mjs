// Which functions the tests ran, as Vitest's provider asks V8 for it, but not how often nor which parts of them: counting each
// branch keeps V8 from optimizing, and what computes (the assistant that learns) took three times as long.
import v8 from '@vitest/coverage-v8'

let isStarted = false

const provider = {
  ...v8,
  async startCoverage(options) {
    // Starting it again has V8 forget all that it optimized.
    if (isStarted && options.isolate === false) return
    isStarted = true
    await v8.startCoverage.call(this, options)
    await this.session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false })
  },
}

export default provider
