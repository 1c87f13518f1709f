import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { origin, port, runDir } from './support/place.ts'

// Workers read this module again in their own process and must come to the same folder and port.
process.env['HUB_E2E_DIR'] = runDir
process.env['HUB_E2E_PORT'] = String(port)

const isCi = Boolean(process.env['CI'])
const chromium = process.env['HUB_CHROMIUM']

const launchedFrom = (path: string | undefined) => ({
  ...(path !== undefined && { executablePath: path }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
    '--disable-component-update',
    '--disable-sync',
    '--font-render-hinting=none',
  ],
})

/** The same Chromium without a browser's windows takes a fifth less time; Debian has it beside the other, in a package of its own. */
const shell = [`${chromium}-headless-shell`].find(existsSync)
/** What only the whole browser has: the letters that people see, and push. */
const OF_WHOLE = ['visual.spec.ts', 'push.spec.ts']

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  snapshotPathTemplate: 'baseline/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: isCi,
  retries: 0,
  workers: 2,
  timeout: 45_000,
  reporter: isCi ? 'line' : 'list',
  expect: {
    timeout: 10_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', maxDiffPixels: 100 },
  },
  use: {
    baseURL: origin,
    actionTimeout: 15_000,
    // Pictures of every step would cost more time than the steps. Nobody can open a trace of CI, which repeats as well anywhere.
    trace: isCi ? 'off' : { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Dublin',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: launchedFrom(shell ?? chromium),
  },
  projects: [
    { name: 'people', testMatch: '*.setup.ts' },
    { name: 'chromium', testMatch: '*.spec.ts', testIgnore: OF_WHOLE, dependencies: ['people'] },
    {
      name: 'whole',
      testMatch: OF_WHOLE,
      dependencies: ['people'],
      use: { launchOptions: launchedFrom(chromium) },
    },
  ],
  webServer: {
    name: 'hub',
    // Without "exec" the shell in between would take the signal that is meant for the hub.
    command: `exec "${process.execPath}" support/serve.ts`,
    url: `${origin}/health/ready`,
    reuseExistingServer: false,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stderr: 'pipe',
  },
})
